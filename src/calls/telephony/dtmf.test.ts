import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clearAnswer } from '../../language/yes-no.ts';
import {
  endKeys,
  explainAgainMs,
  interDigitMs,
  Keypad,
  type KeypadQuestion,
  keypadQuestion,
  maxDigits,
  sendDigits,
} from './dtmf.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const phone: KeypadQuestion = { kind: 'phone_number', region: 'US' };

function keypad(question: KeypadQuestion, language = 'en-US') {
  const state = { question, isComing: false };
  const heard: string[] = [];
  const wrong: string[] = [];
  const onDigits = vi.fn();
  const pad = new Keypad({
    language,
    question: () => state.question,
    isComing: () => state.isComing,
    onDigits,
    onAnswer: (text) => heard.push(text),
    onWrongKey: (text) => wrong.push(text),
  });
  const type = (keys: string) => {
    for (const key of keys) pad.press(key);
  };
  return { pad, state, heard, wrong, onDigits, type };
}

describe('keys as an answer', () => {
  test('a phone number is an answer as soon as it is whole', () => {
    const { heard, type } = keypad(phone);
    type('202555014');
    expect(heard).toEqual([]);
    type('2');
    expect(heard).toEqual(['+12025550142']);
  });

  test('a number with its trunk prefix is one too', () => {
    const { heard, type } = keypad(phone);
    type('12025550142');
    expect(heard).toEqual(['+12025550142']);
  });

  test('an unfinished number is handed on after two seconds without a key', () => {
    const { heard, type } = keypad(phone);
    type('20255');
    vi.advanceTimersByTime(interDigitMs - 1);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(['20255']);
  });

  test('every key starts the two seconds again', () => {
    const { heard, type } = keypad(phone);
    for (const digit of '20255') {
      type(digit);
      vi.advanceTimersByTime(interDigitMs - 100);
    }
    expect(heard).toEqual([]);
  });

  test('a hash ends the number and a star begins it again', () => {
    const { heard, type } = keypad({ kind: 'number' });
    type('12*4#');
    expect(heard).toEqual(['4']);
  });

  test('a hash or a star alone says nothing', () => {
    const { heard, wrong, type } = keypad({ kind: 'number' });
    type('#*#');
    vi.advanceTimersByTime(10_000);
    expect([heard, wrong]).toEqual([[], []]);
  });

  test.each(['en', 'fa'])('one is a yes and two is a no that is understood in %s', (language) => {
    const { heard, type } = keypad({ kind: 'yes_no' }, language);
    type('12');
    expect(heard.map((text) => clearAnswer(text, language))).toEqual(['yes', 'no']);
  });

  test('another key than one or two is explained', () => {
    const { heard, wrong, type } = keypad({ kind: 'yes_no' });
    type('5');
    expect(heard).toEqual([]);
    expect(wrong).toEqual(['Please press 1 for yes or 2 for no.']);
  });

  test('a digit stands for the choice of that place', () => {
    const { heard, wrong, type } = keypad({ kind: 'choice', choices: ['10 in the morning', 'noon'] });
    type('2');
    type('3');
    type('0');
    expect(heard).toEqual(['noon']);
    expect(wrong).toEqual(['Please press a key from 1 to 2.']);
  });

  test('two hundred wrong keys are explained once, and the right key is taken after them', () => {
    const { heard, wrong, type } = keypad({ kind: 'yes_no' });
    for (let count = 0; count < 200; count += 1) {
      type('7');
      vi.advanceTimersByTime(200);
    }
    expect(wrong).toHaveLength(1);
    type('1');
    expect(heard).toEqual(['yes']);
  });

  test('whoever presses a wrong key again after a while is told again', () => {
    const { wrong, type } = keypad({ kind: 'yes_no' });
    type('7');
    vi.advanceTimersByTime(explainAgainMs);
    type('7');
    expect(wrong).toHaveLength(2);
  });

  test('a key that got stuck makes no endless number', () => {
    const { heard, type } = keypad({ kind: 'number' });
    type('7'.repeat(200));
    vi.advanceTimersByTime(interDigitMs);
    expect(heard).toEqual(['7'.repeat(maxDigits)]);
  });

  test('a wrong key is explained in Persian words', () => {
    const { wrong, type } = keypad({ kind: 'choice', choices: ['ده', 'یازده', 'دوازده'] }, 'fa-IR');
    type('7');
    expect(wrong).toEqual(['لطفاً عددی از یک تا سه را فشار دهید.']);
  });

  test('of more than nine choices the first digit waits for a second', () => {
    const { heard, type } = keypad({ kind: 'choice', choices: [...'abcdefghijkl'] });
    type('12');
    type('3');
    vi.advanceTimersByTime(interDigitMs);
    expect(heard).toEqual(['l', 'c']);
  });

  test('keys are no answer to an open question', () => {
    const { heard, wrong, type } = keypad({ kind: 'open' });
    type('123#');
    vi.advanceTimersByTime(10_000);
    expect([heard, wrong]).toEqual([[], []]);
  });

  test('the letters of a test telephone are passed over', () => {
    const { heard, type } = keypad(phone);
    type('202A555B0142');
    expect(heard).toEqual(['+12025550142']);
  });

  test('digits for the last question do not spill into the next', () => {
    const { state, heard, type } = keypad(phone);
    type('202');
    state.question = { kind: 'yes_no' };
    type('1');
    vi.advanceTimersByTime(10_000);
    expect(heard).toEqual(['yes']);
  });

  test('after the call no answer follows', () => {
    const { pad, heard, type } = keypad(phone);
    type('202');
    pad.stop();
    vi.advanceTimersByTime(10_000);
    expect(heard).toEqual([]);
  });

  test('a valid number that a longer one begins with waits for the pause', () => {
    const region = 'DE';
    const { heard, type } = keypad({ kind: 'phone_number', region });
    type('03012345');
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(interDigitMs);
    expect(heard).toEqual([expect.stringMatching(/^\+4930/)]);
  });

  test('an open end of keys means nothing', () => {
    expect(endKeys('12', { kind: 'open' }, 'en')).toEqual({ kind: 'ignored' });
  });
});

describe('keys before their question', () => {
  test('count from the first, once the question is known', () => {
    const { pad, state, heard, onDigits, type } = keypad({ kind: 'open' });
    state.isComing = true;
    type('20255501');
    state.question = phone;
    pad.lookAgain();
    expect(onDigits).toHaveBeenCalled();
    type('43');
    expect(heard).toEqual(['+12025550143']);
  });

  test('are an answer if they were all of it', () => {
    const { pad, state, heard, type } = keypad({ kind: 'open' });
    state.isComing = true;
    type('2025550143');
    expect(heard).toEqual([]);
    Object.assign(state, { question: phone, isComing: false });
    pad.lookAgain();
    expect(heard).toEqual(['+12025550143']);
  });

  test('begin again with a star', () => {
    const { pad, state, heard, type } = keypad({ kind: 'open' });
    state.isComing = true;
    type('99*202555014');
    state.question = phone;
    pad.lookAgain();
    type('3');
    expect(heard).toEqual(['+12025550143']);
  });

  test('are forgotten when keys could not answer it', () => {
    const { pad, state, heard, wrong, type } = keypad({ kind: 'open' });
    state.isComing = true;
    type('202');
    state.isComing = false;
    pad.lookAgain();
    state.question = { kind: 'yes_no' };
    type('1');
    expect([heard, wrong]).toEqual([['yes'], []]);
  });

  test('of a number go on while the agent begins to say something else', () => {
    const { pad, state, heard, type } = keypad(phone);
    type('20255');
    Object.assign(state, { question: { kind: 'open' }, isComing: true });
    pad.lookAgain();
    type('50143');
    expect(heard).toEqual(['+12025550143']);
  });

  test('after an answer are one key too many, until the agent asks again', () => {
    const { pad, state, heard, wrong, type } = keypad(phone);
    type('2025550143');
    Object.assign(state, { question: { kind: 'open' }, isComing: true });
    type('3');
    state.question = { kind: 'yes_no' };
    pad.lookAgain();
    type('1');
    expect([heard, wrong]).toEqual([['+12025550143', 'yes'], []]);
  });
});

test('whoever presses keys need not hear the question to its end', () => {
  const { onDigits, type } = keypad(phone);
  type('#A');
  expect(onDigits).not.toHaveBeenCalled();
  type('2');
  expect(onDigits).toHaveBeenCalledTimes(1);
});

test('what the agent waits for decides what keys mean', () => {
  const choices = ['noon'];
  const none = { region: 'US', choices: [] };
  expect(keypadQuestion('phone_number', { region: 'US', choices }).kind).toBe('phone_number');
  expect(keypadQuestion('yes_no', { region: 'US', choices }).kind).toBe('yes_no');
  expect(keypadQuestion('date_time', { region: 'US', choices }).kind).toBe('choice');
  expect(keypadQuestion('date_time', none).kind).toBe('open');
  expect(keypadQuestion('open', none).kind).toBe('open');
});

describe('sending digits', () => {
  function line() {
    const sent: Array<string | [number, string]> = [];
    const participant = { publishDtmf: async (code: number, digit: string) => void sent.push([code, digit]) };
    const wait = async (ms: number) => void sent.push(`${ms} ms`);
    return { sent, participant, wait };
  }

  test('sends the event codes of digits, star and hash with gaps between them', async () => {
    const { sent, participant, wait } = line();
    await sendDigits(participant, '09*#', { wait });
    expect(sent).toEqual([[0, '0'], '300 ms', [9, '9'], '300 ms', [10, '*'], '300 ms', [11, '#']]);
  });

  test('waits half a second for every w', async () => {
    const { sent, participant, wait } = line();
    await sendDigits(participant, 'ww1w2', { wait });
    expect(sent).toEqual(['500 ms', '500 ms', [1, '1'], '500 ms', [2, '2']]);
  });

  test('sends nothing when anything is no digit', async () => {
    const { sent, participant, wait } = line();
    await expect(sendDigits(participant, '12x', { wait })).rejects.toThrow('only 0-9');
    expect(sent).toEqual([]);
  });

  test('stops in the middle when somebody picks up', async () => {
    const { sent, participant } = line();
    const stop = new AbortController();
    const wait = async () => stop.abort();
    await expect(sendDigits(participant, '12', { wait, signal: stop.signal })).rejects.toThrow();
    expect(sent).toEqual([[1, '1']]);
  });
});
