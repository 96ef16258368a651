import { z } from 'zod';
import { formatDay, formatTime } from '../../lib/format.ts';
import { texts } from '../../lib/texts/texts.ts';
import type { ToolRun } from './activity.ts';

const words = z.string().min(1).optional().catch(undefined);
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

const facts = z.object({
  message: words,
  code: words,
  contact_number: words,
  slots: list,
  appointments: list,
  appointment: namedInside,
  slot: namedInside,
});

/** What the agent did, in a person's words. */
export function toolSentence({ tool, status }: Pick<ToolRun, 'tool' | 'status'>): string {
  return texts.tools[tool]?.[status] ?? texts.unknownTool[status](tool.replaceAll('_', ' '));
}

/** The one fact worth showing without opening the data: the time, how many were found, or why not. */
export function toolFact({
  asked,
  answer,
  status,
}: Pick<ToolRun, 'asked' | 'answer' | 'status'>): string | null {
  const told = facts.parse(answer ?? {});
  if (status === 'error') return told.message ?? told.code ?? null;
  if (told.slots) return texts.toolFacts.times(told.slots.length);
  if (told.appointments) return texts.toolFacts.appointments(told.appointments.length);
  return (
    moment(named.parse(answer ?? {})) ??
    moment(told.appointment ?? told.slot) ??
    moment(named.parse(asked ?? {})) ??
    facts.parse(asked ?? {}).contact_number ??
    null
  );
}

function moment(when: z.infer<typeof named> | undefined): string | null {
  if (!when?.date) return null;
  const day = formatDay(when.date, 'short');
  return when.time ? `${day}, ${formatTime(when.time.slice(0, 5))}` : day;
}
