import { type Claim, detectClaims } from '../language/claims.ts';
import { localDay, parseSpokenDate, parseSpokenTime } from '../language/dates.ts';
import type { AppointmentView } from './events.ts';
import type { Commit, Progress } from './progress.ts';

export interface ClaimContext {
  language: string;
  timeZone: string;
  /** Milliseconds since the epoch, to read "tomorrow". */
  now: number;
  progress: Progress;
}

/**
 * Whether the database backs what a sentence claims. A claim that names a day or a time must name that of an
 * appointment this call committed (or was shown, when it only mentions one). A claim that names none is backed by the
 * last commit, unless another time has been asked for since: then it may be about that one.
 */
export function isBackedClaim(sentence: string, context: ClaimContext): boolean {
  return detectClaims(sentence, context.language).every((claim) => isBacked(claim, sentence, context));
}

function isBacked(claim: Claim, sentence: string, context: ClaimContext): boolean {
  const { progress } = context;
  if (claim === 'existing')
    return names(sentence, [...progress.known, ...progress.touched()], context) !== 'other';
  const commits = progress.commits.filter(({ kind }) => backs(kind, claim));
  if (commits.length === 0) return false;
  // "Moved from Monday at nine to Tuesday at ten" may name the old time first.
  const mayBeNamed = [...commits.map(({ appointment }) => appointment), ...progress.known];
  const named = names(sentence, mayBeNamed, context);
  return named === 'none' ? !progress.hasOpenWish : named === 'these';
}

/** A moved appointment is booked at its new time. */
function backs(kind: Commit['kind'], claim: Claim): boolean {
  return claim === 'done' || kind === claim || (claim === 'booked' && kind === 'modified');
}

/** Whether a sentence names the day and time of one of these, of something else, or none. */
function names(
  sentence: string,
  these: AppointmentView[],
  context: ClaimContext,
): 'these' | 'other' | 'none' {
  const reading = { language: context.language, today: localDay(context.now, context.timeZone) };
  const date = parseSpokenDate(sentence, reading)?.date;
  const time = parseSpokenTime(sentence, reading)?.time;
  if (!date && !time) return these.length > 0 ? 'none' : 'other';
  const fits = (one: AppointmentView) => (!date || one.date === date) && (!time || one.time === time);
  return these.some(fits) ? 'these' : 'other';
}
