import { setTimeout as waitFor } from 'node:timers/promises';
import { z } from 'zod';
import { canGrow, toE164 } from '../../language/phone-numbers.ts';
import type { TurnDecision } from '../call/call.ts';
import { keypadTextsFor } from '../texts/keypad.ts';

/**
 * Keys of a telephone (DTMF as RFC 4733 events), received as an answer and sent to a machine.
 *
 *   const keypad = new Keypad({ language, question, onAnswer: (text) => session.generateReply({ userInput: text }),
 *                               onWrongKey: (text) => session.say(text) });
 *   room.on(RoomEvent.DtmfReceived, (_code, key) => keypad.press(key));
 */

/** Between two digits of one number people look for the next key; after this the number is taken to be whole. */
export const interDigitMs = 2_000;

/** What may be keyed in now. */
export type KeypadQuestion =
  /** @property region ISO 3166 country for numbers without a country code */
  | { kind: 'phone_number'; region: string }
  | { kind: 'yes_no' }
  /** What each key from 1 on means, as the person would say it. */
  | { kind: 'choice'; choices: string[] }
  /** Any other number, such as of guests. */
  | { kind: 'number' }
  /** Nothing that keys could answer. */
  | { kind: 'open' };

/** What the agent waits for, as something keys can answer. Choices count where no number and no yes or no is asked. */
export function keypadQuestion(
  expected: TurnDecision['expected'],
  { region, choices }: { region: string; choices: string[] },
): KeypadQuestion {
  if (expected === 'phone_number') return { kind: 'phone_number', region };
  if (expected === 'yes_no') return { kind: 'yes_no' };
  return choices.length > 0 ? { kind: 'choice', choices } : { kind: 'open' };
}

export type Keyed =
  /** The digits so far; more may come. */
  | { kind: 'pending'; digits: string }
  /** What the person said by keys, to be handed to the session as their reply. */
  | { kind: 'answer'; text: string }
  /** What to say to somebody who pressed a key that means nothing. */
  | { kind: 'wrong_key'; text: string }
  | { kind: 'ignored' };

/** What a key does to the digits before it. `*` clears them, `#` ends them; the letters A to D mean nothing. */
export function pressKey(digits: string, key: string, question: KeypadQuestion, language: string): Keyed {
  if (question.kind === 'open') return { kind: 'ignored' };
  if (key === '*') return { kind: 'pending', digits: '' };
  if (key === '#') return digits === '' ? { kind: 'ignored' } : endKeys(digits, question, language);
  if (!/^\d$/.test(key)) return { kind: 'pending', digits };
  const keyed = digits + key;
  return isWhole(keyed, question) ? endKeys(keyed, question, language) : { kind: 'pending', digits: keyed };
}

/** What the digits mean when no more come. */
export function endKeys(digits: string, question: KeypadQuestion, language: string): Keyed {
  const texts = keypadTextsFor(language);
  switch (question.kind) {
    // A number that cannot be is handed on as it is: whoever asked says what is wrong with it.
    case 'phone_number':
      return { kind: 'answer', text: toE164(digits, question.region) ?? digits };
    case 'number':
      return { kind: 'answer', text: digits };
    case 'yes_no':
      if (digits === '1') return { kind: 'answer', text: texts.yes };
      return digits === '2'
        ? { kind: 'answer', text: texts.no }
        : { kind: 'wrong_key', text: texts.pressYesOrNo };
    case 'choice': {
      const choice = question.choices[Number(digits) - 1];
      if (choice !== undefined) return { kind: 'answer', text: choice };
      return { kind: 'wrong_key', text: texts.pressChoice(question.choices.length) };
    }
    case 'open':
      return { kind: 'ignored' };
  }
}

/** No more digits can belong to it. A number that can still grow into another one waits for `#` or for a pause. */
function isWhole(digits: string, question: KeypadQuestion): boolean {
  if (question.kind === 'yes_no') return true;
  if (question.kind === 'choice') return digits.length >= String(question.choices.length).length;
  if (question.kind !== 'phone_number') return false;
  return toE164(digits, question.region) !== null && !canGrow(digits, question.region);
}

export interface KeypadOptions {
  language: string;
  /** Asked at every key: the conversation may have gone on. */
  question: () => KeypadQuestion;
  onAnswer: (text: string) => void;
  onWrongKey: (text: string) => void;
  /** Any key at all: the person is there. */
  onKey?: () => void;
}

/** Collects the keys of one call. */
export class Keypad {
  private readonly options: KeypadOptions;
  private digits = '';
  private question: KeypadQuestion = { kind: 'open' };
  private timer: NodeJS.Timeout | undefined;

  constructor(options: KeypadOptions) {
    this.options = options;
  }

  press(key: string): void {
    clearTimeout(this.timer);
    this.options.onKey?.();
    const question = this.options.question();
    // Digits for an earlier question are no part of the answer to this one.
    if (question.kind !== this.question.kind) this.digits = '';
    this.question = question;
    this.take(pressKey(this.digits, key, question, this.options.language));
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private take(keyed: Keyed): void {
    this.digits = keyed.kind === 'pending' ? keyed.digits : '';
    if (keyed.kind === 'answer') this.options.onAnswer(keyed.text);
    if (keyed.kind === 'wrong_key') this.options.onWrongKey(keyed.text);
    if (this.digits === '') return;
    const end = () => this.take(endKeys(this.digits, this.question, this.options.language));
    this.timer = setTimeout(end, interDigitMs);
  }
}

/** Digits to send, and `w` for half a second in which the other side gets ready. */
const digitString = z.string().regex(/^[0-9*#w]+$/, 'only 0-9, *, # and w for a pause of half a second');

/** Keys that lead through a menu; no menu is deeper. */
export const menuDigits = digitString.max(40);

const pauseMs = 500;
/** LiveKit's own tool leaves this between digits; a menu takes two faster ones for one. */
const betweenDigitsMs = 300;

/** LiveKit's local participant, as far as it is needed. */
export interface DigitSender {
  publishDtmf(code: number, digit: string): Promise<void>;
}

/** Sends digits one after the other; rejects when `signal` aborts. */
export async function sendDigits(
  participant: DigitSender,
  digits: string,
  options: { wait?: (ms: number) => Promise<unknown>; signal?: AbortSignal } = {},
): Promise<void> {
  const { wait = (ms) => waitFor(ms), signal } = options;
  let isFirst = true;
  for (const digit of digitString.parse(digits)) {
    signal?.throwIfAborted();
    if (digit === 'w') {
      await wait(pauseMs);
      isFirst = true;
      continue;
    }
    if (!isFirst) await wait(betweenDigitsMs);
    signal?.throwIfAborted();
    await participant.publishDtmf(eventCode(digit), digit);
    isFirst = false;
  }
}

/** The event code of RFC 4733, section 3.2. */
function eventCode(digit: string): number {
  if (digit === '*') return 10;
  return digit === '#' ? 11 : Number(digit);
}
