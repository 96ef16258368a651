import { z } from 'zod';
import type { ToolRun } from '../../lib/activity.ts';
import { formatMoment } from '../../lib/format.ts';
import { words } from './words.ts';

const date = z.iso.date().optional().catch(undefined);
const clock = z
  .string()
  .regex(/^\d{2}:\d{2}/)
  .optional()
  .catch(undefined);
const list = z.array(z.unknown()).optional().catch(undefined);

/** The moment that arguments or an answer name, under any of the tools' names for it. */
const named = z
  .object({
    date,
    time: clock,
    appointment_date: date,
    appointment_time: clock,
    new_date: date,
    new_time: clock,
  })
  .transform((data) => ({
    date: data.date ?? data.appointment_date ?? data.new_date,
    time: data.time ?? data.appointment_time ?? data.new_time,
  }));
const namedInside = named.optional().catch(undefined);

const facts = z.object({ slots: list, appointments: list, appointment: namedInside, slot: namedInside });

/** How many times or appointments were found, else the time that the tool was about. */
export function appointmentFact({ asked, answer }: Pick<ToolRun, 'asked' | 'answer'>): string | null {
  const told = facts.parse(answer ?? {});
  if (told.slots) return words.freeTimes(told.slots.length);
  if (told.appointments) return words.found(told.appointments.length);
  return (
    moment(named.parse(answer ?? {})) ??
    moment(told.appointment ?? told.slot) ??
    moment(named.parse(asked ?? {}))
  );
}

function moment(when: z.infer<typeof named> | undefined): string | null {
  return when?.date ? formatMoment({ date: when.date, time: when.time }) : null;
}
