import { z } from 'zod';
import type { Calls, OpenedCall } from './call.ts';
import { leaseSeconds } from './lease.ts';

/** What `POST /token` and the runner put into the dispatch. */
const dispatchMetadata = z.object({ callId: z.uuid(), language: z.string().min(2).optional() });

/** LiveKit SIP's attributes of the participant who is the telephone. */
const sipAttributes = z.object({
  'sip.phoneNumber': z.string().optional(),
  'sip.trunkPhoneNumber': z.string().optional(),
});

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** What LiveKit tells a job about its call. */
export interface Arrival {
  metadata: string;
  roomName: string;
  channel: 'web' | 'sip' | 'console';
  participantAttributes: Record<string, string>;
}

/**
 * The call this job is for: the one its dispatch names, else a new inbound call of the organization that this
 * deployment answers for. A room dispatched twice finds its first call.
 */
export async function whichCall(
  arrival: Arrival,
  defaults: { organizationId: string; scenario: string; rehearsal: boolean; calls: Calls },
): Promise<OpenedCall> {
  const named = arrival.metadata.trim() ? dispatchMetadata.parse(JSON.parse(arrival.metadata)) : null;
  if (named) return speaking(await defaults.calls.take(named.callId, leaseSeconds), named.language);
  const sip = sipAttributes.parse(arrival.participantAttributes);
  const opened = await defaults.calls.open({
    organizationId: defaults.organizationId,
    scenario: defaults.scenario,
    direction: 'inbound',
    channel: arrival.channel,
    roomName: arrival.channel === 'console' ? null : arrival.roomName,
    fromPhone: phoneOrNull(sip['sip.phoneNumber']),
    toPhone: phoneOrNull(sip['sip.trunkPhoneNumber']),
    rehearsal: defaults.rehearsal,
    leaseSeconds,
  });
  return defaults.calls.take(opened.call.id, leaseSeconds);
}

/** The person may have asked for another language than the agent's own. */
function speaking(opened: OpenedCall, language: string | undefined): OpenedCall {
  return language ? { ...opened, agent: { ...opened.agent, language } } : opened;
}

/** Withheld numbers arrive as "anonymous", an empty text or an extension: none can be called back. */
function phoneOrNull(text: string | undefined): string | null {
  const number = e164.safeParse(text);
  return number.success ? number.data : null;
}
