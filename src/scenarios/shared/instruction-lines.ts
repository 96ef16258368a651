import { Temporal } from 'temporal-polyfill';
import type { Briefing } from '../../calls/scenario/briefing.ts';
import { toJalali } from '../../language/dates/jalali.ts';
import { sayDate } from '../../language/say.ts';
import { primaryLanguage } from '../../language/tags.ts';
import { businessLines, exceptionLines } from './business-lines.ts';

/**
 * What the model is told in every conversation, whatever it is about. What is the same in each call of a business comes
 * first and what changes with the minute last, so that a provider can keep the beginning (docs/measurements.md).
 */

/** How to speak, and what is true of tools. */
export function mannerLines({ agent }: Briefing, options: { canHandOver: boolean }): string[] {
  const language = nameOf(agent.language);
  return [
    `Speak ${language} only. When the other person speaks another language, say once, in that language, that you speak ` +
      `${language} here${options.canHandOver ? ', and offer a human colleague' : ''}; then go on in ${language}.`,
    'This is a phone call: answer in one or two short spoken sentences, without lists, symbols or markdown. Ask one ' +
      'thing at a time.',
    'What a tool answers as `say` can be spoken as it is. A line that begins with "Next:" is for you and never spoken. ' +
      'Tools of which none needs the answer of another are called together.',
  ];
}

/** What the business is and what its owner says of it. */
export function aboutBusiness({ organization, agent }: Briefing): string[] {
  return [
    ...businessLines(organization.name, organization.business),
    ...(agent.knowledge ? [`What callers ask, and the answers:\n${agent.knowledge}`] : []),
    ...(agent.persona ? [agent.persona] : []),
  ];
}

/** What may be answered to anybody. */
export const plainQuestions =
  'Plain questions (where, when, what, who, and what else is said below) are answered at once and to anybody. What is ' +
  'not said here you do not know: say so, and never make it up.';

/** The day, in the calendar of the language too, and the time. The last lines: they differ from call to call. */
export function aboutNow({ organization, agent, weekday, today, now }: Briefing): string[] {
  return [
    ...(organization.business ? exceptionLines(organization.business.hours) : []),
    `Today is ${weekday}, ${today}.${ownCalendar(agent.language, today)} The call began at ${now.time}. All dates and ` +
      `times are local to ${organization.timeZone}.`,
  ];
}

function ownCalendar(language: string, today: string): string {
  if (primaryLanguage(language) !== 'fa') return '';
  const { year, month, day } = toJalali(Temporal.PlainDate.from(today));
  const figures = [year, month, day].map((figure) => String(figure).padStart(2, '0')).join('-');
  return ` In the Persian calendar it is ${figures}, ${sayDate(language, today)}.`;
}

function nameOf(language: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(primaryLanguage(language)) ?? language;
}
