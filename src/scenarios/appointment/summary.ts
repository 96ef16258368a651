import { z } from 'zod';
import type { EndedCall, SummaryParts } from '../../calls/scenario/definition.ts';
import type { LocalMoment } from '../../language/say.ts';
import { withoutFullStop } from '../../language/sentences.ts';
import { deedsOf, type Step } from './call/deeds.ts';
import { type AppointmentView, appointmentView, listedAppointments } from './store/appointment-views.ts';
import type { AppointmentSummaryTexts } from './words/shape.ts';
import { appointmentTexts } from './words/texts.ts';

const toolCalls = z.object({
  tool_calls: z.array(z.object({ tool: z.string(), answer: z.unknown() })).default([]),
});
const changed = z.object({ appointment: appointmentView, previous: appointmentView.optional() });
const kept = z.object({ slot: z.object({ date: z.string(), time: z.string() }) });
const kinds: Readonly<Record<string, Exclude<Step['kind'], 'held'>>> = {
  book_appointment: 'booked',
  modify_appointment: 'modified',
  cancel_appointment: 'canceled',
};

/**
 * @param parts `appointments`: what this call booked, moved, canceled or only held, as it stands now; `tool_calls`: in
 * which steps
 */
export function summarizeAppointmentRows(
  parts: Readonly<Record<string, unknown>>,
  ended: EndedCall,
): SummaryParts {
  const { appointments } = listedAppointments.parse(parts);
  const steps = toolCalls.parse(parts).tool_calls.flatMap(({ tool, answer }) => stepOf(tool, answer));
  return summarizeAppointments(
    appointments,
    steps.length > 0 ? steps : appointments.map((one) => stepOfRow(one, ended)),
    ended,
  );
}

function stepOf(tool: string, answer: unknown): Step[] {
  if (tool === 'hold_slot') {
    const read = kept.safeParse(answer);
    return read.success ? [{ kind: 'held', moment: read.data.slot }] : [];
  }
  const kind = kinds[tool];
  const read = changed.safeParse(answer);
  return kind && read.success ? [{ kind, ...read.data }] : [];
}

/** Of an appointment whose steps are not known. */
function stepOfRow(appointment: AppointmentView, { disposition }: EndedCall): Step {
  const { status } = appointment;
  if (status === 'canceled') return { kind: 'canceled', appointment };
  if (status !== 'booked') return { kind: 'held', moment: appointment };
  return { kind: disposition === 'modified' ? 'modified' : 'booked', appointment };
}

/**
 * @param appointments what the call touched, as it stands now
 * @param steps what it did, in order
 */
export function summarizeAppointments(
  appointments: AppointmentView[],
  steps: Step[],
  { disposition, language }: EndedCall,
): SummaryParts {
  const own = appointmentTexts(language).summary;
  return {
    told: deedsOf(steps).flatMap((deed) => tell(deed, own)),
    nothing: nothingDone(disposition, own),
    event: { appointments },
  };
}

function tell(deed: Step, own: AppointmentSummaryTexts): string[] {
  if (deed.kind === 'held') return [own.held(sayWhen(deed.moment, own.locale))];
  const { kind, appointment, previous } = deed;
  const when = sayWhen(appointment, own.locale);
  if (kind === 'canceled') return [own.canceled(when)];
  const from = previous ? sayWhen(previous, own.locale) : null;
  return [
    kind === 'booked' ? own.booked(when, appointment.resource) : own.moved(when, appointment.resource, from),
    ...(appointment.for_whom ? [own.forWhom(withoutFullStop(appointment.for_whom))] : []),
    ...(appointment.notes ? [own.note(withoutFullStop(appointment.notes))] : []),
  ];
}

function nothingDone(disposition: string | null, own: AppointmentSummaryTexts): string {
  if (disposition === 'informed') return own.informed;
  return disposition === 'abandoned' ? own.abandoned : own.nothing;
}

/** `date` and `time` are local already, so the zone of the formatter is only a carrier. */
function sayWhen({ date, time }: LocalMoment, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(new Date(`${date}T${time}:00Z`));
}
