import type { Traits } from '../traits.ts';
import type { Topic } from './topic.ts';

/** Books an appointment: any day, whatever is offered first. */
export const appointmentTopics: Topic[] = [
  {
    kind: 'task',
    en: /how (?:can|may) i help|what (?:can|may) i do|would you like me to do/i,
    fa: /چه کمکی|چه کاری برایتان/u,
    answer: ({ lines }) => lines.bookAppointment,
  },
  {
    kind: 'which',
    en: /which (?:one )?would you like|which (?:one|time)|i could offer/i,
    fa: /کدام را|را پیشنهاد کنم/u,
    answer: ({ lines }) => lines.firstOffered,
  },
  {
    kind: 'day',
    en: /(?:which|what) (?:other )?(?:day|date)|another day|when (?:would|shall)/i,
    fa: /چه روز|روز دیگری|کدام روز/u,
    answer: ({ lines, traits, times }) => lines.day(dayAfter(traits.weekday, times)),
  },
  {
    kind: 'time',
    en: /what time/i,
    fa: /چه ساعت/u,
    answer: ({ lines }) => lines.firstOffered,
  },
];

/** Asked again, another day is tried. */
function dayAfter(weekday: Traits['weekday'], times: number): Traits['weekday'] {
  return (((weekday - 1 + times) % 5) + 1) as Traits['weekday'];
}
