import type { UserPreferences } from '../../../../src/calls/call/events.ts';
import { formatDate, formatWeekdays } from '../../lib/format.ts';
import { texts } from '../../lib/texts/texts.ts';

/** What was learned about when this person likes to come. */
export function Preferences({ preferences }: { preferences: UserPreferences }) {
  const t = texts.record;
  const { time_of_day: timeOfDay, weekdays, last_appointment: last } = preferences;
  const lines = [
    timeOfDay && t.timeOfDay[timeOfDay],
    weekdays.length > 0 && t.weekdays(formatWeekdays(weekdays)),
    last && t.lastAppointment(formatDate(last)),
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0) return <p className="text-soft">{t.noPreferences}</p>;
  return (
    <ul data-testid="preferences" className="flex flex-col">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
