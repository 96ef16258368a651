import type { OwnQuestions } from '../../../language/expected-reply.ts';

/** What is asked after a tool; in words, appointments are asked about as anything is. */
export const appointmentQuestions: OwnQuestions = {
  asked: { en: [], fa: [] },
  afterTool: { fetch_slots: 'date_time', hold_slot: 'yes_no' },
};
