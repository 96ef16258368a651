import type { Business, OpeningHours } from '../../calls/call/business.ts';
import { englishWeekdays } from '../../language/words/weekdays-en.ts';

/** For the model, in English: what is in the rows of a business, in as few words as can be. */
export function businessLines(name: string, business: Business | undefined): string[] {
  if (!business) return [];
  const { address, services, resources, hours } = business;
  return [
    ...(address ? [`Address of ${name}: ${address}.`] : []),
    ...(hours.week.length > 0 ? [`Opening hours: ${weekInWords(hours.week)}.`] : []),
    ...(services.length > 0 ? [`Services: ${services.join(', ')}.`] : []),
    ...(resources.length > 0 ? [`Whom or what can be booked: ${resources.join(', ')}.`] : []),
  ];
}

/** "Monday to Friday 09:00–12:00 and 14:00–17:00; Saturday and Sunday closed" */
export function weekInWords(week: OpeningHours['week']): string {
  const runs: Array<{ from: string; to: string; hours: string }> = [];
  for (const [index, name] of englishWeekdays.entries()) {
    const hours = hoursOf(week, index + 1);
    const last = runs.at(-1);
    if (last?.hours === hours) last.to = name;
    else runs.push({ from: name, to: name, hours });
  }
  return runs.map(({ from, to, hours }) => `${from === to ? from : `${from} to ${to}`} ${hours}`).join('; ');
}

function hoursOf(week: OpeningHours['week'], weekday: number): string {
  const spans = week
    .filter((one) => one.weekday === weekday)
    .toSorted((one, other) => one.opens.localeCompare(other.opens))
    .map(({ opens, closes }) => `${opens}–${closes}`);
  return spans.length === 0 ? 'closed' : spans.join(' and ');
}

/** Days of the next month that differ; they change from day to day, so they stand after what is the same in every call. */
export function exceptionLines({ exceptions }: OpeningHours): string[] {
  if (exceptions.length === 0) return [];
  const told = exceptions.map(({ day, isOpen, opens, closes, reason }) => {
    const when = opens === null ? '' : ` ${opens}–${closes}`;
    return `${day} ${isOpen ? 'open' : 'closed'}${when}${reason ? ` (${reason})` : ''}`;
  });
  return [`Days that differ: ${told.join('; ')}.`];
}
