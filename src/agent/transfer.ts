import type { Telephone, Transferred } from '../calls/telephony/telephone.ts';
import type { CallContext } from './call-context.ts';

/**
 * Puts the person through to the next operator's number by REFER: their exchange rings it, and we are out of it. Only
 * operators: a number that somebody says on the telephone would be dialed at the organization's cost.
 */
export async function transferToOperator(
  { job, dependencies, opened }: CallContext,
  telephone: Telephone,
  person: string,
): Promise<Transferred> {
  const { dialing } = dependencies;
  const next = await dialing.nextOperator(opened.call.id);
  if (!next.ok) return { ok: false, sipStatusCode: null, detail: next.code };
  const { legId, toPhone } = next.leg;
  const result = await telephone.transfer({
    roomName: job.room.name ?? '',
    participantIdentity: person,
    to: toPhone,
  });
  if (result.ok) {
    await dialing.operatorAnswered(legId, null);
    await dialing.legEnded(legId, 'answered', null);
  } else await dialing.legEnded(legId, 'failed', result.sipStatusCode);
  return result;
}
