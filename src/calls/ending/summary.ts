import type { SummaryTexts } from '../../language/texts/shape.ts';
import { textsFor } from '../../language/texts.ts';
import type { CallReview } from '../call/call.ts';
import type { Deed } from '../call/committed-action.ts';
import type { AppointmentView } from '../call/events.ts';
import { readSentiment } from './sentiment.ts';

export interface SummaryInput {
  /** In the order that they were said. */
  turns: Array<{ role: 'agent' | 'person'; text: string }>;
  /** What this call booked, moved, canceled or only held, as it stands now. */
  appointments: AppointmentView[];
  /** What else it did. Not known any more of a call whose job died before it could tell. */
  deeds?: Deed[];
  /** The call was about something else than appointments, so that none was changed goes without saying. */
  isAboutVisit?: boolean;
  disposition: string | null;
  /** BCP 47; a language without texts of its own is summarized in English. */
  language: string;
}

/** Long enough for a request, short enough for a line in a list. */
const requestLength = 140;
/** "Hello", "yes please" and "it's me" are no request. */
const requestWords = 4;

/** What happened, from committed rows and the person's words alone: the same call always reads the same. */
export function summarize(input: SummaryInput): CallReview {
  const { turns, appointments, deeds = [], disposition, language } = input;
  const own = textsFor(language).summary;
  const said = turns.filter((turn) => turn.role === 'person').map((turn) => turn.text.trim());
  const sentences = [
    ...request(said, own),
    ...appointments.flatMap((appointment) => tellAppointment(appointment, disposition, own)),
    ...deeds.map(({ told }) => told),
  ];
  if (appointments.length === 0 && deeds.length === 0) sentences.push(tellNothing(said, input, own));
  return { summary: sentences.join(' '), sentiment: readSentiment(said, language) };
}

function request(said: string[], own: SummaryTexts): string[] {
  const first = said.find((text) => text.split(/\s+/).length >= requestWords);
  if (!first) return [];
  const letters = [...first];
  const short = letters.length > requestLength ? `${letters.slice(0, requestLength).join('')}…` : first;
  return [own.asked(withoutFullStop(short))];
}

function tellAppointment(
  appointment: AppointmentView,
  disposition: string | null,
  own: SummaryTexts,
): string[] {
  const when = sayWhen(appointment, own.locale);
  const note = appointment.notes ? [own.note(withoutFullStop(appointment.notes))] : [];
  switch (appointment.status) {
    case 'booked': {
      const tell = disposition === 'modified' ? own.moved : own.booked;
      return [tell(when, appointment.resource), ...note];
    }
    case 'canceled':
      return [own.canceled(when)];
    case 'held':
    case 'lapsed':
      return [own.held(when)];
  }
}

function tellNothing(said: string[], { disposition, isAboutVisit }: SummaryInput, own: SummaryTexts): string {
  if (said.length === 0) return own.silent;
  if (isAboutVisit) return own.nothingSettled;
  if (disposition === 'informed') return own.informed;
  return disposition === 'abandoned' ? own.abandoned : own.nothing;
}

/** `date` and `time` are local already, so the zone of the formatter is only a carrier. */
function sayWhen({ date, time }: AppointmentView, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(new Date(`${date}T${time}:00Z`));
}

function withoutFullStop(text: string): string {
  return text.replace(/[.!?؟\s]+$/u, '');
}
