import { llm, voice } from '@livekit/agents';
import { z } from 'zod';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { parseSpokenPhone } from '../../src/language/phone-numbers.ts';
import { appointmentRehearsal } from '../../src/scenarios/appointment/rehearsal/rehearsal.ts';
import { appointmentTexts } from '../../src/scenarios/appointment/words/texts.ts';
import { createScriptedModel } from '../../src/simulation/scripted-model.ts';

/** Saturday, November 21, 2026, ten in the morning in New York. */
export const now = Date.parse('2026-11-21T15:00:00Z');
const times = ['09:00', '10:00', '11:00', '14:00', '15:00', '16:00'];

export interface Booked {
  appointment_id: string;
  date: string;
  time: string;
  resource?: string;
}

const slotWish = z.object({
  appointment_date: z.string().optional(),
  until_date: z.string().optional(),
  part_of_day: z.string().optional(),
  earliest_time: z.string().optional(),
  before_time: z.string().optional(),
  not_on: z.array(z.string()).optional(),
  resource: z.string().optional(),
  appointment_id: z.string().optional(),
  direction: z.string().optional(),
});

type SlotWish = z.infer<typeof slotWish>;

/** The working days of a wish: those of a week where no day was named. */
function daysOf({ appointment_date: date, until_date: until, not_on: notOn = [] }: SlotWish): string[] {
  const first = Date.parse(`${date ?? '2026-11-23'}T12:00:00Z`);
  const last = date === undefined ? first + 4 * 86_400_000 : Date.parse(`${until ?? date}T12:00:00Z`);
  const days: string[] = [];
  for (let at = first; at <= last; at += 86_400_000) {
    const day = new Date(at);
    const weekday = day.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' });
    const name = day.toISOString().slice(0, 10);
    const isUnwanted = notOn.includes(weekday) || notOn.includes(name);
    if (!isUnwanted && day.getUTCDay() % 6 !== 0) days.push(name);
  }
  return days;
}

function suits(time: string, { part_of_day: part, earliest_time: earliest, before_time: before }: SlotWish) {
  if (part === 'afternoon' ? time < '12:00' : part === 'morning' && time > '12:00') return false;
  return time >= (earliest ?? '') && time < (before ?? '24:00');
}

/** A clinic that is open on weekdays and answers as Parley's tools do. */
class Clinic {
  readonly language: string;
  readonly region: string;
  appointments: Booked[] = [];
  taken = new Set<string>();
  phone: string | null = null;
  isOver = false;

  constructor(language: string, region: string) {
    this.language = language;
    this.region = region;
  }

  tools() {
    const texts = { ...textsFor(this.language), ...appointmentTexts(this.language) };
    const tool = <S extends z.ZodObject>(
      name: string,
      parameters: S,
      run: (args: z.infer<S>) => { say: string; [field: string]: unknown },
    ) =>
      llm.tool({
        name,
        description: name,
        parameters,
        execute: async (args) => {
          if (name !== 'identify_user' && name !== 'end_conversation' && this.phone === null) {
            throw new llm.ToolError(texts.refused('not_identified', []));
          }
          return JSON.stringify({ ok: true, ...run(args as z.infer<S>) });
        },
      });
    const wish = z.object({
      appointment_date: z.string(),
      appointment_time: z.string(),
      resource: z.string().optional(),
      appointment_id: z.string().optional(),
    });
    return [
      tool('identify_user', z.object({ contact_number: z.string(), name: z.string().optional() }), (args) => {
        const number = parseSpokenPhone(args.contact_number, this.region, this.language);
        if (number.status !== 'valid') throw new llm.ToolError(texts.numberImpossible(number));
        this.phone = number.e164;
        const preferences = { time_of_day: null, weekdays: [], last_appointment: null };
        return { say: texts.identified({ name: args.name ?? null, returning: false, preferences }) };
      }),
      tool('fetch_slots', slotWish, (wish) => {
        const own = this.appointments.find((one) => one.appointment_id === wish.appointment_id);
        const first = wish.direction === undefined ? undefined : own?.date;
        const { appointment_date: date = first ?? '2026-11-23' } = wish;
        this.check(date, '10:00', true);
        const free = daysOf({ ...wish, appointment_date: wish.appointment_date ?? first }).flatMap((day) =>
          times.filter((time) => suits(time, wish)).map((time) => ({ date: day, time })),
        );
        const left = free
          .filter(({ time }) => wish.direction !== 'later' || time > (own?.time ?? ''))
          .filter(({ time }) => wish.direction !== 'earlier' || time < (own?.time ?? ''))
          .filter((slot) => !this.taken.has(`${slot.date} ${slot.time}`));
        return { say: texts.offer(left), slots: left };
      }),
      tool('hold_slot', wish, ({ appointment_date: date, appointment_time: time }) => {
        this.check(date, time);
        return { say: texts.readBack({ date, time }), slot: { date, time } };
      }),
      tool('book_appointment', wish, ({ appointment_date: date, appointment_time: time }) => {
        this.check(date, time);
        const appointment = { appointment_id: `a${this.appointments.length + 1}`, date, time };
        this.appointments.push(appointment);
        return { say: texts.booked(appointment), appointment };
      }),
      tool('retrieve_appointments', z.object({}), () => ({
        say: texts.listed(this.appointments),
        appointments: this.appointments,
      })),
      tool('cancel_appointment', z.object({ appointment_id: z.string() }), ({ appointment_id: id }) => {
        const appointment = this.find(id);
        this.appointments = this.appointments.filter((one) => one !== appointment);
        return { say: texts.canceled(appointment) };
      }),
      tool(
        'modify_appointment',
        z.object({
          appointment_id: z.string(),
          new_date: z.string(),
          new_time: z.string(),
          resource: z.string().optional(),
        }),
        ({ appointment_id: id, new_date: date, new_time: time }) => {
          this.check(date, time);
          const appointment = this.find(id);
          Object.assign(appointment, { date, time });
          return { say: texts.modified(appointment) };
        },
      ),
      tool('end_conversation', z.object({}), () => {
        this.isOver = true;
        return { say: texts.goodbye };
      }),
    ];
  }

  private find(id: string): Booked {
    const appointment = this.appointments.find((one) => one.appointment_id === id);
    if (!appointment)
      throw new llm.ToolError(
        { ...textsFor(this.language), ...appointmentTexts(this.language) }.refused('unknown_appointment', []),
      );
    return appointment;
  }

  private check(date: string, time: string, isDayOnly = false): void {
    const texts = { ...textsFor(this.language), ...appointmentTexts(this.language) };
    const monday = ['10:00', '14:00'].map((at) => ({ date: '2026-11-23', time: at }));
    if (!z.iso.date().safeParse(date).success) throw new llm.ToolError(texts.noSuchDate);
    if (date < '2026-11-21') throw new llm.ToolError(texts.refused('past', monday));
    const isWeekend = [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
    if (isWeekend) throw new llm.ToolError(texts.refused('closed', monday));
    if (!isDayOnly && !times.includes(time)) throw new llm.ToolError(texts.refused('no_such_time', monday));
    if (this.taken.has(`${date} ${time}`)) throw new llm.ToolError(texts.refused('taken', monday));
  }
}

export interface Talk {
  clinic: Clinic;
  /** Says something and gives what the agent answered, tool calls as `name(args)`. */
  say(text: string): Promise<string[]>;
}

export async function talk(
  options: { language?: string; region?: string; greeting?: string; appointments?: Booked[] } = {},
): Promise<Talk> {
  const { language = 'en-US', region = 'US' } = options;
  const clinic = new Clinic(language, region);
  clinic.appointments = options.appointments ?? [];
  const model = createScriptedModel({
    script: appointmentRehearsal.model,
    language,
    region,
    timeZone: 'America/New_York',
    now: () => now,
  });
  const session = new voice.AgentSession({ llm: model, vad: null, turnHandling: { turnDetection: null } });
  sessions.push(session);
  await session.start({
    agent: new voice.Agent({ instructions: 'Book.', tools: clinic.tools() }),
    record: false,
  });
  if (options.greeting) await session.say(options.greeting).waitForPlayout();
  return {
    clinic,
    async say(text) {
      const result = await session.run({ userInput: text }).wait();
      return result.events.flatMap((event) => {
        if (event.type === 'message' && event.item.role === 'assistant')
          return [event.item.textContent ?? ''];
        return event.type === 'function_call' ? [`${event.item.name}(${event.item.args})`] : [];
      });
    },
  };
}

const sessions: voice.AgentSession[] = [];
/** Ends what `talk` began. */
export async function hangUpAll(): Promise<void> {
  await Promise.all(sessions.map((session) => session.close()));
}

/** Plays the person's lines; the last answers are returned. */
export async function play(talk: Talk, lines: string[]): Promise<string[]> {
  let answers: string[] = [];
  for (const line of lines) answers = await talk.say(line);
  return answers;
}
