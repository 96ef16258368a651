import { z } from 'zod';
import type { ScenarioDefinition } from '../../calls/scenario/definition.ts';
import { requestInput } from '../../calls/scenario/request-input.ts';
import { summarizeAppointmentRows } from './summary.ts';

const appointmentInput = z.object(requestInput);

export type AppointmentInput = z.infer<typeof appointmentInput>;

/** Somebody books, moves, cancels or asks about appointments, whoever called whom. */
export const appointmentDefinition: ScenarioDefinition<AppointmentInput> = {
  name: 'appointment',
  isAnswered: true,
  input: appointmentInput,
  dispositions: ['booked', 'modified', 'canceled', 'informed', 'abandoned'],
  summarizeRows: summarizeAppointmentRows,
};
