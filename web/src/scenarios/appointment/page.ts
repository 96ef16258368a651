import { AppointmentCards } from '../../features/appointments/appointment-cards.tsx';
import { appointmentFact } from '../../features/appointments/appointment-fact.ts';
import { AppointmentList } from '../../features/appointments/appointment-list.tsx';
import { OfferedTimes } from '../../features/appointments/offered-times.tsx';
import { Preferences } from '../../features/appointments/preferences.tsx';
import { words as calendar } from '../../features/appointments/words.ts';
import type { ScenarioPage } from '../../lib/scenario-page.ts';
import { words } from './words.ts';

/** Somebody books, moves, cancels or asks about appointments. */
export const appointment: ScenarioPage = {
  name: 'appointment',
  words,
  toolFact: appointmentFact,
  BeforeCall: AppointmentList,
  DuringCall: OfferedTimes,
  afterCall: [
    { title: calendar.touched, Part: AppointmentCards },
    { title: calendar.preferences, Part: Preferences },
  ],
};
