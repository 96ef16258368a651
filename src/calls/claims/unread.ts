import { isHarmless } from '../../language/claims/claims.ts';
import type { ClaimClause } from '../../language/claims/patterns.ts';
import { isThatMoment, type Mentions, type MomentMention } from '../../language/mentions/mentions.ts';
import { type Fact, isDone, isLive } from '../facts/fact.ts';
import type { ClauseContext } from './claim-context.ts';
import { countsByDay } from './counts.ts';
import { isOnDay } from './day-counts.ts';
import { saysOnly } from './exclusive.ts';
import { isTaught } from './taught.ts';
import type { Verdict } from './verdict.ts';

/**
 * No pattern knows the clause. What says something to the person about a day and a time is as true as the book makes it;
 * what asserts nothing of the business may be said; the rest is for somebody who understands it.
 */
export function judgeUnread(clause: ClaimClause, mentions: Mentions, context: ClauseContext): Verdict {
  const { moments } = mentions;
  const { book } = context;
  const stands = book.facts.filter((fact) => isLive(fact) || fact.status === 'held');
  // "You had nine o'clock": what it was may be named as such.
  const isPast = (clause.isNegated && !still.test(clause.text)) || past.test(clause.text);
  const isKnown = (moment: MomentMention) =>
    stands.some(({ when, was }) =>
      [when, isPast ? was : null].some((known) => known !== null && isThatMoment(moment, known)),
    );
  if (countsByDay(clause.text).some(({ number, day }) => !isOnDay(number, day, stands, context)))
    return 'unclear';
  const named = moments.filter(({ day, time }) => day !== null && time !== null);
  if (isAboutThem.test(clause.text) && named.length > 0 && !clause.isOpen && !context.offers)
    if (!named.every(isKnown)) return 'unclear';
  const timed = moments.filter(({ time }) => time !== null);
  if (saysFree.test(clause.text) && !clause.isNegated && timed.length > 0 && timed.every(isKnown))
    return 'unclear';
  if (isFailure(clause.text, moments, book.facts)) return 'unclear';
  // "On Monday it is three in the afternoon": nothing but what stands.
  if (moments.length > 0 && moments.every(isKnown) && !adding.test(clause.text))
    return leavesOthersOut(clause.text, moments, stands) ? 'contradicted' : 'supported';
  // What was looked up is in the book: "I see Tuesday at four" is not.
  const reports = /\b(?:see|have|found|there (?:is|are))\b/.test(clause.text) && !clause.isNegated;
  if (reports && stands.length > 0 && !book.hasOpenWish && timed.length > 0 && !timed.every(isKnown))
    return 'unclear';
  if (saysOpeningHours.test(clause.text) && moments.length > 0)
    return isTaught(clause.text, book.knowledge) === 'supported' ? 'supported' : 'unclear';
  if (!denies.test(clause.text) && moments.some((moment) => isOver(moment, book.facts))) return 'unclear';
  if (clause.isFragment || clause.isUndone || isHarmless(clause.text, context.language)) return 'supported';
  return 'unclear';
}

const isAboutThem = /\b(?:you|your|yours|it is)\b|شما|تون(?![\p{L}])|تان(?![\p{L}])/u;
const past = /\b(?:was|were|had|old|before|longer|any ?more|used to|earlier)\b|بود|قبل|دیگ/u;
/** Of what was moved or canceled that is so: "not at nine any more". «هنوز» says the contrary. */
const denies = new RegExp(`${past.source}|\\bnot?\\b|نیست|ندار|نمی|نشد`, 'u');
const still = /\bstill\b|هنوز|همچنان|همون|همان/u;
const adding = /\b(?:added|also|extra|another)\b|اضافه|دیگر/u;
/** What the person has is nobody's to choose. */
const saysFree = /\b(?:free|available|open)$|(?:خالی|آزاد|باز)(?:ه|ست| است| هست)?$/u;

/** "Only the three o'clock is left", and there is more. */
function leavesOthersOut(text: string, moments: MomentMention[], stands: Fact[]): boolean {
  const timed = stands.flatMap(({ when }) => when ?? []);
  return saysOnly(text) && timed.some((when) => !moments.some((moment) => isThatMoment(moment, when)));
}

/** Hours are the business's own: whoever knows what it taught can tell. */
const saysOpeningHours =
  /\b(?:we|they|(?:the|our) (?:clinic|office|restaurant|kitchen|practice|shop|doors?))(?: (?:are|is|do|will|be|also|always|normally|usually|only))* (?:open|close)(?:s|d)?\b(?! (?:that|then|it|with))|(?:کلینیک|رستوران|مطب|آشپزخانه|آشپزخونه|ما)(?: [^ ]+){0,6} (?:باز|تعطیل|بسته)(?:یم|ایم|ه|ست| است| هست| هستیم)(?![\p{L}])/u;

/** What was moved or canceled is at that time no more, and nothing else that the call knows is. */
function isOver(moment: MomentMention, facts: Fact[]): boolean {
  const gone = facts.flatMap(({ status, when, was }) => [was, status === 'canceled' ? when : null]);
  const others = facts.flatMap(({ status, when }) => (status === 'canceled' ? null : when));
  const isOne = (known: Fact['when']) => known !== null && isThatMoment(moment, known);
  return moment.role !== 'from' && gone.some(isOne) && !others.some(isOne);
}

/** "It could not be moved", said after it was. */
const failing =
  /\b(?:did|could|was|were|is|has|have|am|are)(?: not| only)(?: (?:be|been|able|to|actually|quite|get|gotten))* (?:book|mov|cancel|chang|reschedul|plac|confirm|order|sav|register|go(?:ne)? through|work(?:ed)? out|succeed)|\b(?:unable to|failed to) (?:book|move|cancel|change|reschedule|place|confirm|order|save)\b|(?:نتو(?:ا)?نست\p{L}*|موفق نشد\p{L}*|نشد که) .*(?:کنم|کنیم|بذارم|بگیرم)/u;
const besides = /\b(?:else|other|another|more|yet|until|for you to)\b|دیگر|دیگه|هنوز/u;

function isFailure(text: string, moments: MomentMention[], facts: Fact[]): boolean {
  if (!failing.test(text) || besides.test(text)) return false;
  const done = facts.filter(isDone);
  return moments.length === 0
    ? done.length > 0
    : moments.some((moment) => done.some(({ when }) => when !== null && isThatMoment(moment, when)));
}
