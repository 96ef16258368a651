import { Temporal } from 'temporal-polyfill';
import type { LocalMoment } from './say.ts';

/** People say "in twenty minutes" and are there in about twenty: the next whole step of the clock, also past midnight. */
export function roundUp({ date, time }: LocalMoment, stepMinutes = 5): LocalMoment {
  const exact = Temporal.PlainDateTime.from(`${date}T${time}`);
  const late = exact.minute % stepMinutes;
  const rounded = late === 0 ? exact : exact.add({ minutes: stepMinutes - late });
  return {
    date: rounded.toPlainDate().toString(),
    time: rounded.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}
