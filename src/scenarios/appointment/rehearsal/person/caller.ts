import type { Chance } from '../../../../simulation/people/chance.ts';
import type { Part } from '../../../../simulation/people/topic.ts';
import { callerLines, type Weekday, weekdays } from './lines.ts';

interface CallerTraits {
  weekday: Weekday;
}

/** Books an appointment: any day, whatever is offered first. */
export const caller: Part<CallerTraits> = {
  traits: (chance) => ({ weekday: drawWeekday(chance) }),
  topics: [
    {
      kind: 'task',
      en: /how (?:can|may) i help|what (?:can|may) i do|would you like me to do/i,
      fa: /چه کمکی|چه کاری برایتان/u,
      answer: ({ language }) => callerLines(language).bookAppointment,
    },
    {
      kind: 'which',
      en: /which (?:one )?would you like|which (?:one|time)|i could offer/i,
      fa: /کدام را|را پیشنهاد کنم/u,
      answer: ({ language }) => callerLines(language).firstOffered,
    },
    {
      kind: 'day',
      en: /(?:which|what) (?:other )?(?:day|date)|another day|when (?:would|shall)/i,
      fa: /چه روز|روز دیگری|کدام روز/u,
      answer: ({ language, traits, times }) => callerLines(language).day(dayAfter(traits.weekday, times)),
    },
    {
      kind: 'time',
      en: /what time/i,
      fa: /چه ساعت/u,
      answer: ({ language }) => callerLines(language).firstOffered,
    },
  ],
};

/** Everything that a caller can say beside what anybody says. */
export function callerPhrases(language: string): string[] {
  const { bookAppointment, firstOffered, day } = callerLines(language);
  return [bookAppointment, firstOffered, ...weekdays.map((weekday) => day(weekday))];
}

/** Asked again, another day is tried. */
function dayAfter(weekday: Weekday, times: number): Weekday {
  return weekdays[(weekday - 1 + times) % weekdays.length] ?? weekday;
}

/** The draw that it has always been: the person with the same number still wants the same day. */
const drawsBefore = 7;

function drawWeekday(chance: Chance): Weekday {
  for (let draw = 0; draw < drawsBefore; draw += 1) chance.next();
  return chance.pick(weekdays);
}
