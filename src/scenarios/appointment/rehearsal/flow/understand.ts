import { parseSpokenDate, readWhen, type SpokenTime, type When } from '../../../../language/dates.ts';
import { normalize } from '../../../../language/normalize.ts';
import { parseSpokenPhone, type SpokenPhone } from '../../../../language/phone-numbers.ts';
import { knownLanguage } from '../../../../language/tags.ts';
import { answerOf, clearAnswer } from '../../../../language/yes-no.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import {
  bareNameOf,
  type Choice,
  choiceOf,
  type Intent,
  intentOf,
  nameOf,
} from '../../../shared/rehearsal/intents.ts';
import { type SlotWish, slotWishOf } from './slot-wish.ts';

/** What one turn of the person says, whatever was asked. */
export interface Understood {
  intent: Intent | null;
  answer: 'yes' | 'no' | null;
  /** The answer is all that was said. */
  isPlainAnswer: boolean;
  phone: SpokenPhone | null;
  name: string | null;
  /** The only word, where it may be a name. */
  bareName: string | null;
  day: string | null;
  time: SpokenTime | null;
  part: string | null;
  /** Several days, hours between which it should be, days that do not suit. */
  slots: SlotWish | null;
  /** There is no such day, or it is another weekday: the days that may have been meant. */
  unclearDay: Extract<When, { kind: 'ask' }> | null;
  choice: Choice | null;
  /** "Later than my friday appointment". */
  direction: 'later' | 'earlier' | null;
  /** "With the same doctor". */
  isSamePerson: boolean;
  /** "Move my tuesday appointment to friday": the appointment that is meant, before the new moment. */
  named: { day: string | null; time: string | null } | null;
}

/** Fewer digits than this in a sentence are a time or a day of the month, unless the number was asked for. */
const leastDigits = 7;

const announced = /\bnumber is\b|\bplus\b|\+|شماره/u;

export function understand(text: string, isNumberAsked: boolean, setting: Setting): Understood {
  const { language } = setting;
  const intent = intentOf(text, language);
  const phone = phoneIn(text, isNumberAsked, setting);
  const [about, wish] = phone === null ? splitMove(text, intent, language) : ['', ''];
  return {
    intent,
    answer: answerOf(text, language),
    isPlainAnswer: clearAnswer(text, language) !== null,
    phone,
    name: nameOf(text, language),
    bareName: intent === null ? bareNameOf(text, language) : null,
    ...momentIn(wish, setting),
    choice: choiceOf(text, language),
    named: namedIn(about, setting),
    direction: directionOf(text, language),
    isSamePerson: samePerson[knownLanguage(language)].test(normalize(text)),
  };
}

function phoneIn(text: string, isNumberAsked: boolean, setting: Setting): SpokenPhone | null {
  const phone = parseSpokenPhone(text, setting.region, setting.language);
  if (phone.status === 'valid') return phone;
  if (parseSpokenDate(text, setting) !== null) return null;
  const count = phone.digits.replace('+', '').length;
  const isNumber = isNumberAsked || announced.test(normalize(text));
  return count >= (isNumber ? 1 : leastDigits) ? phone : null;
}

function momentIn(text: string, { language, today, region }: Setting) {
  const when = readWhen(text, { language, today, region });
  if (when.kind === 'nothing') return nothingHeard;
  const { times, part } = when;
  const days = when.kind === 'wish' ? when.days : null;
  return {
    day: days?.kind === 'day' ? days.date : null,
    time: times?.kind === 'at' ? times : null,
    part,
    slots: slotWishOf(when),
    unclearDay: when.kind === 'ask' ? when : null,
  };
}

const nothingHeard = { day: null, time: null, part: null, slots: null, unclearDay: null };

function namedIn(text: string, setting: Setting): Understood['named'] {
  const { day, time } = momentIn(text, setting);
  return day === null && time === null ? null : { day, time: time?.time ?? null };
}

const directions = {
  en: [
    /\blater\b|\bafter my\b|\bpush\b.*\bback\b/,
    /\b(?:earlier|sooner)\b|\bbefore my\b|\bbring\b.*\bforward\b/,
  ],
  fa: [/دیرتر|عقب ?تر|عقب بینداز/u, /زودتر|جلو ?تر|جلو بینداز/u],
} as const;

const samePerson = {
  en: /\b(?:same|that) (?:doctor|dentist|person|one|lady|man|woman|stylist|therapist)\b|\bwith (?:her|him|them) again\b/,
  fa: /(?:همان|همین|همون) (?:دکتر|پزشک|نفر|شخص|آرایشگر)/u,
};

function directionOf(text: string, language: string): Understood['direction'] {
  const [later, earlier] = directions[knownLanguage(language)];
  const normal = normalize(text);
  if (later.test(normal)) return 'later';
  return earlier.test(normal) ? 'earlier' : null;
}

const to = {
  en: /\bto\b(?! (?:move|change|reschedule|cancel|switch|shift|postpone)\b)/g,
  fa: /(?<= )به(?= )/g,
};

/** "Quarter to three", "two to four": a part of the time, if there is another word that leads to it. */
const withinTime = {
  en: /(?:quarter|minutes|five|ten|fifteen|twenty|one|two|three|four|six|seven|eight|nine|eleven|twelve|thirty|\d) to (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)/g,
  fa: /(?:ربع|دقیقه) به /g,
};

/** What is said of an existing appointment, and what of the new time. Canceling only speaks of the existing one. */
function splitMove(text: string, intent: Intent | null, language: string): [about: string, wish: string] {
  const normal = normalize(text);
  if (intent === 'cancel') return [normal, ''];
  if (intent !== 'move') return ['', text];
  const known = knownLanguage(language);
  const cuts = [...normal.matchAll(to[known])];
  const times = [...normal.matchAll(withinTime[known])];
  const leading = cuts.filter(
    ({ index }) => !times.some((time) => time.index < index && index < time.index + time[0].length),
  );
  const cut = leading.at(-1) ?? cuts.at(-1);
  if (cut === undefined) return [normal, ''];
  return [normal.slice(0, cut.index), normal.slice(cut.index + cut[0].length)];
}
