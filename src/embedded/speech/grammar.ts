import type { Expectation } from './expectation.ts';
import { outreachRules, outreachSaid } from './outreach-grammar.ts';
import {
  names as commonNames,
  courtesies,
  dates,
  digits,
  intents,
  months,
  ordinals,
  partsOfDay,
  times,
  weekdays,
  yesNo,
} from './phrases.ts';
import { visitRules, visitSaid } from './visit-grammar.ts';

export type { Expectation };

/**
 * What may be said next, as a JSGF grammar. The recognizer hears nothing but its grammar: whatever is said is forced
 * into it, so each grammar holds what was asked for with a large weight, and ways out of it with a small one.
 */

/**
 * Builds the grammar for what is expected now.
 * @param isKnown tells whether the recognizer's dictionary has a word; names with a word it lacks are left out.
 */
export function buildGrammar(
  expectation: Expectation,
  isKnown: (word: string) => boolean = () => true,
): string {
  const names = [...commonNames, ...(expectation.names ?? [])]
    .map((name) =>
      name
        .toLowerCase()
        .replace(/[^a-z' ]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((name) => name !== '' && name.split(' ').every(isKnown));
  return [
    '#JSGF V1.0;',
    'grammar parley;',
    `public <said> = ${said(expectation)};`,
    `<digit> = ${digits.join(' | ')};`,
    '<digits> = ( <digit> | double <digit> | triple <digit> )+;',
    "<phone> = [ it's | it is | my number is | the number is | my phone number is ] [ plus ] <digits>;",
    `<weekday> = ${weekdays.join(' | ')};`,
    `<month> = ${months.join(' | ')};`,
    `<ordinal> = ${ordinals.join(' | ')};`,
    `<date> = ${dates.join(' | ')};`,
    `<time> = ${times.join(' | ')};`,
    `<part> = ${partsOfDay.join(' | ')};`,
    `<offered> = ${offered(expectation.slots ?? [])};`,
    '<when> = <date> [ <time> | <part> ] | <time> [ <date> ] | <part>;',
    '<wish> = [ <lead> ] ( /3/ <offered> | /2/ <when> ) [ please | would be great | works | works for me ];',
    "<lead> = let's do | let's say | how about | what about | i'll take | can we do | make it | maybe | is there anything | do you have anything | do you have;",
    `<answer> = ${yesNo.join(' | ')};`,
    `<intent> = ( ${intents.join(' | ')} ) [ <when> ];`,
    `<courtesy> = ${courtesies.join(' | ')};`,
    `<person> = [ my name is | this is | i am | i'm | it's | the name is ] ( ${[...new Set(names)].join(' | ')} );`,
    ...(expectation.isCalled || isVisit(expectation) ? visitRules(expectation, isKnown) : []),
    ...(expectation.topic === 'outreach' ? outreachRules : []),
    '',
  ].join('\n');
}

/** The weights were set by reading the suggestions and the test phrases aloud with three voices over µ-law at 8 kHz. */
function said(expectation: Expectation): string {
  const { expects, topic = 'appointment', isCalled } = expectation;
  if (topic === 'outreach') return outreachSaid;
  if (topic !== 'appointment') return visitSaid(topic, expects);
  return isCalled ? `${saidOfAppointments(expects)} | /2/ <manner>` : saidOfAppointments(expects);
}

function isVisit({ topic = 'appointment' }: Expectation): boolean {
  return topic !== 'appointment' && topic !== 'outreach';
}

function saidOfAppointments(expects: Expectation['expects']): string {
  switch (expects) {
    case 'yes_no':
      return '/40/ <answer> | /4/ [ no | yes ] <wish> | /2/ <intent> | /2/ <courtesy> | /1/ <phone>';
    case 'phone_number':
      return '/40/ [ yes | sure ] <phone> | /2/ <answer> | /1/ <person> | /1/ <courtesy> | /1/ <intent>';
    case 'date_time':
      return '/40/ [ yes | no | okay ] <wish> | /4/ <answer> | /4/ <intent> | /2/ <courtesy>';
    case 'open':
      return '/20/ [ hi | hello | yes ] <intent> [ please ] | /6/ <courtesy> | /4/ <wish> | /4/ <answer> | /2/ <phone> | /2/ <person>';
  }
}

/** The offered slots as people repeat them: "ten", "tuesday at ten", "the second one". */
function offered(slots: Array<{ date: string; time: string }>): string {
  const said = slots.flatMap(({ date, time }) => {
    const hour = sayTime(time);
    const day = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
    return hour === undefined || day === undefined ? [] : [`[ at ] ${hour}`, `[ on ] ${day} [ at ] ${hour}`];
  });
  const ranks = ['the first one', 'the second one', 'the last one', 'the earlier one', 'the later one'];
  return [...new Set([...said, ...ranks])].join(' | ');
}

const hours = 'twelve one two three four five six seven eight nine ten eleven'.split(' ');

function sayTime(time: string): string | undefined {
  const [hour = Number.NaN, minute = Number.NaN] = time.split(':').map(Number);
  const spoken = hours[hour % 12];
  const minutes = { 0: '', 15: ' fifteen', 30: ' thirty', 45: ' forty five' }[minute];
  return spoken === undefined || minutes === undefined ? undefined : `${spoken}${minutes}`;
}
