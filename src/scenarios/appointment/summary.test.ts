import { describe, expect, it } from 'vitest';
import type { CommittedAction } from '../../calls/call/committed-action.ts';
import { summarize as summarizeCall } from '../../calls/ending/summary.ts';
import { summarizeVisit } from '../restaurant/summary.ts';
import type { AppointmentView } from './store/appointment-views.ts';
import { summarizeAppointmentRows } from './summary.ts';

const appointment: AppointmentView = {
  appointment_id: 'a1',
  date: '2027-03-02',
  time: '10:00',
  starts_at: '2027-03-02T15:00:00Z',
  ends_at: '2027-03-02T15:30:00Z',
  status: 'booked',
  resource: 'Dr. Rivera',
  for_whom: null,
  notes: null,
};

interface Ended {
  turns: Parameters<typeof summarizeCall>[0]['turns'];
  appointments: AppointmentView[];
  disposition: string | null;
  language: string;
}

const summarize = ({ turns, appointments, disposition, language }: Ended) =>
  summarizeCall({
    turns,
    parts: summarizeAppointmentRows({ appointments }, { disposition, language }),
    language,
  });

const person = (text: string) => ({ role: 'person' as const, text });
const agent = (text: string) => ({ role: 'agent' as const, text });

describe('the summary of a call', () => {
  it('tells what was asked for and what was booked, with weekday, date and local time', () => {
    const { summary } = summarize({
      turns: [agent('Hello!'), person('Hi.'), person('I would like to book a cleaning.')],
      appointments: [{ ...appointment, notes: 'First visit.' }],
      disposition: 'booked',
      language: 'en-US',
    });
    expect(summary.replaceAll('\u202f', ' ')).toBe(
      'The caller said: “I would like to book a cleaning”. ' +
        'Booked Tuesday, March 2 at 10:00 AM with Dr. Rivera. Note: First visit.',
    );
  });

  it('does not take a number that was given for what was asked', () => {
    const { summary } = summarize({
      turns: [person('My number is 202 555 0142.'), person('I want to come in on Tuesday')],
      appointments: [],
      disposition: 'informed',
      language: 'en-US',
    });
    expect(summary).toBe(
      'The caller said: “I want to come in on Tuesday”. Questions were answered; no appointment was changed.',
    );
  });

  it.each([
    ['modified', 'booked', 'Moved the appointment to Tuesday, March 2 at 10:00 AM with Dr. Rivera.'],
    ['canceled', 'canceled', 'Canceled Tuesday, March 2 at 10:00 AM.'],
    ['abandoned', 'held', 'Held Tuesday, March 2 at 10:00 AM but did not book it.'],
    ['abandoned', 'lapsed', 'Held Tuesday, March 2 at 10:00 AM but did not book it.'],
  ] as const)(
    'names a call that ended as %s with a %s appointment for what it did',
    (disposition, status, text) => {
      const { summary } = summarize({
        turns: [person('yes')],
        appointments: [{ ...appointment, status }],
        disposition,
        language: 'en-US',
      });
      expect(summary.replaceAll('\u202f', ' ')).toBe(text);
    },
  );

  it.each([
    [[], null, 'Nobody spoke on this call.'],
    [[person('hello?')], 'abandoned', 'The call ended before anything was booked.'],
    [[person('thanks')], 'informed', 'Questions were answered; no appointment was changed.'],
    [[person('hm')], null, 'No appointment was changed.'],
  ])('does not claim an appointment that there is not', (turns, disposition, text) => {
    expect(summarize({ turns, appointments: [], disposition, language: 'en-US' }).summary).toBe(text);
  });

  describe('from its steps', () => {
    const at = (time: string, id = 'a1') => ({ ...appointment, appointment_id: id, time });
    const step = (tool: string, now: AppointmentView, previous?: AppointmentView) => ({
      tool,
      answer: { ok: true, appointment: now, ...(previous ? { previous } : {}) },
    });
    const hold = (time: string) => ({
      tool: 'hold_slot',
      answer: { ok: true, slot: { date: '2027-03-02', time } },
    });
    const told = (...calls: Array<{ tool: string; answer: unknown }>) =>
      summarizeAppointmentRows({ tool_calls: calls }, { disposition: 'modified', language: 'en-US' })
        .told.join(' ')
        .replaceAll('\u202f', ' ')
        .replaceAll('Tuesday, March 2 at ', '');

    it.each<[string, Array<{ tool: string; answer: unknown }>, string]>([
      [
        'where a move goes from and to, however often it was moved',
        [
          step('modify_appointment', at('11:00'), at('10:00')),
          step('modify_appointment', at('14:00'), at('11:00')),
        ],
        'Moved the appointment from 10:00 AM to 2:00 PM with Dr. Rivera.',
      ],
      [
        'the last time of what was booked and moved in the same call',
        [step('book_appointment', at('10:00')), step('modify_appointment', at('11:00'), at('10:00'))],
        'Booked 11:00 AM with Dr. Rivera.',
      ],
      [
        'nothing of what was booked and canceled again',
        [step('book_appointment', at('10:00')), step('cancel_appointment', at('10:00'))],
        '',
      ],
      [
        'what was moved and what was booked, each for what it is',
        [step('book_appointment', at('09:00', 'a2')), step('modify_appointment', at('11:00'), at('10:00'))],
        'Booked 9:00 AM with Dr. Rivera. Moved the appointment from 10:00 AM to 11:00 AM with Dr. Rivera.',
      ],
      [
        'no time that was held before another was booked',
        [hold('10:00'), step('book_appointment', at('11:00'))],
        'Booked 11:00 AM with Dr. Rivera.',
      ],
      [
        'a time that was still held, after what was booked',
        [step('book_appointment', at('11:00')), hold('09:00'), hold('14:00')],
        'Booked 11:00 AM with Dr. Rivera. Held 2:00 PM but did not book it.',
      ],
      [
        'the notes of the person, of a move too',
        [step('modify_appointment', { ...at('11:00'), notes: 'Brings the X-rays.' }, at('10:00'))],
        'Moved the appointment from 10:00 AM to 11:00 AM with Dr. Rivera. Note: Brings the X-rays.',
      ],
    ])('tells %s', (_what, calls, text) => {
      expect(told(...calls)).toBe(text);
    });
  });

  it('tells what else was done, and of a visit that nothing was', () => {
    const actions: CommittedAction[] = [
      { kind: 'ordered', moment: null, told: 'Ordered two kebabs.' },
      { kind: 'arrival_set', moment: null, told: 'Expected tomorrow.' },
    ];
    const visit = { parts: summarizeVisit([], 'en-US'), language: 'en-US' };
    expect(summarizeCall({ ...visit, turns: [person('yes')], actions }).summary).toBe(
      'Ordered two kebabs. Expected tomorrow.',
    );
    expect(summarizeCall({ ...visit, turns: [person('hm')] }).summary).toBe('Nothing was settled.');
  });

  it('speaks Persian with Persian digits and calendar', () => {
    const { summary, sentiment } = summarize({
      turns: [person('سلام می‌خواهم یک نوبت بگیرم.'), person('عالیه، خیلی ممنون')],
      appointments: [appointment],
      disposition: 'booked',
      language: 'fa-IR',
    });
    expect(summary).toContain('تماس‌گیرنده گفت: «سلام می‌خواهم یک نوبت بگیرم».');
    expect(summary).toContain('۱۱ اسفند');
    expect(summary).toContain('۱۰:۰۰');
    expect(sentiment).toBe('positive');
  });

  it('falls back to English where it has no texts, and then guesses no feelings', () => {
    const review = summarize({
      turns: [person('das ist furchtbar, einfach awful')],
      appointments: [],
      disposition: 'abandoned',
      language: 'de-DE',
    });
    expect(review.summary).toContain('The call ended before anything was booked.');
    expect(review.sentiment).toBe('neutral');
  });

  it('cuts a long request without splitting a letter', () => {
    const { summary } = summarize({
      turns: [person(`I want to say ${'🙂'.repeat(200)}`)],
      appointments: [],
      disposition: null,
      language: 'en-US',
    });
    expect(summary).toContain('…');
    expect(summary).not.toContain('\ufffd');
    expect(JSON.stringify(summary)).not.toMatch(/\\ud83d(?!\\ude)/);
  });
});

describe('the sentiment of a call', () => {
  const feeling = (language: string, ...said: string[]) =>
    summarize({ turns: said.map(person), appointments: [], disposition: null, language }).sentiment;

  it.each([
    ['en-US', 'perfect, thank you', 'positive'],
    ['en-US', 'thank you', 'neutral'],
    ['en-US', 'this is ridiculous', 'negative'],
    ['en-US', 'that is not at all helpful', 'negative'],
    ['en-US', "it isn't terrible", 'positive'],
    ['en-US', 'ten thirty on Tuesday', 'neutral'],
    ['fa-IR', 'این افتضاح است', 'negative'],
    ['fa-IR', 'عالی نیست', 'negative'],
    ['fa-IR', 'فردا ساعت ده', 'neutral'],
  ])('reads, in %s, "%s" as %s', (language, text, expected) => {
    expect(feeling(language, text)).toBe(expected);
  });

  it('weighs the whole call and not one word', () => {
    expect(feeling('en-US', 'this is awful', 'oh great', 'thanks')).toBe('neutral');
  });

  it('counts only what the person said', () => {
    const turns = [agent('Wonderful! Perfect! Great!')];
    expect(summarize({ turns, appointments: [], disposition: null, language: 'en-US' }).sentiment).toBe(
      'neutral',
    );
  });
});
