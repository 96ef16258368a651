import { rehearse } from '../../../simulation/rehearsal.ts';
import { appointmentScript } from './flow/script.ts';
import { hearAppointments } from './hearing/hearing.ts';
import { caller, callerPhrases } from './person/caller.ts';

/** Somebody who books, moves, cancels or asks about appointments, and who answers them. */
export const appointmentRehearsal = rehearse({
  model: appointmentScript,
  person: caller,
  phrases: callerPhrases,
  hearing: hearAppointments,
});
