import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { AnswerWatch } from './answer-watch.ts';
import { handleAnswer } from './handle-answer.ts';
import type { AnswerPolicy } from './policy.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const voiceSilenceMs = 150;
const speakingMs = 3_000;

const policy: AnswerPolicy = {
  voicemail: { say: 'the message' },
  screener: { say: 'who and why' },
  ivr: { digits: 'w1' },
};

/** With `talksOver`, whoever speaks cuts off what is being said, as on a real line. */
function answeredCall(changes: Partial<AnswerPolicy> = {}, { talksOver = false } = {}) {
  const session = new EventEmitter();
  const log: string[] = [];
  const at = () => Date.now() - startedAt;
  const startedAt = Date.now();
  const watch = new AnswerWatch({
    clock: systemClock,
    voiceSilenceMs,
    onQuiet: () => log.push(`quiet at ${at()}`),
    onVerdict: ({ verdict }) => log.push(verdict),
  });
  watch.listenTo(session);
  const result = handleAnswer(
    watch,
    { ...policy, ...changes },
    {
      goodbye: 'goodbye',
      say: (text, signal) =>
        new Promise((resolve) => {
          log.push(`says ${text}`);
          signal.addEventListener('abort', () => {
            log.push('stops');
            resolve(false);
          });
          if (talksOver) session.once('user_state_changed', () => resolve(false));
          setTimeout(() => resolve(true), speakingMs);
        }),
      sendDigits: async (digits) => void log.push(`sends ${digits}`),
    },
  );
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const person = async (ms: number, text: string) => {
    session.emit('user_state_changed', { newState: 'speaking', createdAt: Date.now() });
    await pass(ms + voiceSilenceMs);
    session.emit('user_state_changed', { newState: 'listening', createdAt: Date.now() });
    await pass(200);
    session.emit('user_input_transcribed', { transcript: text, isFinal: true, createdAt: Date.now() });
  };
  /** A second of 1000 Hz or of silence, as frames of 20 ms. */
  const audio = async (ms: number, hz: number) => {
    for (let frame = 0; frame < ms / 20; frame += 1) {
      const data = Int16Array.from({ length: 160 }, (_, index) =>
        hz === 0 ? 0 : 9_000 * Math.sin((2 * Math.PI * hz * (frame * 160 + index)) / 8_000),
      );
      await pass(20);
      watch.hearAudio({ data, sampleRate: 8_000, channels: 1 });
    }
  };
  return { session, watch, log, result, pass, person, audio };
}

describe('a person', () => {
  test('is talked to half a second after a hello', async () => {
    const { result, pass, person, log } = answeredCall();
    await pass(500);
    await person(500, 'Hello?');
    await pass(400);
    expect(await result).toEqual({ do: 'talk' });
    expect(log).toEqual(['human']);
  });

  test('who is silent is asked and may then speak', async () => {
    const { result, pass, person, log } = answeredCall();
    await pass(5_000);
    await person(500, 'Yes?');
    await pass(400);
    expect(await result).toEqual({ do: 'talk' });
    expect(log).toEqual(['quiet at 3500', 'human']);
  });

  test('who speaks into the goodbye after dead air is talked to', async () => {
    const { result, pass, person, log } = answeredCall();
    await pass(11_000);
    await person(500, 'Hello, hello?');
    await pass(1_000);
    expect(await result).toEqual({ do: 'talk' });
    expect(log.slice(1)).toEqual(['silence', 'says goodbye', 'human', 'stops']);
  });

  test('who picks up over the message stops it and is talked to', async () => {
    const { result, pass, person, log } = answeredCall();
    await person(4_000, 'Hi, this is Ana, please leave a message.');
    await pass(2_500);
    await person(600, 'Hello? I am here.');
    await pass(200);
    expect(await result).toEqual({ do: 'talk' });
    expect(log).toEqual(['voicemail', 'says the message', 'human', 'stops']);
  });
});

describe('a voicemail', () => {
  test('that goes on over every message has recorded none', async () => {
    const { result, pass, person, log } = answeredCall({}, { talksOver: true });
    await person(4_000, 'Hi, this is Ana, please leave a message.');
    for (let over = 0; over < 3; over += 1) {
      await pass(2_500);
      await person(3_000, 'Please leave a message at the tone, and I will return your call.');
    }
    await pass(5_000);
    expect(await result).toEqual({ do: 'hang_up', because: 'voicemail', hasLeftMessage: false });
    expect(log).toEqual(['voicemail', ...Array.from({ length: 3 }, () => 'says the message')]);
  });

  const greeting = 'Hi, this is Ana, please leave a message after the tone.';

  test('gets its message after the beep', async () => {
    const { result, pass, person, audio, log } = answeredCall();
    await audio(200, 0);
    await person(4_000, greeting);
    await pass(2_500);
    expect(log).toEqual(['voicemail']);
    await audio(400, 1_000);
    await audio(40, 0);
    expect(log).toEqual(['voicemail', 'says the message']);
    await pass(speakingMs + 10);
    expect(await result).toEqual({ do: 'hang_up', because: 'voicemail', hasLeftMessage: true });
  });

  test('without a beep gets it after a second and a half of silence', async () => {
    const { pass, person, log } = answeredCall();
    await person(4_000, greeting);
    await pass(1_000);
    expect(log).toEqual(['voicemail']);
    await pass(200);
    expect(log).toEqual(['voicemail', 'says the message']);
  });

  test('is hung up on where the scenario wants that', async () => {
    const { result, pass, person, log } = answeredCall({ voicemail: 'hang_up' });
    await person(4_000, greeting);
    await pass(1_000);
    expect(await result).toEqual({ do: 'hang_up', because: 'voicemail', hasLeftMessage: false });
    expect(log).toEqual(['voicemail']);
  });

  test('of a network that only announces gets no message', async () => {
    const { result, pass, person, log } = answeredCall();
    await person(4_000, 'The person you are calling is not available.');
    await pass(3_000);
    expect(await result).toEqual({ do: 'hang_up', because: 'voicemail', hasLeftMessage: false });
    expect(log).toEqual(['voicemail']);
  });
});

test('a network that takes a message after its announcement gets one', async () => {
  const { result, pass, person, log } = answeredCall();
  await person(4_000, 'The person you are calling is not available.');
  await pass(1_000);
  await person(3_000, 'Please record your message after the tone.');
  await pass(2_000);
  expect(log).toEqual(['voicemail', 'voicemail', 'says the message']);
  await pass(speakingMs);
  expect(await result).toEqual({ do: 'hang_up', because: 'voicemail', hasLeftMessage: true });
});

describe('other machines', () => {
  test('a screener hears who calls and why, and the person who then picks up is talked to', async () => {
    const { result, pass, person, log } = answeredCall();
    await person(4_000, 'Please record your name and reason for calling.');
    await pass(1_000);
    expect(log).toEqual(['screener', 'says who and why']);
    await pass(12_000);
    await person(600, 'Hi there');
    await pass(1_000);
    expect(await result).toEqual({ do: 'talk' });
  });

  test('a screener that talks over that hears it again, once it is quiet', async () => {
    const { result, pass, person, log } = answeredCall({}, { talksOver: true });
    await person(4_000, 'The person you are calling is using a screening service.');
    await pass(1_000);
    await person(3_000, 'Please say your name and why you are calling.');
    await pass(5_000);
    await person(600, 'Hi there');
    await pass(1_000);
    expect(await result).toEqual({ do: 'talk' });
    expect(log.filter((line) => line.startsWith('says'))).toEqual(['says who and why', 'says who and why']);
  });

  test('a screener that nobody picks up after is given up', async () => {
    const { result, pass, person } = answeredCall();
    await person(4_000, 'Please record your name and reason for calling.');
    await pass(60_000);
    expect(await result).toEqual({ do: 'hang_up', because: 'screener', hasLeftMessage: false });
  });

  test('a menu is sent its digits once', async () => {
    const { result, pass, person, log } = answeredCall();
    await person(4_000, 'For sales press one, for support press two.');
    await pass(2_000);
    await person(4_000, 'For sales press one, for support press two.');
    await pass(2_000);
    expect(log).toEqual(['ivr', 'sends w1']);
    await person(800, 'Sales, this is Bob');
    await pass(1_000);
    expect(await result).toEqual({ do: 'talk' });
  });

  test('a menu is hung up on where the scenario wants that', async () => {
    const { result, pass, person } = answeredCall({ ivr: 'hang_up' });
    await person(4_000, 'For sales press one, for support press two.');
    await pass(2_000);
    expect(await result).toEqual({ do: 'hang_up', because: 'ivr', hasLeftMessage: false });
  });

  test('dead air is said goodbye to', async () => {
    const { result, pass, log } = answeredCall();
    await pass(16_000);
    expect(await result).toEqual({ do: 'hang_up', because: 'silence', hasLeftMessage: false });
    expect(log).toEqual(['quiet at 3500', 'silence', 'says goodbye']);
  });
});

describe('the watch', () => {
  test('that is stopped leaves nobody waiting and listens no longer', async () => {
    const { result, watch, session, log, pass } = answeredCall();
    const end = watch.greetingEnd();
    watch.stop();
    expect(await result).toEqual({ do: 'nothing' });
    expect(await end).toBeNull();
    expect(await watch.verdict()).toBeNull();
    expect(session.eventNames()).toEqual([]);
    await pass(20_000);
    expect(log).toEqual([]);
  });

  test('tells of a machine that gives itself away after a hello', async () => {
    const { result, watch, pass, person, log } = answeredCall();
    await person(500, 'Hi.');
    await pass(1_000);
    expect(await result).toEqual({ do: 'talk' });
    await person(4_000, 'You have reached the Millers, please leave a message after the beep.');
    await pass(1_000);
    expect(log).toEqual(['human', 'voicemail']);
    expect(watch.current?.verdict).toBe('voicemail');
  });
});
