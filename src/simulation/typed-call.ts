import { initializeLogger } from '@livekit/agents';
import type { Ending } from '../calls/call/call.ts';
import { type Placed, placeCall } from '../dialing/place-call.ts';
import { type TypedCallOptions, type TypedCallPorts, TypedChannel } from './typed/channel.ts';

export type TypedCallResult = { dialed: true; ending: Ending } | Extract<Placed, { dialed: false }>;

/** LiveKit's framework wants to be told once how it logs, outside of its own command line. */
export function prepareTypedCalls(): void {
  initializeLogger({ pretty: false, level: 'error' });
}

/**
 * One outbound call from the dial to the ending, without a room and without sound: the same driver, the same rows, the
 * same session, the same tools. Hundreds run at once in a process.
 */
export async function runTypedCall(
  options: TypedCallOptions,
  ports: TypedCallPorts,
): Promise<TypedCallResult> {
  const placed = await placeCall(options.callId, new TypedChannel(options, ports), ports);
  if (!placed.dialed) return placed;
  const ending = await placed.ended;
  options.watch?.ended?.(ending);
  return { dialed: true, ending };
}
