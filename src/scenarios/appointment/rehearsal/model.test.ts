import { initializeLogger } from '@livekit/agents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hangUpAll, play, talk } from '../../../../test/support/clinic-talk.ts';
import { textsFor } from '../../../calls/texts/texts.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'fatal' }));
afterAll(hangUpAll);

const tuesday = { appointment_id: 'a1', date: '2026-11-24', time: '10:00' };
const friday = { appointment_id: 'a2', date: '2026-11-27', time: '14:00' };
const number = 'two oh two five five five oh one two three';

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
      expect.stringMatching(/^I understood 9 9 9.*\. There is no such phone number\./),
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
      'hold_slot({"appointment_date":"2026-11-27","appointment_time":"14:00","appointment_id":"a1"})',
      expect.stringContaining('Shall I move your appointment from Tuesday'),
    ]);
    expect((await call.say('yes'))[0]).toBe(
      'modify_appointment({"appointment_id":"a1","new_date":"2026-11-27","new_time":"14:00"})',
    );
    expect(call.clinic.appointments).toEqual([{ appointment_id: 'a1', date: '2026-11-27', time: '14:00' }]);
  });

  it.each([
    ['quarter to three', '14:45'],
    ['ten to nine', '08:50'],
    ['tuesday the first of december at half past nine', '09:30'],
  ])('moves it to «%s»', async (wish, time) => {
    const call = await talk({ appointments: [{ ...tuesday }] });
    await play(call, [number]);
    const [held] = await call.say(`move it to ${wish}`).then((said) => said.slice(-2));
    expect(held).toContain(`"appointment_time":"${time}"`);
  });

  it('moves what was to be canceled when the caller would rather keep it', async () => {
    const call = await talk({ appointments: [{ ...tuesday }] });
    await play(call, ['please cancel my appointment', number]);
    expect(await call.say("no i don't want to cancel it just move it")).toEqual([
      'Which day would you like instead?',
    ]);
    expect(call.clinic.appointments).toHaveLength(1);
    await play(call, ['friday at two', 'yes']);
    expect(call.clinic.appointments).toEqual([{ appointment_id: 'a1', date: '2026-11-27', time: '14:00' }]);
  });

  it.each([
    "i don't want to cancel it just move it",
    "i'm not looking to cancel my appointment i want to reschedule",
    'rather than cancel i would like to move my appointment',
  ])('takes «%s» for a move', async (wish) => {
    const call = await talk({ appointments: [{ ...tuesday }] });
    await call.say(wish);
    expect((await call.say(number)).at(-1)).toContain('Which day would you like instead?');
  });

  it('moves an appointment to later than it is, with the same person', async () => {
    const call = await talk({ appointments: [{ ...tuesday }, { ...friday, resource: 'Dr. Rivera' }] });
    await call.say("i'd like something later than my friday appointment with the same doctor");
    expect(await call.say(number)).toEqual([
      expect.stringContaining('identify_user'),
      'Thank you.',
      'retrieve_appointments({})',
      'fetch_slots({"appointment_id":"a2","direction":"later","resource":"Dr. Rivera"})',
      'On Friday, November 27 I have 3 in the afternoon or 4 in the afternoon. Which would you like?',
    ]);
    expect(await call.say('four')).toEqual([
      'hold_slot({"appointment_date":"2026-11-27","appointment_time":"16:00","appointment_id":"a2","resource":"Dr. Rivera"})',
      expect.stringContaining('Shall I move your appointment from Friday'),
    ]);
    expect((await call.say('yes'))[0]).toBe(
      'modify_appointment({"appointment_id":"a2","new_date":"2026-11-27","new_time":"16:00","resource":"Dr. Rivera"})',
    );
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
    ['the thirtieth of february', 'Sunday, February 28 or Monday, March 1'],
    ['tuesday the third', 'Tuesday, December 1 or Thursday, December 3'],
    ['the thirty first', 'Monday, November 30 or Thursday, December 31'],
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

  it('lets the caller go in the middle of a task', async () => {
    const call = await talk();
    await play(call, ['book an appointment', number, "no thanks that's all"]);
    expect(call.clinic).toMatchObject({ isOver: true, appointments: [] });
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

describe('a wish for several days or hours', () => {
  it.each([
    ['any day but tuesday', { not_on: ['Tuesday'] }],
    ['not on tuesday', { not_on: ['Tuesday'] }],
    [
      'tuesday between two and four',
      { appointment_date: '2026-11-24', earliest_time: '14:00', before_time: '16:00' },
    ],
    ['before ten', { before_time: '10:00' }],
    ['monday after lunch', { appointment_date: '2026-11-23', earliest_time: '13:00' }],
    ['next week', { appointment_date: '2026-11-23', until_date: '2026-11-29' }],
    [
      'monday or wednesday in the morning',
      {
        appointment_date: '2026-11-23',
        until_date: '2026-11-25',
        not_on: ['2026-11-24'],
        part_of_day: 'morning',
      },
    ],
    ['not in the morning', { earliest_time: '12:00' }],
  ])('«%s» is looked up as such, and nothing is held', async (wish, args) => {
    const call = await talk();
    await play(call, ['book an appointment', number]);
    const [tool, answer] = await call.say(wish);
    expect(tool).toBe(`fetch_slots(${JSON.stringify(args)})`);
    expect(answer).toContain('Which would you like?');
  });

  it('keeps its hours for another day, until a time is named', async () => {
    const call = await talk();
    await play(call, ['book an appointment', number, 'tuesday after lunch']);
    expect((await call.say('and wednesday'))[0]).toBe(
      'fetch_slots({"appointment_date":"2026-11-25","earliest_time":"13:00"})',
    );
    expect((await call.say('three'))[0]).toBe(
      'hold_slot({"appointment_date":"2026-11-25","appointment_time":"15:00"})',
    );
  });

  it('finds the day of a time that was offered', async () => {
    const call = await talk();
    call.clinic.taken.add('2026-11-23 09:00');
    await play(call, ['book an appointment', number, 'next week before ten', 'nine', 'yes']);
    expect(call.clinic.appointments).toMatchObject([{ date: '2026-11-24', time: '09:00' }]);
  });

  it('asks which day is meant and keeps the time', async () => {
    const call = await talk();
    await play(call, ['book an appointment', number, 'tuesday the third at ten']);
    expect((await call.say('thursday the third'))[0]).toBe(
      'hold_slot({"appointment_date":"2026-12-03","appointment_time":"10:00"})',
    );
  });
});
