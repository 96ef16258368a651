import {
  type Claim,
  detectClaims,
  detectPromiseClaims,
  detectVisitClaims,
  type PromiseClaim,
  type VisitClaim,
} from '../../language/claims.ts';
import { localDay, parseSpokenDate, parseSpokenTime, type SpokenTime } from '../../language/dates.ts';
import type { LocalMoment } from '../../language/say.ts';
import type { DeedKind } from '../call/committed-action.ts';
import type { Commit, Progress } from '../call/progress.ts';

export interface ClaimContext {
  language: string;
  timeZone: string;
  /** Milliseconds since the epoch, to read "tomorrow". */
  now: number;
  progress: Progress;
}

type AnyClaim = Claim | VisitClaim | PromiseClaim;

/** Which deeds make each claim true. */
const backing: Record<Exclude<AnyClaim, 'existing' | 'done'>, DeedKind[]> = {
  booked: ['ordered', 'arrival_set', 'rescheduled', 'takeaway', 'callback'],
  modified: ['rescheduled', 'arrival_set', 'ordered'],
  canceled: ['visit_canceled', 'opted_out'],
  ordered: ['ordered', 'takeaway'],
  noted: [
    ...(['ordered', 'arrival_set', 'arrived', 'not_coming', 'rescheduled', 'takeaway'] as const),
    ...(['visit_canceled', 'callback', 'opted_out', 'declined'] as const),
  ],
  callback: ['callback'],
  opted_out: ['opted_out'],
};

/**
 * Whether the database backs what a sentence claims. A claim that names a day or a time must name that of something
 * which this call committed (or was shown, when it only mentions it). A claim that names none is backed by the last
 * commit, unless another time has been asked for since: then it may be about that one.
 */
export function isBackedClaim(sentence: string, context: ClaimContext): boolean {
  const { language, progress } = context;
  const claims: AnyClaim[] = [
    ...detectClaims(sentence, language),
    // Where nothing is ordered, "I have noted that" is small talk.
    ...(progress.isAboutVisit ? detectVisitClaims(sentence, language) : []),
    ...detectPromiseClaims(sentence, language),
  ];
  return claims.every(
    (claim) => isBackedByCommit(claim, sentence, context) || isBackedByDeed(claim, sentence, context),
  );
}

function isBackedByCommit(claim: AnyClaim, sentence: string, context: ClaimContext): boolean {
  const { progress } = context;
  if (claim === 'existing')
    return names(sentence, [...progress.known, ...progress.touched()], context) !== 'other';
  const commits = progress.commits.filter(({ kind }) => backs(kind, claim));
  if (commits.length === 0) return false;
  // "Moved from Monday at nine to Tuesday at ten" may name the old time first.
  const mayBeNamed = [...commits.map(({ appointment }) => appointment), ...progress.known];
  const which = names(sentence, mayBeNamed, context);
  return which === 'none' ? !progress.hasOpenWish : which === 'these';
}

/** A moved appointment is booked at its new time. */
function backs(kind: Commit['kind'], claim: AnyClaim): boolean {
  return claim === 'done' || kind === claim || (claim === 'booked' && kind === 'modified');
}

function isBackedByDeed(claim: AnyClaim, sentence: string, context: ClaimContext): boolean {
  const { before, deeds } = context.progress;
  // "From eight to nine" names the old time as well; "I have noted nine" does not.
  const timed = claim === 'noted' ? deeds : [...deeds, ...before];
  const moments = timed.flatMap(({ moment }) => (moment ? [moment] : []));
  if (claim === 'existing') return names(sentence, moments, context) !== 'other';
  const kinds: DeedKind[] = claim === 'done' ? backing.noted : backing[claim];
  // What stood before may be said again, never as something that was changed now.
  const mayStand = claim === 'ordered' || claim === 'booked' ? [...deeds, ...before] : deeds;
  if (!mayStand.some(({ kind }) => kinds.includes(kind))) return false;
  return fitsMoments(sentence, moments, context);
}

/** A sentence that names no time fits whatever was done; "today" fits what has no time of its own. */
function fitsMoments(sentence: string, moments: LocalMoment[], context: ClaimContext): boolean {
  const { date, time } = named(sentence, context);
  if (moments.length === 0) return time === null;
  return (date === null && time === null) || names(sentence, moments, context) === 'these';
}

/** Whether a sentence names the day and time of one of these, of something else, or none. */
function names(sentence: string, these: LocalMoment[], context: ClaimContext): 'these' | 'other' | 'none' {
  const { date, time } = named(sentence, context);
  if (!date && !time) return these.length > 0 ? 'none' : 'other';
  const fits = (one: LocalMoment) => (!date || one.date === date) && (!time || isSameTime(one.time, time));
  return these.some(fits) ? 'these' : 'other';
}

function named(sentence: string, { language, now, timeZone }: ClaimContext) {
  const reading = { language, today: localDay(now, timeZone) };
  return {
    date: parseSpokenDate(sentence, reading)?.date ?? null,
    time: parseSpokenTime(sentence, reading),
  };
}

/** "At eight" is either eight o'clock. */
function isSameTime(known: string, { time, isSure }: SpokenTime): boolean {
  if (isSure) return known === time;
  const onFace = (clock: string) => `${Number(clock.slice(0, 2)) % 12}${clock.slice(2)}`;
  return onFace(known) === onFace(time);
}
