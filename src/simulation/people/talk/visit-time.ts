import type { Asked, Topic } from './topic.ts';

/** When a guest comes. Whoever is asked again has named a time that could not be, and says tomorrow. */
export const visitTime: Topic = {
  kind: 'time',
  en: /\bwhen\b|(?:what|which) (?:day|time|other)|another (?:day|time)|how long|tell me the time/i,
  fa: /چه (?:ساعت|زمان|وقت|روز)|چقدر طول|(?:^|\s)کی (?:می|تشریف)/u,
  answer: (asked) => visitAt(asked, asked.times > 0),
};

export function visitAt({ lines, traits }: Asked, isTomorrow: boolean): string {
  const hour = lines.at(traits.hour);
  return isTomorrow ? `${lines.tomorrow} ${hour}` : hour;
}
