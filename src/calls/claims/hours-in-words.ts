import { sayTime } from '../../language/say.ts';
import { englishWeekdays } from '../../language/words/weekdays-en.ts';
import type { OpeningHours } from '../call/business.ts';

const onClock = 'twelve one two three four five six seven eight nine ten eleven'.split(' ');

/**
 * Each span of a week's hours in all the words that people use for it, so that whoever repeats it is understood: "We are
 * open Monday Tuesday from 9 in the morning to 5 in the afternoon, nine to five, 09:00 to 17:00."
 */
export function hoursInWords(week: OpeningHours['week']): string[] {
  const spans = Map.groupBy(week, ({ opens, closes }) => `${opens}-${closes}`);
  return [...spans.values()].flatMap((days) => {
    const [first] = days;
    if (!first) return [];
    const names = days.map(({ weekday }) => englishWeekdays[weekday - 1]).join(' ');
    const said = ([first.opens, first.closes] as const).map((time) => {
      const hour = Number(time.slice(0, 2)) % 12;
      return `${sayTime('en', time)} ${onClock[hour]} ${time}`;
    });
    return `We are open ${names} every weekday from ${said.join(' to ')}.`;
  });
}
