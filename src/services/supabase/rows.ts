import { z } from 'zod';
import { appointmentView } from '../../scenarios/appointment/store/appointment-views.ts';
import type { Refusal, Slot } from '../../scenarios/appointment/store/appointments.ts';
import { camelRow } from './camel-row.ts';

/** What the database's functions answer (supabase/migrations), and how it reads in TypeScript. */

export const instant = z.iso.datetime({ offset: true });

const refusals = [
  'not_identified',
  'not_proven',
  'wrong_person',
  'past',
  'too_soon',
  'too_far',
  'closed',
  'no_such_time',
  'taken',
  'unknown_appointment',
  'already_canceled',
  'already_yours',
  'overlaps_own',
  'unknown_resource',
  'call_ended',
] as const satisfies Refusal[];

export const slotRow = camelRow({
  date: z.iso.date(),
  time: z.iso.time({ precision: -1 }),
  starts_at: instant,
  ends_at: instant,
  likely: z.boolean().optional(),
  resource: z.string().nullable().default(null),
}).transform(({ likely, ...slot }): Slot => ({ ...slot, isLikely: likely }));

export const refusedRow = z.object({
  ok: z.literal(false),
  code: z.enum(refusals),
  alternatives: z.array(slotRow),
  appointment: appointmentView.optional(),
});

/** An answer that is either what was asked for or a refusal. */
export function answerOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.union([refusedRow, z.object({ ok: z.literal(true), ...shape })]);
}
