import { z } from 'zod';
import { regionOfNumber } from '../../language/phone-numbers.ts';
import { readNumber } from './caller-number.ts';

/** What `POST /token` and the runner put into the dispatch. */
const dispatchMetadata = z.object({ callId: z.uuid(), language: z.string().min(2).optional() });

export type Dispatched = z.infer<typeof dispatchMetadata>;

/** LiveKit SIP's attributes of the participant who is the telephone. */
const sipAttributes = z.object({
  'sip.phoneNumber': z.string().optional(),
  'sip.trunkPhoneNumber': z.string().optional(),
  'sip.callID': z.string().optional(),
});

/** The call that a job was sent for; null for whoever rang and is in the room already. */
export function readDispatch(metadata: string): Dispatched | null {
  return metadata.trim() === '' ? null : dispatchMetadata.parse(JSON.parse(metadata));
}

export interface Telephoned {
  /** E.164; null when withheld. */
  caller: string | null;
  called: string | null;
  sipCallId: string | null;
}

/**
 * Who rang whom, as LiveKit SIP says it. A caller without a country code is at home where the called line is.
 * @param region ISO 3166 country of a called number without a country code
 */
export function readTelephoned(attributes: Record<string, string>, region: string): Telephoned {
  const sip = sipAttributes.parse(attributes);
  const called = readNumber(sip['sip.trunkPhoneNumber'], region);
  const home = (called === null ? null : regionOfNumber(called)) ?? region;
  return {
    caller: readNumber(sip['sip.phoneNumber'], home),
    called,
    sipCallId: sip['sip.callID'] || null,
  };
}
