import { detectPromiseClaims } from '../../language/claims.ts';
import type { LocalMoment } from '../../language/say.ts';
import type { Backing, ClaimContext, ClaimRules } from '../scenario/claim-rules.ts';
import { namedMoment, namesMoment } from '../scenario/claimed-moments.ts';

/** What any call may promise of later calls. */
const promises: Record<string, Backing> = {
  callback: { actions: ['callback'] },
  opted_out: { actions: ['opted_out'] },
};

/**
 * Whether the database backs what a sentence claims. A claim that names a day or a time must name that of something
 * which this call committed (or was shown, when it only mentions it). A claim that names none is backed by the last
 * commit, unless another time has been asked for since: then it may be about that one.
 */
export function isBackedClaim<Slice>(
  sentence: string,
  context: ClaimContext,
  rules: ClaimRules<Slice>,
  slice: Slice,
): boolean {
  const { language } = context;
  const claims = [...rules.detect(sentence, language), ...detectPromiseClaims(sentence, language)];
  return claims.every(
    (claim) =>
      rules.isBacked?.(claim, sentence, context, slice) ||
      isBackedByAction(rules.backing[claim] ?? promises[claim], sentence, context),
  );
}

function isBackedByAction(backing: Backing | undefined, sentence: string, context: ClaimContext): boolean {
  if (!backing) return false;
  const { before, actions } = context.progress;
  // "From eight to nine" names the old time as well.
  const timed = backing.isOfThisCall ? actions : [...actions, ...before];
  const moments = timed.flatMap(({ moment }) => (moment ? [moment] : []));
  if (backing.isMention) return namesMoment(sentence, moments, context) !== 'other';
  const mayBack = backing.mayStand ? [...actions, ...before] : actions;
  if (!mayBack.some(({ kind }) => backing.actions.includes(kind))) return false;
  return fitsMoments(sentence, moments, context);
}

/** A sentence that names no time fits whatever was done; "today" fits what has no time of its own. */
function fitsMoments(sentence: string, moments: LocalMoment[], context: ClaimContext): boolean {
  const { date, time } = namedMoment(sentence, context);
  if (moments.length === 0) return time === null;
  return (date === null && time === null) || namesMoment(sentence, moments, context) === 'these';
}
