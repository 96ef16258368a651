import { z } from 'zod';

/** What `POST /token` and the runner put into the dispatch. */
const dispatchMetadata = z.object({ callId: z.uuid(), language: z.string().min(2).optional() });

export type Dispatched = z.infer<typeof dispatchMetadata>;

/** LiveKit SIP's attributes of the participant who is the telephone. */
const sipAttributes = z.object({
  'sip.phoneNumber': z.string().optional(),
  'sip.trunkPhoneNumber': z.string().optional(),
  'sip.callID': z.string().optional(),
});

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);

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

/** Who rang whom, as LiveKit SIP says it. */
export function readTelephoned(attributes: Record<string, string>): Telephoned {
  const sip = sipAttributes.parse(attributes);
  return {
    caller: phoneOrNull(sip['sip.phoneNumber']),
    called: phoneOrNull(sip['sip.trunkPhoneNumber']),
    sipCallId: sip['sip.callID'] || null,
  };
}

/** Withheld numbers arrive as "anonymous", an empty text or an extension: none can be called back. */
function phoneOrNull(text: string | undefined): string | null {
  const number = e164.safeParse(text);
  return number.success ? number.data : null;
}
