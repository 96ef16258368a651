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

/** The longest number (fifteen digits) behind the longest way to dial abroad. A key that got stuck adds nothing. */
export const maxDigits = 20;

/** Whoever presses wrong keys all the time is told once; after such a pause they may have forgotten it. */
export const explainAgainMs = 5_000;

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
  return judgeKeys(addDigit(digits, key), question, language);
}

function addDigit(digits: string, digit: string): string {
  return digits.length < maxDigits ? digits + digit : digits;
}

function judgeKeys(digits: string, question: KeypadQuestion, language: string): Keyed {
  return isWhole(digits, question) ? endKeys(digits, question, language) : { kind: 'pending', digits };
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
  /** The agent thinks or talks, so where the question is open, another one may be on its way. */
  isComing?: () => boolean;
  onAnswer: (text: string) => void;
  onWrongKey: (text: string) => void;
  /** Any key at all: the person is there. */
  onKey?: () => void;
  /** They answer by keys, and need not hear the question to its end. */
  onDigits?: () => void;
}

/**
 * Collects the keys of one call. Whoever calls often knows the questions and presses keys before they are asked: digits
 * that come while the agent thinks or talks are kept until it is known what they answer.
 */
export class Keypad {
  private readonly options: KeypadOptions;
  private digits = '';
  /** What the digits answer; open for digits that came before their question. */
  private question: KeypadQuestion = { kind: 'open' };
  private timer: NodeJS.Timeout | undefined;
  /** Answered by keys just now: what is pressed before the agent goes on is one key too many. */
  private isAnswered = false;
  private isExplained = false;
  private explainedTimer: NodeJS.Timeout | undefined;

  constructor(options: KeypadOptions) {
    this.options = options;
  }

  press(key: string): void {
    this.options.onKey?.();
    if (this.isExplained) this.explainLater();
    this.lookAgain();
    if (this.question.kind !== 'open') {
      this.take(pressKey(this.digits, key, this.question, this.options.language));
    } else if (this.isComing() && !this.isAnswered) {
      if (key === '*') this.digits = '';
      else if (/^\d$/.test(key)) this.digits = addDigit(this.digits, key);
    }
  }

  /** What is asked may have changed: the agent goes on, or has said all. */
  lookAgain(): void {
    const question = this.options.question();
    const isComing = this.isComing();
    if (!isComing || question.kind !== 'open') this.isAnswered = false;
    if (question.kind === 'open') {
      if (!isComing) this.forget();
      // A number that is being keyed in goes on whatever the agent is about to say.
      if (this.digits === '') this.question = question;
      return;
    }
    const isEarly = this.question.kind === 'open' && this.digits !== '';
    // Digits for an earlier question are no part of the answer to this one.
    if (!isEarly && question.kind !== this.question.kind) this.forget();
    this.question = question;
    if (isEarly) this.take(judgeKeys(this.digits, question, this.options.language));
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.explainedTimer);
  }

  private take(keyed: Keyed): void {
    clearTimeout(this.timer);
    this.digits = keyed.kind === 'pending' ? keyed.digits : '';
    if (keyed.kind === 'answer') this.answer(keyed.text);
    if (keyed.kind === 'wrong_key') this.explain(keyed.text);
    if (this.digits === '') return;
    this.options.onDigits?.();
    const end = () => this.take(endKeys(this.digits, this.question, this.options.language));
    this.timer = setTimeout(end, interDigitMs);
  }

  private answer(text: string): void {
    this.forget();
    this.question = { kind: 'open' };
    this.isAnswered = true;
    this.options.onAnswer(text);
  }

  private explain(text: string): void {
    if (this.isExplained) return;
    this.isExplained = true;
    this.explainLater();
    this.options.onWrongKey(text);
  }

  private explainLater(): void {
    clearTimeout(this.explainedTimer);
    this.explainedTimer = setTimeout(() => {
      this.isExplained = false;
    }, explainAgainMs);
  }

  private forget(): void {
    clearTimeout(this.timer);
    clearTimeout(this.explainedTimer);
    this.digits = '';
    this.isExplained = false;
  }

  private isComing(): boolean {
    return this.options.isComing?.() ?? false;
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
