import type { JobContext } from '@livekit/agents';
import type { OpenedCall } from '../calls/call.ts';
import type { Telephone } from '../calls/telephone.ts';
import type { Setting } from './setting.ts';

/** The network that this call is on: people on telephones, or simulated ones. */
export async function telephoneFor(
  _job: JobContext,
  { trunks }: Setting,
  _opened: OpenedCall,
): Promise<Telephone | null> {
  return trunks;
}
