import { parseSpokenDate, readWhen } from './dates.ts';
import { parseSpokenDelay } from './delays.ts';
import type { Expected } from './expected-reply.ts';
import { wordsOf } from './normalize.ts';
import { parseSpokenPhone, type SpokenPhone } from './phone-numbers.ts';
import { isPlainRequest, type OwnRequests } from './plain-requests.ts';
import { knownLanguage } from './tags.ts';
import { isUnfinished } from './unfinished.ts';
import { clearAnswer, isBareNo } from './yes-no.ts';

export interface Reply {
  expected: Expected;
  /** What was heard so far, perhaps without punctuation. */
  transcript: string;
  language: string;
  /** ISO 3166 country for numbers without a country code. */
  region: string;
  /** Whole requests in the business's own words. */
  requests?: OwnRequests | undefined;
}

export interface Judgement {
  /** `complete` needs no more silence, `incomplete` plainly goes on, `unclear` is for silence to decide. */
  verdict: 'complete' | 'incomplete' | 'unclear';
  reason: string;
}

/** Fewer digits among other words are no number: "I have one question". */
const leastDigits = 3;

/** Any day will do: only whether a date was said matters here, not which. */
const someDay = '2026-01-01';

/** Whether the reply is complete for what was asked. */
export function judgeReply(reply: Reply): Judgement {
  const { transcript, language, expected } = reply;
  if (wordsOf(transcript).length === 0) return unclear('nothing_said');
  const answer = clearAnswer(transcript, language);
  const isAnswered = answer !== null && expected !== 'phone_number';
  if (!isAnswered && isUnfinished(transcript, language)) return incomplete('phrase_goes_on');
  return judgeDigits(reply) ?? judgeFor[expected](reply, answer);
}

type Answer = 'yes' | 'no' | null;

const judgeFor: Record<Expected, (reply: Reply, answer: Answer) => Judgement> = {
  phone_number: () => unclear('no_number'),
  yes_no: (reply, answer) =>
    judgeAnswer(reply, answer) ?? judgeMoment(reply) ?? unclear('neither_yes_nor_no'),
  date_time: (reply, answer) => judgeMoment(reply) ?? judgeAnswer(reply, answer) ?? judgeChoice(reply),
  open: judgeOpen,
};

/** "202 555 0143, no": nobody ends on it. Persian has one word for "no" and nine. */
const beginsCorrection = /[\p{L}\d][^\p{L}\d]+no(?: no)?[\s.,!]*$/iu;

/** A phone number counts whatever was asked: people correct it, or begin with it. */
function judgeDigits({ transcript, language, region, expected }: Reply): Judgement | null {
  const phone = parseSpokenPhone(transcript, region, language);
  const count = digitCount(phone);
  if (beginsCorrection.test(transcript) && count > 0) return incomplete('correction_begins');
  if (phone.status === 'valid') return phone.canGrow ? unclear('number_may_go_on') : complete('whole_number');
  if (expected !== 'phone_number' && (count < 5 || namesMoment(transcript, language))) return null;
  const isNumber = count >= leastDigits || (count > 0 && wordsOf(transcript).length <= count + 2);
  if (!isNumber) return null;
  return phone.status === 'incomplete' ? incomplete('digits_missing') : unclear('impossible_number');
}

function digitCount(phone: SpokenPhone): number {
  return phone.status === 'valid' ? phone.e164.length : phone.digits.replace('+', '').length;
}

function namesMoment(transcript: string, language: string): boolean {
  const context = { language, today: someDay };
  return parseSpokenDate(transcript, context) !== null;
}

function judgeAnswer({ transcript, language }: Reply, answer: Answer): Judgement | null {
  if (answer === 'yes') return complete('clear_yes');
  if (answer === 'no') return isBareNo(transcript, language) ? unclear('no_may_go_on') : complete('clear_no');
  return null;
}

/** "Tuesday" alone is often followed by "at ten" after a pause, so it is waited for like an unfinished phrase. */
function judgeMoment({ transcript, language, expected }: Reply): Judgement | null {
  if (expected === 'date_time' && parseSpokenDelay(transcript, language) !== null) return complete('delay');
  const when = readWhen(transcript, { language, today: someDay });
  if (when.kind === 'nothing') return null;
  const hasDate = when.kind === 'ask' || when.days !== null;
  const hasTime = when.times !== null;
  if (hasDate && hasTime) return complete('date_and_time');
  if (!hasDate && !hasTime) return null;
  if (endsPolitely(transcript, language)) return complete('moment_and_courtesy');
  const isBareDay = hasDate && when.part === null;
  return isBareDay && expected === 'date_time' ? incomplete('day_without_time') : unclear('part_of_moment');
}

const courtesy = {
  en: /\b(?:please|thanks|thank you|works(?: for me)?|(?:is|sounds|would be) (?:fine|good|great|perfect|okay|best|nice))$/,
  fa: /(?:لطفا|ممنون|مرسی|متشکرم|خوبه|خوب است|عالیه|مناسبه|مناسب است)$/u,
};

function endsPolitely(transcript: string, language: string): boolean {
  return courtesy[knownLanguage(language)].test(wordsOf(transcript).join(' '));
}

const choice = {
  en: /^(?:(?:yes|okay|um|uh|well|i'll take|let's take|let's do|i'd like|i prefer|make it) )*(?:the (?:first|second|third|last|earlier|later|earliest|latest|other)(?: one| time| slot)?|any(?: time| of them| day)?|any time is fine|either(?: one)?|the earliest(?: possible)?|as soon as possible|whatever works|it doesn't matter|doesn't matter|none of (?:them|those|these))(?: please| is fine| works)*$/,
  fa: /^(?:(?:بله|همون|همان|خب) )*(?:اولی|دومی|سومی|آخری|اولین|زودترین|هر کدام|هر وقت|فرقی ندارد|فرقی نمی ?کند|فرقی نمیکنه|هیچ ?کدام)(?: لطفا| خوبه| خوب است)*$/u,
};

function judgeChoice({ transcript, language }: Reply): Judgement {
  const isChoice = choice[knownLanguage(language)].test(wordsOf(transcript).join(' '));
  return isChoice ? complete('choice') : unclear('no_moment');
}

function judgeOpen(reply: Reply, answer: Answer): Judgement {
  const { transcript, language, requests } = reply;
  if (isPlainRequest(transcript, language, requests)) return complete('whole_request');
  if (answer === 'no' && !isBareNo(transcript, language)) return complete('clear_no');
  const moment = judgeMoment(reply);
  return moment?.verdict === 'complete' ? moment : unclear('open');
}

function complete(reason: string): Judgement {
  return { verdict: 'complete', reason };
}

function incomplete(reason: string): Judgement {
  return { verdict: 'incomplete', reason };
}

function unclear(reason: string): Judgement {
  return { verdict: 'unclear', reason };
}
