import type { CallReview } from './call.ts';
import type { AppointmentView } from './events.ts';
import { readSentiment } from './sentiment.ts';

export interface SummaryInput {
  /** In the order that they were said. */
  turns: Array<{ role: 'agent' | 'person'; text: string }>;
  /** What this call booked, moved, canceled or only held, as it stands now. */
  appointments: AppointmentView[];
  disposition: string | null;
  /** BCP 47; a language without texts of its own is summarized in English. */
  language: string;
}

interface Texts {
  locale: string;
  asked(request: string): string;
  booked(when: string, resource: string | null): string;
  moved(when: string, resource: string | null): string;
  canceled(when: string): string;
  held(when: string): string;
  note(text: string): string;
  informed: string;
  abandoned: string;
  silent: string;
  nothing: string;
}

const texts: Record<string, Texts> = {
  en: {
    locale: 'en-US',
    asked: (request) => `The caller said: “${request}”.`,
    booked: (when, resource) => `Booked ${when}${resource ? ` with ${resource}` : ''}.`,
    moved: (when, resource) => `Moved the appointment to ${when}${resource ? ` with ${resource}` : ''}.`,
    canceled: (when) => `Canceled ${when}.`,
    held: (when) => `Held ${when} but did not book it.`,
    note: (text) => `Note: ${text}.`,
    informed: 'Questions were answered; no appointment was changed.',
    abandoned: 'The call ended before anything was booked.',
    silent: 'Nobody spoke on this call.',
    nothing: 'No appointment was changed.',
  },
  fa: {
    locale: 'fa-IR',
    asked: (request) => `تماس‌گیرنده گفت: «${request}».`,
    booked: (when, resource) => `نوبت ${when}${resource ? ` با ${resource}` : ''} ثبت شد.`,
    moved: (when, resource) => `نوبت به ${when}${resource ? ` با ${resource}` : ''} منتقل شد.`,
    canceled: (when) => `نوبت ${when} لغو شد.`,
    held: (when) => `نوبت ${when} نگه داشته شد ولی ثبت نشد.`,
    note: (text) => `یادداشت: ${text}.`,
    informed: 'به پرسش‌ها پاسخ داده شد و نوبتی تغییر نکرد.',
    abandoned: 'تماس پیش از ثبت نوبت پایان یافت.',
    silent: 'در این تماس کسی صحبت نکرد.',
    nothing: 'نوبتی تغییر نکرد.',
  },
};

/** Long enough for a request, short enough for a line in a list. */
const requestLength = 140;
/** "Hello", "yes please" and "it's me" are no request. */
const requestWords = 4;

/** What happened, from committed rows and the person's words alone: the same call always reads the same. */
export function summarize({ turns, appointments, disposition, language }: SummaryInput): CallReview {
  const own = texts[language.split('-')[0]?.toLowerCase() ?? ''] ?? english();
  const said = turns.filter((turn) => turn.role === 'person').map((turn) => turn.text.trim());
  const sentences = [
    ...request(said, own),
    ...appointments.flatMap((appointment) => tellAppointment(appointment, disposition, own)),
  ];
  if (appointments.length === 0) sentences.push(tellNothing(said, disposition, own));
  return { summary: sentences.join(' '), sentiment: readSentiment(said, language) };
}

function request(said: string[], own: Texts): string[] {
  const first = said.find((text) => text.split(/\s+/).length >= requestWords);
  if (!first) return [];
  const letters = [...first];
  const short = letters.length > requestLength ? `${letters.slice(0, requestLength).join('')}…` : first;
  return [own.asked(withoutFullStop(short))];
}

function tellAppointment(appointment: AppointmentView, disposition: string | null, own: Texts): string[] {
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

function tellNothing(said: string[], disposition: string | null, own: Texts): string {
  if (said.length === 0) return own.silent;
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

function english(): Texts {
  return texts.en as Texts;
}
