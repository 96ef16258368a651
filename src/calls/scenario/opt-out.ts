import type { CallFacts } from './call-data.ts';

/** `no_number`: nobody knows one. `not_proven`: one was named that may be anybody's. */
export type OptedOut = { ok: true } | { ok: false; code: 'no_number' | 'not_proven' };

/**
 * Nobody calls this number again: the one at the other end of this call, as the network knows it, else the one whose
 * person was proven. A number that is merely named may be anybody's, and Postgres refuses it.
 * @throws DatabaseError when it could not be kept
 */
export async function optOut(
  { call, organization, contactPreferences, texts, progress }: CallFacts,
  reason: string,
): Promise<OptedOut> {
  const network = call.direction === 'outbound' ? call.toPhone : call.fromPhone;
  const phone = network ?? progress.user?.phone ?? null;
  if (phone === null) return { ok: false, code: 'no_number' };
  const refusal = { organizationId: organization.id, phone, reason, callId: call.id };
  const answer = await contactPreferences.refuseCalls(refusal);
  // The words of the person and the model's tool may both ask for it.
  if (answer.ok && progress.lastAction('opted_out') === null) {
    progress.commit({ kind: 'opted_out', moment: null, told: texts.outbound.summary.optedOut });
  }
  return answer;
}
