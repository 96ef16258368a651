import { appointmentPreferences } from '../../../../src/scenarios/appointment/store/appointment-views.ts';
import { formatDate, formatWeekdays } from '../../lib/format.ts';
import type { CallOutcome } from '../../lib/scenario-page.ts';
import { words } from './words.ts';

/** What was learned about when this person likes to come. */
export function Preferences({ user_preferences: preferences }: Pick<CallOutcome, 'user_preferences'>) {
  const {
    time_of_day: timeOfDay,
    weekdays,
    last_appointment: last,
  } = appointmentPreferences.parse(preferences);
  const lines = [
    timeOfDay && words.timeOfDay[timeOfDay],
    weekdays.length > 0 && words.weekdays(formatWeekdays(weekdays)),
    last && words.lastAppointment(formatDate(last)),
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0) return <p className="text-soft">{words.noPreferences}</p>;
  return (
    <ul data-testid="preferences" className="flex flex-col">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
