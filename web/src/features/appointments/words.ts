import { speak } from '../../lib/texts/languages.ts';
import { partOfDay, spokenTime, weekdayName } from './english-time.ts';

const en = {
  language: 'en',
  coming: 'Coming appointments',
  noneComing: 'No appointments are booked.',
  itsCall: 'its call',
  touched: 'Appointments',
  noneTouched: 'No appointment was made, moved or canceled.',
  status: { held: 'Held', booked: 'Booked', canceled: 'Canceled', lapsed: 'Lapsed' },

  forWhom: (who: string) => `for ${who}`,

  offered: 'Times offered',
  say: (phrase: string) => `Say: ${phrase}`,
  held: 'held for you',
  booked: 'booked',
  likely: 'fits you',
  /** A slot the way a caller says it: "Tuesday the 24th at ten in the morning". */
  slotPhrase: (slot: { date: string; time: string }) =>
    `${weekdayName(slot)} at ${spokenTime(slot)}${partOfDay(slot)}`,
  freeTimes: (count: number) => (count === 1 ? '1 free time' : `${count} free times`),
  found: (count: number) => (count === 1 ? '1 appointment' : `${count} appointments`),

  preferences: 'Preferences learned',
  noPreferences: 'Nothing learned yet.',
  timeOfDay: { morning: 'Mornings', afternoon: 'Afternoons', evening: 'Evenings' },
  weekdays: (days: string) => `Booked on ${days}`,
  lastAppointment: (day: string) => `Last appointment on ${day}`,
};

export const languages = { en };

export const words = speak(languages);
