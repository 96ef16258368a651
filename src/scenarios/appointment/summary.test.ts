import { describe, expect, it } from 'vitest';
import type { CommittedAction } from '../../calls/call/committed-action.ts';
import { summarize as summarizeCall } from '../../calls/ending/summary.ts';
import { summarizeVisit } from '../restaurant/summary.ts';
import type { AppointmentView } from './store/appointment-views.ts';
import { summarizeAppointments } from './summary.ts';

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
  summarizeCall({ turns, parts: summarizeAppointments(appointments, { disposition, language }), language });

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
