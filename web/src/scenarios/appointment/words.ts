import type { ScenarioWords } from '../../lib/scenario-page.ts';
import { speak } from '../../lib/texts/languages.ts';

const en: ScenarioWords = {
  title: 'Appointments',
  lead: 'Book, move or cancel an appointment. Speak as you would on the phone, or type.',
  phrases: [
    'I would like to book an appointment',
    'My number is two oh two five five five oh one four three',
    'On Tuesday at ten',
    'Yes',
    'When is my appointment?',
    'Cancel my appointment',
    'Goodbye',
  ],
  tools: {
    fetch_slots: {
      started: 'Looking for free times',
      success: 'Found free times',
      error: 'Found no free time',
    },
    hold_slot: { started: 'Holding a time', success: 'Held a time', error: 'Could not hold the time' },
    book_appointment: { started: 'Booking', success: 'Booked an appointment', error: 'Could not book' },
    retrieve_appointments: {
      started: 'Looking up appointments',
      success: 'Read the appointments',
      error: 'Could not read the appointments',
    },
    cancel_appointment: {
      started: 'Canceling',
      success: 'Canceled an appointment',
      error: 'Could not cancel',
    },
    modify_appointment: {
      started: 'Moving an appointment',
      success: 'Moved an appointment',
      error: 'Could not move it',
    },
  },
  dispositions: {
    booked: 'Booked',
    modified: 'Moved',
    canceled: 'Canceled',
    informed: 'Informed',
    abandoned: 'Abandoned',
  },
};

export const words = speak({ en });
