import type { Expectation, WordList } from './expectation.ts';
import {
  names as commonNames,
  courtesies,
  dates,
  delays,
  digits,
  manners,
  months,
  ordinals,
  partsOfDay,
  times,
  weekdays,
  yesNo,
} from './phrases.ts';

export type { Expectation };

/**
 * What may be said next, as a JSGF grammar. The recognizer hears nothing but its grammar: whatever is said is forced
 * into it, so each grammar holds what was asked for with a large weight, and ways out of it with a small one.
 */

type IsKnown = (word: string) => boolean;

/**
 * Builds the grammar for what is expected now.
 * @param isKnown tells whether the recognizer's dictionary has a word; names with a word it lacks are left out.
 */
export function buildGrammar(
  { expects, names, hearing }: Expectation,
  isKnown: IsKnown = () => true,
): string {
  return [
    '#JSGF V1.0;',
    'grammar parley;',
    `public <said> = ${hearing?.said ?? saidInAnyCall[expects]};`,
    `<digit> = ${digits.join(' | ')};`,
    '<digits> = ( <digit> | double <digit> | triple <digit> )+;',
    "<phone> = [ it's | it is | my number is | the number is | my phone number is ] [ plus ] <digits>;",
    `<weekday> = ${weekdays.join(' | ')};`,
    `<month> = ${months.join(' | ')};`,
    `<ordinal> = ${ordinals.join(' | ')};`,
    `<date> = ${dates.join(' | ')};`,
    `<time> = ${times.join(' | ')};`,
    `<part> = ${partsOfDay.join(' | ')};`,
    '<when> = <date> [ <time> | <part> ] | <time> [ <date> ] | <part>;',
    `<delay> = ${delays.join(' | ')};`,
    `<answer> = ${yesNo.join(' | ')};`,
    `<courtesy> = ${courtesies.join(' | ')};`,
    `<manner> = ${manners.join(' | ')};`,
    `<person> = [ my name is | this is | i am | i'm | it's | the name is ] ( ${knownNames(names, isKnown)} );`,
    ...(hearing?.lists ?? []).map((list) => `<${list.rule}> = ${knownOf(list, isKnown).join(' | ')};`),
    ...(hearing?.rules ?? []).map((rule) => `${rule};`),
    '',
  ].join('\n');
}

/** The weights were set by reading the suggestions and the test phrases aloud with three voices over µ-law at 8 kHz. */
const saidInAnyCall: Record<Expectation['expects'], string> = {
  yes_no: '/40/ <answer> | /2/ <courtesy> | /1/ <phone>',
  phone_number: '/40/ [ yes | sure ] <phone> | /2/ <answer> | /1/ <person> | /1/ <courtesy>',
  date_time: '/40/ [ yes | no | okay ] <when> | /4/ <answer> | /2/ <courtesy>',
  open: '/6/ <courtesy> | /4/ <when> | /4/ <answer> | /2/ <phone> | /2/ <person>',
};

function knownNames(names: string[] = [], isKnown: IsKnown): string {
  const heard = [...commonNames, ...names].map(spokenWords).filter((name) => isHeard(name, isKnown));
  return [...new Set(heard)].join(' | ');
}

function knownOf({ anyOf, otherwise }: WordList, isKnown: IsKnown): string[] {
  const known = anyOf.map((words) => words.filter((word) => isHeard(word, isKnown)));
  return known.find((words) => words.length > 0) ?? otherwise;
}

/** A name as it is spoken: words of the recognizer's alphabet; empty where it has none. */
export function spokenWords(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z' ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function isHeard(words: string, isKnown: IsKnown): boolean {
  return words !== '' && words.split(' ').every(isKnown);
}
