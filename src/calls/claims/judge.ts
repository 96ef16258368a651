import { readClaims } from '../../language/claims/claims.ts';
import { isSameName, titledNames } from '../../language/claims/names.ts';
import type { ClaimClause } from '../../language/claims/patterns.ts';
import { namesRelative } from '../../language/claims/relatives.ts';
import { isThatDay } from '../../language/mentions/days.ts';
import {
  findMentions,
  isThatMoment,
  type Mentions,
  type MomentMention,
} from '../../language/mentions/mentions.ts';
import { isKnownLanguage, languageOf } from '../../language/tags.ts';
import type { FactBook } from '../facts/book.ts';
import { type Fact, isDone } from '../facts/fact.ts';
import type { ClaimContext, ClauseContext } from './claim-context.ts';
import type { ClaimMeaning, ClaimRules } from './claim-meaning.ts';
import { type Count, countIn, countsByDay } from './counts.ts';
import { isOnDay } from './day-counts.ts';
import { everywhere, everywhereWords } from './everywhere.ts';
import { saysOnly } from './exclusive.ts';
import { isTaught } from './taught.ts';
import { judgeUnread } from './unread.ts';
import type { Verdict } from './verdict.ts';

const worst: Verdict[] = ['contradicted', 'unclear', 'supported'];

/** The first stage: what the words alone, beside the book of facts, tell of one sentence that the agent is about to say. */
export function judgeSentence(sentence: string, context: ClaimContext, rules: ClaimRules): Verdict {
  const { language, region, book } = context;
  if (book.isToolsOwn(sentence)) return 'supported';
  // Another language's words are not ours to read; a question by itself asserts nothing in any.
  if (!isKnownLanguage(language) && !isLatinEnglish(sentence)) {
    return /^[^,;:.!]*[?？؟]\s*$/u.test(sentence) ? 'supported' : 'unclear';
  }
  const words = {
    en: [...rules.words.en, ...everywhereWords.en],
    fa: [...rules.words.fa, ...everywhereWords.fa],
  };
  const clauses = readClaims(sentence, language, words);
  const offers = clauses.some(({ text, isAsserted }) => !isAsserted || offering.test(text));
  let before: Mentions = nothingNamed;
  const verdicts = clauses.map((clause) => {
    const named = findMentions(clause.text, { language, region, today: context.now.date });
    // "Tuesday at ten it is, see you then."
    const mentions = isBare(named) && pointing.test(clause.text) ? before : named;
    if (!isBare(named)) before = named;
    return judgeClause(clause, mentions, { ...context, offers }, rules);
  });
  return worst.find((verdict) => verdicts.includes(verdict)) ?? 'supported';
}

const nothingNamed: Mentions = { moments: [], delay: null };
const pointing = /\b(?:then|it|that|this)\b|(?:^| )(?:آن|اون|همان|همون|این)(?: |$)/u;

function isBare({ moments, delay }: Mentions): boolean {
  return moments.length === 0 && delay === null;
}

/** "Could offer", "is free", "would suit": the clause is about what may be chosen. */
const offering =
  /\b(?:offer|free|available|open|opening|could|would|works?|suits?|prefer|options?|instead)\b|خالی|آزاد|وقت داریم|می ?خوا|پیشنهاد/u;
/** Common words that no other Latin-written language shares. */
const isLatinEnglish = (sentence: string) =>
  /\b(?:the|your|you|have|with|appointment|is)\b/i.test(sentence) && !/[^\p{ASCII}’‘“”–—…]/u.test(sentence);

function judgeClause(
  clause: ClaimClause,
  mentions: Mentions,
  context: ClauseContext,
  rules: ClaimRules,
): Verdict {
  if (deniesOffer(clause, mentions, context.book)) return 'contradicted';
  if (!clause.isAsserted) return 'supported';
  if (mentions.moments.some(({ isImpossible }) => isImpossible)) return 'contradicted';
  const meaningOf = (claim: string) => rules.meanings[claim] ?? everywhere[claim];
  const claims = clause.claims.filter(
    (claim) => !(meaningOf(claim)?.isTimeless && mentions.moments.length > 0),
  );
  const verdicts = claims.flatMap((claim) => {
    const meaning = meaningOf(claim);
    if (!meaning) return 'contradicted';
    if (meaning.yieldsTo?.some((other) => claims.includes(other))) return [];
    return judgeClaim(meaning, clause, mentions, context);
  });
  const denied = clause.denied.filter((claim) => !vague.has(claim));
  for (const claim of denied) {
    const meaning = meaningOf(claim);
    if (meaning?.yieldsTo?.some((other) => denied.includes(other))) continue;
    verdicts.push(...judgeDenial(meaning, clause, mentions, context));
  }
  if (verdicts.length > 0 && isSaidOfNobodyKnown(clause, context.book)) verdicts.push('contradicted');
  if (namesStranger(clause, context.book) || namesForeignThing(clause, context, rules))
    verdicts.push('contradicted');
  if (verdicts.length === 0) return judgeUnread(clause, mentions, context);
  return worst.find((verdict) => verdicts.includes(verdict)) ?? 'supported';
}

function judgeClaim(
  meaning: ClaimMeaning,
  clause: ClaimClause,
  mentions: Mentions,
  context: ClauseContext,
): Verdict {
  const { book } = context;
  if (meaning.isTaught) return isTaught(clause.text, book.knowledge);
  const backing = book.facts.filter((fact) => meaning.isBackedBy(fact, book));
  if (meaning.isAbsence) {
    if (exception.test(clause.text)) return judgeException(backing, mentions);
    if (fitting(backing, meaning, mentions, context).length > 0) return 'contradicted';
    return meaning.isAbsence === true || book.hasLookedUp(meaning.isAbsence) ? 'supported' : 'contradicted';
  }
  if (backing.length === 0) return 'contradicted';
  const fits = fitting(backing, meaning, mentions, context);
  if (fits.length === 0 || !allNamed(backing, meaning, mentions, context)) return 'contradicted';
  if (!isBare(mentions) && fits.length < backing.length && leavesOut(clause.text)) return 'contradicted';
  // "At four on Tuesday" counts nothing.
  const isTime = (number: number) =>
    mentions.moments.some(({ time }) => time?.isOnFace && time.minutes === number * 60);
  const byDay = meaning.counted ? countsByDay(clause.text).filter(({ number }) => !isTime(number)) : [];
  if (!byDay.every(({ number, day }) => isOnDay(number, day, backing, context))) return 'contradicted';
  const count = meaning.counted && byDay.length < 2 ? countIn(clause.text, meaning.counted) : null;
  if (count !== null && !isCount(count, backing, mentions, clause.text)) return 'contradicted';
  if (!isBare(mentions) || meaning.isWeak) return 'supported';
  if (meaning.isBackedWhenBare && !backing.some((fact) => meaning.isBackedWhenBare?.(fact, book)))
    return 'contradicted';
  if (book.isRefused && backing.every(({ status }) => status !== 'known')) return 'contradicted';
  // It may be about the time that was asked for since.
  return book.hasOpenWish && !context.offers ? 'unclear' : 'supported';
}

/** Of whatever was done: to say that something was not noted denies nothing that is known. */
const vague = new Set(['noted', 'done', 'told']);
const exception = /\b(?:except(?: for)?|apart from|other than|besides|but for)\b|(?:به ?جز|غیر از|جز)(?= )/u;

/** "None but the one on Monday": that one, and no other. */
function judgeException(backing: Fact[], { moments }: Mentions): Verdict {
  const isNamed = ({ when }: Fact) => when !== null && moments.some((moment) => isThatMoment(moment, when));
  return backing.length > 0 && backing.every(isNamed) ? 'supported' : 'unclear';
}

const others =
  /^(?:the |your )?(?:day|date|time|doctor) \b|\b(?:any ?more|only|else|other|others|another|more|new|until|unless)\b|دیگر|دیگه|جدید/u;

/** "I have not booked it" is false where it was. */
function judgeDenial(
  meaning: ClaimMeaning | undefined,
  { text }: ClaimClause,
  mentions: Mentions,
  context: ClauseContext,
): Verdict[] {
  if (!meaning || meaning.isAbsence || meaning.isTaught || others.test(text) || namesRelative(text))
    return [];
  const { book } = context;
  const backing = book.facts.filter((fact) => meaning.isBackedBy(fact, book));
  const denied = fitting(backing, meaning, mentions, context);
  if (!isBare(mentions)) return denied.length > 0 ? ['contradicted'] : [];
  if (!denied.some(isDone)) return [];
  return [book.hasOpenWish ? 'unclear' : 'contradicted'];
}

/** With days named, as many are on them; "two, the first on Monday" counts them all. */
function isCount(count: Count, backing: Fact[], { moments }: Mentions, text: string): boolean {
  const all = backing.length;
  const days = moments.flatMap(({ day }) => day ?? []);
  const isOfAll =
    count.isOnly || days.length === 0 || /\b(?:first|next|earliest|soonest)\b|اولی|بعدی/u.test(text);
  const named = isOfAll
    ? all
    : backing.filter(({ when }) => when !== null && days.some((day) => isThatDay(day, when.date))).length;
  return count.number === null ? named === all && all > 1 : named === count.number;
}

/** The facts that fit at least one of the moments named; all of them when none is named. */
function fitting(facts: Fact[], meaning: ClaimMeaning, mentions: Mentions, context: ClauseContext): Fact[] {
  const moments = relevant(mentions, meaning);
  const { delay } = mentions;
  const fitsDelay = (fact: Fact) =>
    delay === null || meaning.ignoresDelay || (fact.when !== null && isAbout(fact.when, delay, context));
  if (moments.length === 0) return facts.filter(fitsDelay);
  return facts.filter(
    (fact) => fitsDelay(fact) && moments.some((moment) => fits(fact, moment, meaning, context)),
  );
}

/** Each moment that is named is one of a fact's. */
function allNamed(facts: Fact[], meaning: ClaimMeaning, mentions: Mentions, context: ClauseContext): boolean {
  return relevant(mentions, meaning).every((moment) =>
    facts.some((fact) => fits(fact, moment, meaning, context)),
  );
}

/** The end of a stretch of time, "from three to half past", is checked only against an end that is known. */
function relevant({ moments }: Mentions, meaning: ClaimMeaning): MomentMention[] {
  if (meaning.isChange) return moments;
  return moments.filter(({ role }, index) => role !== 'to' || index === 0);
}

function fits(fact: Fact, moment: MomentMention, meaning: ClaimMeaning, context: ClauseContext): boolean {
  if (fact.when === null) {
    // "Today" fits what has no time of its own.
    return moment.time === null && moment.part === null && isThatMoment(moment, context.now);
  }
  if (moment.role === 'from' && (meaning.isChange || fact.was !== null))
    return fact.was !== null && isThatMoment(moment, fact.was);
  return isThatMoment(moment, fact.when);
}

/** "In a quarter of an hour" is about that long. */
function isAbout(when: { date: string; time: string }, delay: number, { now }: ClauseContext): boolean {
  const minutes = minutesBetween(now, when);
  return Math.abs(minutes - delay) <= Math.max(5, delay * 0.25);
}

function minutesBetween(from: { date: string; time: string }, to: { date: string; time: string }): number {
  return (Date.parse(`${to.date}T${to.time}Z`) - Date.parse(`${from.date}T${from.time}Z`)) / 60_000;
}

/** What alone is another: "only the time has changed". */
const ofWhatChanged = /\bonly (?:the )?(?:time|day|date|thing|question)\b|فقط (?:ساعت|روز|زمان)/u;

function leavesOut(text: string): boolean {
  return saysOnly(text) && !ofWhatChanged.test(text);
}

const taken =
  /\b(?:is|are|was|has been) (?:now |just |already |all |been |fully )*(?:taken|gone|full|booked(?: up| out)?)\b|(?:پر|گرفته|رزرو) (?:شده|است|هست)/u;

/** A time that was found free a moment ago is said to be taken. */
function deniesOffer({ text }: ClaimClause, { moments }: Mentions, book: FactBook): boolean {
  if (!taken.test(text) || /\b(?:rest|other|else|not)\b|بقیه|دیگ/u.test(text)) return false;
  const offered = book.facts.flatMap(({ status, when }) =>
    status === 'offered' && when !== null ? [when] : [],
  );
  const isWhole = /\b(?:all|whole|every\w*|completely|fully)\b|تمام|همه|کل /u.test(text);
  return moments.some(
    (moment) => (moment.time !== null || isWhole) && offered.some((when) => isThatMoment(moment, when)),
  );
}

const besides = /\b(?:along with|together with|as well|too|also|both of you)\b|(?:^| )هم(?: |$)/u;

/** A relative's is said to be there besides, and nothing that the call knows is anybody's but the caller's. */
function isSaidOfNobodyKnown({ text, isNegated }: ClaimClause, book: FactBook): boolean {
  return (
    !isNegated && namesRelative(text) && besides.test(text) && book.facts.every(({ who }) => who === null)
  );
}

/** A doctor whom the business does not have. Where nobody is known, none can be wrong. */
function namesStranger({ text, isNegated }: ClaimClause, book: FactBook): boolean {
  const known = book.knownPeople;
  if (isNegated || known.length === 0) return false;
  return titledNames(text).some(
    (name) => !known.some((whole) => whole.split(/[ .]+/).some((part) => isSameName(part, name))),
  );
}

/** A dish that is not on the menu. */
function namesForeignThing(
  { text, isNegated }: ClaimClause,
  { book, language }: ClauseContext,
  rules: ClaimRules,
): boolean {
  const known = book.knownThings;
  const things = rules.things?.[languageOf(text, language)];
  if (!things || isNegated || known.length === 0) return false;
  return [...text.matchAll(things)].some(
    ([thing]) => !known.some((name) => isPluralOf(thing, name) || name.includes(thing)),
  );
}

function isPluralOf(thing: string, name: string): boolean {
  return (
    thing === name ||
    thing === `${name}s` ||
    thing === `${name}es` ||
    thing.startsWith(name) ||
    name.startsWith(thing)
  );
}
