import type { Asked, Topic } from '../../../../simulation/people/topic.ts';
import { guestLines } from './lines.ts';
import type { GuestTraits } from './traits.ts';

/** When a guest comes. Whoever is asked again has named a time that could not be, and says tomorrow. */
export const visitTime: Topic<GuestTraits> = {
  kind: 'time',
  en: /\bwhen\b|(?:what|which) (?:day|time|other)|another (?:day|time)|how long|tell me the time/i,
  fa: /چه (?:ساعت|زمان|وقت|روز)|چقدر طول|(?:^|\s)کی (?:می|تشریف)/u,
  answer: (asked) => visitAt(asked, asked.times > 0),
};

export function visitAt({ lines, language, traits }: Asked<GuestTraits>, isTomorrow: boolean): string {
  const hour = lines.at(traits.hour);
  return isTomorrow ? `${guestLines(language).tomorrow} ${hour}` : hour;
}
