import { initializeLogger, llm, voice } from '@livekit/agents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseSpokenPhone } from '../language/phone-numbers.ts';
import { textsFor } from '../language/texts.ts';
import { createScriptedModel } from './scripted-model.ts';

/** Saturday, November 21, 2026, ten in the morning in New York. */
const now = Date.parse('2026-11-21T15:00:00Z');
const times = ['09:00', '10:00', '11:00', '14:00', '15:00', '16:00'];

interface Booked {
  appointment_id: string;
  date: string;
  time: string;
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
    const texts = textsFor(this.language);
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
    const wish = z.object({ appointment_date: z.string(), appointment_time: z.string() });
    return [
      tool('identify_user', z.object({ contact_number: z.string(), name: z.string().optional() }), (args) => {
        const number = parseSpokenPhone(args.contact_number, this.region, this.language);
        if (number.status !== 'valid') throw new llm.ToolError(texts.numberImpossible(number));
        this.phone = number.e164;
        const preferences = { time_of_day: null, weekdays: [], last_appointment: null };
        return { say: texts.identified({ name: args.name ?? null, returning: false, preferences }) };
      }),
      tool(
        'fetch_slots',
        z.object({ appointment_date: z.string(), part_of_day: z.string().optional() }),
        ({ appointment_date: date, part_of_day: part }) => {
          this.check(date, '10:00', true);
          const free = times
            .filter((time) => (part === 'afternoon' ? time > '12:00' : part !== 'morning' || time < '12:00'))
            .map((time) => ({ date, time }))
            .filter(({ time }) => !this.taken.has(`${date} ${time}`));
          return { say: texts.offer(free), slots: free };
        },
      ),
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
        z.object({ appointment_id: z.string(), new_date: z.string(), new_time: z.string() }),
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
    if (!appointment) throw new llm.ToolError(textsFor(this.language).refused('unknown_appointment', []));
    return appointment;
  }

  private check(date: string, time: string, isDayOnly = false): void {
    const texts = textsFor(this.language);
    const monday = ['10:00', '14:00'].map((at) => ({ date: '2026-11-23', time: at }));
    if (!z.iso.date().safeParse(date).success) throw new llm.ToolError(texts.noSuchDate);
    if (date < '2026-11-21') throw new llm.ToolError(texts.refused('past', monday));
    const isWeekend = [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
    if (isWeekend) throw new llm.ToolError(texts.refused('closed', monday));
    if (!isDayOnly && !times.includes(time)) throw new llm.ToolError(texts.refused('no_such_time', monday));
    if (this.taken.has(`${date} ${time}`)) throw new llm.ToolError(texts.refused('taken', monday));
  }
}

interface Talk {
  clinic: Clinic;
  /** Says something and gives what the agent answered, tool calls as `name(args)`. */
  say(text: string): Promise<string[]>;
}

async function talk(
  options: { language?: string; region?: string; greeting?: string; appointments?: Booked[] } = {},
): Promise<Talk> {
  const { language = 'en-US', region = 'US' } = options;
  const clinic = new Clinic(language, region);
  clinic.appointments = options.appointments ?? [];
  const model = createScriptedModel({ language, region, timeZone: 'America/New_York', now: () => now });
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
beforeAll(() => initializeLogger({ pretty: false, level: 'fatal' }));
afterAll(async () => {
  await Promise.all(sessions.map((session) => session.close()));
});

const tuesday = { appointment_id: 'a1', date: '2026-11-24', time: '10:00' };
const friday = { appointment_id: 'a2', date: '2026-11-27', time: '14:00' };
const number = 'two oh two five five five oh one two three';

/** Plays the person's lines; the last answers are returned. */
async function play(talk: Talk, lines: string[]): Promise<string[]> {
  let answers: string[] = [];
  for (const line of lines) answers = await talk.say(line);
  return answers;
}

describe('the scripted model in English', () => {
  it('books from hello to goodbye', async () => {
    const call = await talk();
    expect(await call.say('hello')).toEqual(['Hello. How can I help you?']);
    expect(await call.say("i'd like to book an appointment")).toEqual([
      'May I have your phone number, please?',
    ]);
    expect(await call.say(number)).toEqual([
      'identify_user({"contact_number":"+12025550123"})',
      'Thank you. Which day would you like?',
    ]);
    expect(await call.say('tuesday')).toEqual([
      'fetch_slots({"appointment_date":"2026-11-24"})',
      expect.stringContaining('Which would you like?'),
    ]);
    expect(await call.say('ten')).toEqual([
      'hold_slot({"appointment_date":"2026-11-24","appointment_time":"10:00"})',
      'Tuesday, November 24 at 10 in the morning is free. Shall I book it?',
    ]);
    expect(await call.say('yes please')).toEqual([
      'book_appointment({"appointment_date":"2026-11-24","appointment_time":"10:00"})',
      'Your appointment is booked for Tuesday, November 24 at 10 in the morning. Is there anything else I can do for you?',
    ]);
    expect(await call.say("no that's all")).toEqual([
      'end_conversation({})',
      'Thank you for calling. Goodbye.',
    ]);
    expect(call.clinic.appointments).toHaveLength(1);
    expect(call.clinic.isOver).toBe(true);
  });

  it('books in the fewest turns when everything is said at once', async () => {
    const call = await talk();
    await play(call, ["i'd like to book an appointment on tuesday at ten", number]);
    expect(await call.say('yes')).toEqual([expect.stringContaining('book_appointment'), expect.any(String)]);
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-24', time: '10:00' }]);
  });

  it('takes the number and the name in one breath', async () => {
    const call = await talk();
    await call.say('book an appointment please');
    expect(await call.say(`my name is anna and my number is ${number}`)).toEqual([
      'identify_user({"contact_number":"+12025550123","name":"Anna"})',
      'Thank you, Anna. Which day would you like?',
    ]);
  });

  it('puts together a number that came in two parts', async () => {
    const call = await talk();
    await call.say('book an appointment');
    expect(await call.say('two oh two five five five')).toEqual([
      'identify_user({"contact_number":"202555"})',
      expect.stringContaining('digits are missing'),
    ]);
    await call.say('oh one two three');
    expect(call.clinic.phone).toBe('+12025550123');
  });

  it('asks again for a number that cannot exist', async () => {
    const call = await talk();
    await call.say('book an appointment');
    expect(await call.say('999 999 9999')).toEqual([
      'identify_user({"contact_number":"9999999999"})',
      'There is no such phone number. Could you tell me your phone number again, please?',
    ]);
  });

  it('confirms the number of a telephone caller before it uses it', async () => {
    const opening = {
      organization: 'Demo Clinic',
      agent: 'Ava',
      rehearsal: true,
      callerNumber: '+12025550123',
    };
    const greeting = textsFor('en').greeting(opening);
    const call = await talk({ greeting });
    expect((await call.say('yes that is right'))[0]).toBe('identify_user({"contact_number":"+12025550123"})');
    const other = await talk({ greeting });
    expect(await other.say('no')).toEqual(['May I have your phone number, please?']);
  });

  it('moves the only appointment after a yes', async () => {
    const call = await talk({ appointments: [{ ...tuesday }] });
    await play(call, ['i want to move my appointment', number]);
    expect(await call.say('friday at two')).toEqual([
      'hold_slot({"appointment_date":"2026-11-27","appointment_time":"14:00"})',
      expect.stringContaining('Shall I move your appointment from Tuesday'),
    ]);
    expect((await call.say('yes'))[0]).toBe(
      'modify_appointment({"appointment_id":"a1","new_date":"2026-11-27","new_time":"14:00"})',
    );
    expect(call.clinic.appointments).toEqual([{ appointment_id: 'a1', date: '2026-11-27', time: '14:00' }]);
  });

  it('moves the named one of several to the named time', async () => {
    const call = await talk({ appointments: [{ ...tuesday }, { ...friday }] });
    await play(call, [number, 'move my friday appointment to thursday at three', 'yes']);
    expect(call.clinic.appointments).toEqual([tuesday, { ...friday, date: '2026-11-26', time: '15:00' }]);
  });

  it('asks which appointment is meant when there are several', async () => {
    const call = await talk({ appointments: [{ ...tuesday }, { ...friday }] });
    const answers = await play(call, [number, 'cancel my appointment']);
    expect(answers.at(-1)).toContain('Which one would you like to cancel?');
    await play(call, ['the second one', 'yes']);
    expect(call.clinic.appointments).toEqual([tuesday]);
  });

  it('cancels only after a yes', async () => {
    const call = await talk({ appointments: [{ ...tuesday }] });
    const answers = await play(call, [number, 'please cancel my appointment']);
    expect(answers.at(-1)).toBe(
      'Shall I cancel your appointment on Tuesday, November 24 at 10 in the morning?',
    );
    expect(await call.say('no')).toEqual([expect.stringContaining('leave it as it is')]);
    expect(call.clinic.appointments).toHaveLength(1);
    await play(call, ['cancel my appointment', 'yes']);
    expect(call.clinic.appointments).toHaveLength(0);
  });

  it('looks up appointments, and says when there are none', async () => {
    const call = await talk({ appointments: [{ ...tuesday }] });
    await call.say(number);
    expect((await call.say('when is my appointment')).at(-1)).toContain(
      'You have one appointment, on Tuesday',
    );
    const empty = await talk();
    const answers = await play(empty, [number, 'what appointments do i have']);
    expect(answers.at(-1)).toContain('You have no appointments');
  });

  it.each([
    ['no wednesday', '2026-11-25', '10:00'],
    ['no at eleven', '2026-11-24', '11:00'],
    ['no wednesday at eleven please', '2026-11-25', '11:00'],
    ['yes but at eleven', '2026-11-24', '11:00'],
    ['can you change it to eleven', '2026-11-24', '11:00'],
    ['actually make it thursday', '2026-11-26', '10:00'],
  ])('follows the correction «%s»', async (correction, date, time) => {
    const call = await talk();
    await play(call, ['book an appointment', number, 'tuesday at ten', correction, 'yes']);
    expect(call.clinic.appointments).toMatchObject([{ date, time }]);
  });

  it.each([
    ['the thirtieth of february', 'not in the calendar'],
    ['sunday', 'closed'],
    ['november third', 'passed'],
    ['yesterday', 'passed'],
    ['tuesday at eight in the morning', 'no appointment that starts then'],
    ['tuesday at eleven', 'taken'],
  ])('helps on after «%s» and books nothing', async (wish, why) => {
    const call = await talk();
    call.clinic.taken.add('2026-11-24 11:00');
    const answers = await play(call, ['book an appointment', number, wish]);
    expect(answers.at(-1)).toContain(why);
    expect(answers.at(-1)).toMatch(/\?$/);
    expect(call.clinic.appointments).toEqual([]);
    await play(call, ['tuesday at ten', 'yes']);
    expect(call.clinic.appointments).toHaveLength(1);
  });

  it('understands one of the times that a refusal offered', async () => {
    const call = await talk();
    await play(call, ['book an appointment', number, 'sunday', 'the second one', 'yes']);
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-23', time: '14:00' }]);
    const other = await talk();
    await play(other, ['book an appointment', number, 'sunday', 'two', 'yes']);
    expect(other.clinic.appointments).toMatchObject([{ date: '2026-11-23', time: '14:00' }]);
  });

  it.each([
    ['what can you do', 'I can book, move or cancel'],
    ['are you a robot', 'automated assistant'],
    ['can you repeat that', 'Which day would you like?'],
    ['hold on', 'Take your time'],
    ['purple elephants', 'did not understand'],
    ['operator', 'cannot put you through'],
  ])('answers «%s» and keeps its question', async (text, answer) => {
    const call = await talk();
    const answers = await play(call, ['book an appointment', number, text]);
    expect(answers.at(-1)).toContain(answer);
    expect(answers.at(-1)).toMatch(/Which day would you like\?$/);
  });

  it('offers times in the part of the day that is wished', async () => {
    const call = await talk();
    await play(call, ['book an appointment', number, 'tuesday']);
    expect((await call.say('in the afternoon'))[0]).toBe(
      'fetch_slots({"appointment_date":"2026-11-24","part_of_day":"afternoon"})',
    );
    await play(call, ['the first one', 'yes']);
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-24', time: '14:00' }]);
  });

  it('does several things in one call', async () => {
    const call = await talk();
    await play(call, ['book an appointment', number, 'tuesday at ten', 'yes']);
    await play(call, ['move it to wednesday at nine', 'yes', 'when is my appointment']);
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-25', time: '09:00' }]);
    await play(call, ['cancel my appointment', 'yes', 'goodbye']);
    expect(call.clinic.appointments).toEqual([]);
    expect(call.clinic.isOver).toBe(true);
  });
});

describe('the scripted model in Persian', () => {
  const persianNumber = 'صفر نهصد و دوازده سیصد و چهل و پنج شصت و هفت هشتاد و نه';
  const persian = { language: 'fa-IR', region: 'IR' };

  it('books from hello to goodbye', async () => {
    const call = await talk(persian);
    expect(await call.say('سلام')).toEqual(['سلام. چه کمکی از دستم برمی‌آید؟']);
    expect(await call.say('می‌خواهم نوبت بگیرم')).toEqual(['لطفاً شماره تلفن‌تان را بفرمایید.']);
    expect((await call.say(persianNumber))[0]).toBe('identify_user({"contact_number":"+989123456789"})');
    expect((await call.say('سه‌شنبه'))[0]).toBe('fetch_slots({"appointment_date":"2026-11-24"})');
    expect((await call.say('ساعت ده صبح'))[0]).toBe(
      'hold_slot({"appointment_date":"2026-11-24","appointment_time":"10:00"})',
    );
    expect((await call.say('بله لطفاً')).at(-1)).toContain('رزرو شد');
    expect((await call.say('نه ممنون'))[0]).toBe('end_conversation({})');
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-24', time: '10:00' }]);
  });

  it('understands typed Persian digits and Jalali dates', async () => {
    const call = await talk(persian);
    await play(call, ['نوبت می‌خواهم', '۰۹۱۲ ۳۴۵ ۶۷۸۹', 'سوم آذر ساعت ۱۱', 'بله']);
    expect(call.clinic.phone).toBe('+989123456789');
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-24', time: '11:00' }]);
  });

  it('moves and cancels', async () => {
    const call = await talk({ ...persian, appointments: [{ ...tuesday }, { ...friday }] });
    await play(call, [persianNumber, 'نوبت سه‌شنبه را به چهارشنبه ساعت نه منتقل کنید', 'بله']);
    expect(call.clinic.appointments[0]).toMatchObject({ date: '2026-11-25', time: '09:00' });
    await play(call, ['نوبت جمعه را لغو کنید', 'بله']);
    expect(call.clinic.appointments).toHaveLength(1);
  });

  it.each([
    ['نه چهارشنبه', '2026-11-25', '10:00'],
    ['نه ساعت یازده', '2026-11-24', '11:00'],
  ])('follows the correction «%s»', async (correction, date, time) => {
    const call = await talk(persian);
    await play(call, ['نوبت می‌خواهم', persianNumber, 'سه‌شنبه ساعت ده', correction, 'بله']);
    expect(call.clinic.appointments).toMatchObject([{ date, time }]);
  });

  it('helps on after a closed day', async () => {
    const call = await talk(persian);
    const answers = await play(call, ['نوبت می‌خواهم', persianNumber, 'شنبه']);
    expect(answers.at(-1)).toContain('تعطیل');
    await play(call, ['دومی', 'بله']);
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-23', time: '14:00' }]);
  });
});

it('gives the same answer to the same conversation and counts its tokens', async () => {
  const model = createScriptedModel({
    language: 'en',
    region: 'US',
    timeZone: 'America/New_York',
    now: () => now,
  });
  const chatCtx = new llm.ChatContext();
  chatCtx.addMessage({ role: 'user', content: `book an appointment, my number is ${number}` });
  const [one, other] = await Promise.all([
    model.chat({ chatCtx }).collect(),
    model.chat({ chatCtx }).collect(),
  ]);
  expect(one?.toolCalls[0]).toMatchObject({ name: 'identify_user', callId: other?.toolCalls[0]?.callId });
  expect(one?.usage?.promptTokens).toBeGreaterThan(5);
  expect([model.model, model.provider]).toEqual(['scripted', 'local']);
});
