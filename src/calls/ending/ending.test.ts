import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DatabaseError } from '../../shared/errors.ts';
import { createLogger } from '../../shared/logger.ts';
import type { Ending } from '../call/call.ts';
import { WriteQueue } from '../call/write-queue.ts';
import { textsFor } from '../texts/texts.ts';
import { CallEnding, type EndingParts } from './ending.ts';

const texts = textsFor('en-US');
const logger = createLogger({ level: 'silent', component: 'test' });
const operator = { legId: 'leg', name: 'Kim', identity: 'operator-leg' };

/** In the order in which they happened. */
let steps: string[] = [];
beforeEach(() => {
  steps = [];
});

const noteThat = (step: string) => async () => void steps.push(step);

/** An answered call of which everything that its ending does is noted. As on a real one, closing closes the session. */
function endingOf(parts: Partial<EndingParts> = {}) {
  const queue = new WriteQueue(logger);
  const progress: EndingParts['progress'] = { settled: null, isTransferred: false };
  const ended: Ending[] = [];
  const ending = new CallEnding({
    callId: 'call',
    texts,
    progress,
    disposition: () => 'booked',
    calls: {
      async end(_callId, { outcome, disposition, endReason }) {
        steps.push(`end_call ${outcome} ${disposition} ${endReason}`);
        return { outcome, disposition, endReason, first: true };
      },
    },
    queue,
    wrapUp: { sendSummary: noteThat('summary') },
    talk: {
      hush: noteThat('hush'),
      sayToEnd: async (text, withoutVoice) => {
        steps.push(`say ${text}${withoutVoice ? ' without voice' : ''}`);
        return true;
      },
      untilSilent: noteThat('silent'),
      close: async () => {
        steps.push('close');
        void ending.sessionClosed('agent_failed');
      },
    },
    logger,
    closeRoom: noteThat('close room'),
    onEnded: async (written, colleague) => {
      ended.push(written);
      steps.push(colleague ? `left to ${colleague.name}` : 'left');
    },
    ...parts,
  });
  ending.open.recording = { stop: noteThat('stop recording') };
  ending.open.stopLease = () => void steps.push('stop lease');
  return { ending, queue, progress, ended, left: () => ending.sessionClosed('agent_failed') };
}

/** What follows from a session that has closed, nobody talking on in the room. */
const closedWith = (ending: string) => [
  'summary',
  'stop recording',
  'close room',
  `end_call ${ending}`,
  'stop lease',
  'left',
];

describe('a call that ends', () => {
  test.each<[string, (ending: CallEnding) => unknown, string, string]>([
    [
      'nobody says a word',
      (ending) => ending.personIsSilent(),
      texts.silenceGoodbye,
      'answered booked silence',
    ],
    [
      'it is too long',
      (ending) => ending.callIsTooLong(),
      texts.outOfTimeGoodbye,
      'answered booked too_long',
    ],
    [
      'its voice fails',
      (ending) => ending.providerFailed(true),
      `${texts.technicalGoodbye} without voice`,
      'failed null provider_failed',
    ],
    [
      'its model fails',
      (ending) => ending.providerFailed(false),
      texts.technicalGoodbye,
      'failed null provider_failed',
    ],
    [
      'it is refused',
      (ending) => ending.refuse('We are closed.', 'out_of_hours'),
      'We are closed.',
      'answered booked out_of_hours',
    ],
  ])('because %s sends its summary, says why, closes and is written', async (_why, end, said, written) => {
    const { ending, left } = endingOf();
    await end(ending);
    await left();
    expect(steps).toEqual(['summary', 'hush', `say ${said}`, 'close', ...closedWith(written)]);
  });

  test.each<[string, (ending: CallEnding) => Promise<void>, string]>([
    ['its script is over', (ending) => ending.scriptIsOver(), 'answered booked agent_ended'],
    ['its voice has apologized', (ending) => ending.voiceApologized(), 'failed null provider_failed'],
  ])('because %s sends its summary and lets the sentence end', async (_why, end, written) => {
    const { ending, left } = endingOf();
    await end(ending);
    await left();
    expect(steps).toEqual(['summary', 'silent', 'close', ...closedWith(written)]);
  });

  test.each<[string, (ending: CallEnding) => unknown, string]>([
    ['the person hung up', (ending) => ending.personHungUp(), 'answered booked person_hung_up'],
    ['the connection was lost', (ending) => ending.connectionLost(), 'answered booked person_hung_up'],
    ['a machine took it', (ending) => ending.nobodyThere('voicemail'), 'voicemail null voicemail'],
    ['nobody was heard', (ending) => ending.nobodyThere('not_answered'), 'no_answer null not_answered'],
    ['its script broke', (ending) => ending.scriptBroke(), 'failed null agent_failed'],
    ['its driver failed', (ending) => ending.driverFailed(), 'failed null agent_failed'],
    ['its lease was lost', (ending) => ending.leaseLost(), 'answered booked agent_lost'],
  ])('because %s says nothing more', async (_why, end, written) => {
    const { ending, left } = endingOf();
    await end(ending);
    await left();
    expect(steps).toEqual(['close', ...closedWith(written)]);
  });

  test('because the session closed by itself ends for the reason of the session', async () => {
    const { ending, ended } = endingOf();
    await ending.sessionClosed('person_hung_up');
    expect(ended).toMatchObject([{ outcome: 'answered', endReason: 'person_hung_up' }]);
    expect(await ending.left).toBe(ended[0]);
  });

  test.each(['agent_ended', 'opted_out'] as const)(
    'by the tool with %s sends its summary at once and is cut when the goodbye has been heard',
    async (reason) => {
      const { ending, left } = endingOf();
      let hasSaidGoodbye: () => void = () => {};
      const addDoneCallback = (callback: () => void) => {
        hasSaidGoodbye = callback;
      };
      ending.agentSaysGoodbye({ addDoneCallback }, reason);
      expect(ending.hasBegun).toBe(true);
      expect(steps).toEqual(['summary']);
      hasSaidGoodbye();
      await vi.waitFor(() => expect(steps).toContain('close'));
      await left();
      expect(steps).toEqual(['summary', 'close', ...closedWith(`answered booked ${reason}`)]);
    },
  );

  test('tells a connection that broke from a person who hung up, unless the result is known', async () => {
    const { ending, progress } = endingOf();
    ending.connectionLost();
    expect(progress.settled).toBe('disconnected');
    const other = endingOf();
    other.progress.settled = 'not_interested';
    other.ending.connectionLost();
    expect(other.progress.settled).toBe('not_interested');
  });
});

describe('a call that is handed over', () => {
  test('leaves the room to the operator, after everything is written', async () => {
    const { ending, progress, left } = endingOf();
    ending.handedOver(operator);
    expect(progress.isTransferred).toBe(true);
    await left();
    expect(steps).toEqual([
      'close',
      'summary',
      'stop recording',
      'end_call answered booked transferred',
      'stop lease',
      'left to Kim',
    ]);
    expect(ending.signal.aborted).toBe(false);
  });

  test('is still left to an operator who came while the call was ending', async () => {
    const closing = Promise.withResolvers<void>();
    const { ending, ended } = endingOf({
      talk: {
        hush: async () => {},
        sayToEnd: async () => true,
        untilSilent: async () => {},
        close: () => closing.promise,
      },
    });
    ending.personHungUp();
    ending.handedOver(operator);
    await ending.sessionClosed('agent_failed');
    expect(steps).not.toContain('close room');
    expect(steps.at(-1)).toBe('left to Kim');
    expect(ended).toMatchObject([{ endReason: 'person_hung_up' }]);
  });

  test('lets go of the operators who are being rung when the person has left', async () => {
    const { ending, left } = endingOf();
    ending.personHungUp();
    await left();
    expect(ending.signal.aborted).toBe(true);
  });
});

describe('the first reason stands', () => {
  test('when the person hangs up during the last words, which are cut short', async () => {
    const saying = Promise.withResolvers<boolean>();
    const { ending, ended, left } = endingOf({
      talk: {
        hush: noteThat('hush'),
        untilSilent: noteThat('silent'),
        sayToEnd: () => saying.promise,
        close: async () => saying.resolve(false),
      },
    });
    const silence = ending.personIsSilent();
    ending.personHungUp();
    await silence;
    await left();
    expect(ended).toMatchObject([{ endReason: 'silence' }]);
  });

  test('however often and in whatever way the call is ended', async () => {
    const { ending, ended, left } = endingOf();
    ending.nobodyThere('voicemail');
    ending.personHungUp();
    await ending.personIsSilent();
    await ending.scriptIsOver();
    ending.driverFailed();
    const answers = await Promise.all([ending.jobEnds(), ending.written('too_long')]);
    await left();
    expect(new Set([...answers, ...ended])).toHaveLength(1);
    expect(answers[0]).toMatchObject({ outcome: 'voicemail', endReason: 'voicemail' });
    expect(steps.filter((step) => step.startsWith('end_call'))).toHaveLength(1);
    expect(steps.filter((step) => step === 'left')).toHaveLength(1);
    expect(steps.filter((step) => step.startsWith('say'))).toEqual([]);
  });

  test('and the ending that stands in the database is the one that is told', async () => {
    const swept = { outcome: 'failed', disposition: null, endReason: 'agent_lost', first: false } as const;
    const { ending, ended, left } = endingOf({ calls: { end: async () => swept } });
    ending.personHungUp();
    await left();
    expect(ended).toEqual([swept]);
  });
});

describe('the end of the job', () => {
  test('writes the ending of a call whose session never closes', async () => {
    const { ending } = endingOf();
    expect(await ending.jobEnds()).toMatchObject({ outcome: 'failed', endReason: 'agent_failed' });
    expect(steps).toEqual(['summary', 'end_call failed null agent_failed']);
  });

  test('and what is open is given back once the session closes after all', async () => {
    const { ending, left } = endingOf();
    await ending.jobEnds();
    await left();
    expect(steps.slice(2)).toEqual(['stop recording', 'close room', 'stop lease', 'left']);
  });
});

test('an ending is written behind every write that is owed', async () => {
  const { ending, queue, left } = endingOf();
  queue.add('record_turn', noteThat('record_turn'));
  ending.personHungUp();
  queue.add('record_event', noteThat('record_event'));
  await left();
  const written = steps.filter((step) => /^(record|end_call)/.test(step));
  expect(written).toEqual(['record_turn', 'record_event', 'end_call answered booked person_hung_up']);
});

describe('nothing keeps a call from being left', () => {
  test('not a database that stays away: the ending is in a file, the room closed, and the job leaves after minutes', async () => {
    vi.useFakeTimers();
    try {
      const { ending, ended, left } = endingOf({
        calls: {
          async end() {
            throw new DatabaseError('end_call', { retryable: true });
          },
        },
        kept: { keep: async (callId, { endReason }) => void steps.push(`keep ${callId} ${endReason}`) },
      });
      ending.personHungUp();
      const leaving = left();
      await vi.advanceTimersByTimeAsync(100);
      expect(steps).toEqual(['close', 'summary', 'keep call person_hung_up', 'stop recording', 'close room']);
      await vi.advanceTimersByTimeAsync(300_000);
      await leaving;
      expect(ended).toEqual([{ outcome: 'answered', disposition: 'booked', endReason: 'person_hung_up' }]);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([10, 70, 200])(
    'nor one that is away for %i s: the job lives until it has the ending',
    async (seconds) => {
      vi.useFakeTimers();
      try {
        const backAt = Date.now() + seconds * 1000;
        const written: Ending[] = [];
        const { ending, left } = endingOf({
          calls: {
            async end(_callId, wanted) {
              if (Date.now() < backAt) throw new DatabaseError('end_call', { retryable: true });
              written.push(wanted);
              return { ...wanted, first: true };
            },
          },
        });
        ending.personHungUp();
        const leaving = left();
        await vi.advanceTimersByTimeAsync(seconds * 1000 + 5_000);
        await leaving;
        expect(written).toEqual([
          { outcome: 'answered', disposition: 'booked', endReason: 'person_hung_up' },
        ]);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  test.each<[string, (ending: CallEnding) => unknown]>([
    ['nobody says a word', (ending) => ending.personIsSilent()],
    ['it is too long', (ending) => ending.callIsTooLong()],
    ['its provider fails', (ending) => ending.providerFailed(false)],
    ['it is refused', (ending) => ending.refuse('We are closed.', 'out_of_hours')],
  ])('nor a summary that waits for the database: the goodbye is said first when %s', async (_why, end) => {
    const { ending } = endingOf({ wrapUp: { sendSummary: () => new Promise(() => {}) } });
    void end(ending);
    await vi.waitFor(() => expect(steps.some((step) => step.startsWith('say '))).toBe(true), {
      timeout: 500,
    });
  });

  test('nor a summary that waits while a tool says goodbye: the tool answers at once', () => {
    const { ending } = endingOf({ wrapUp: { sendSummary: () => new Promise(() => {}) } });
    let isListenedTo = false;
    const addDoneCallback = () => {
      isListenedTo = true;
    };
    ending.agentSaysGoodbye({ addDoneCallback });
    expect([ending.hasBegun, isListenedTo]).toEqual([true, true]);
  });

  test.each<[string, (ending: CallEnding) => unknown]>([
    ['a goodbye that never ends', (ending) => ending.personIsSilent()],
    [
      'the goodbye of a reply that never comes',
      (ending) => ending.agentSaysGoodbye({ addDoneCallback() {} }),
    ],
    ['the apology of a model, never spoken', (ending) => ending.modelSaysGoodbye()],
  ])('nor %s: it is cut', async (_what, end) => {
    vi.useFakeTimers();
    try {
      const { ending, ended } = endingOf({
        talk: {
          hush: async () => {},
          untilSilent: async () => {},
          sayToEnd: () => new Promise(() => {}),
          close: async () => void ending.sessionClosed('agent_failed'),
        },
      });
      void end(ending);
      await vi.advanceTimersByTimeAsync(41_000);
      expect(ended).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test('nor a session that never closes', async () => {
    vi.useFakeTimers();
    try {
      const silent = { hush: async () => {}, sayToEnd: async () => true, untilSilent: async () => {} };
      const { ending, ended } = endingOf({ talk: { ...silent, close: () => new Promise(() => {}) } });
      ending.personHungUp();
      await vi.advanceTimersByTimeAsync(11_000);
      expect(ended).toMatchObject([{ endReason: 'person_hung_up' }]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('nor a write that is owed and never answered: what a tool has committed meanwhile is part of the ending', async () => {
    vi.useFakeTimers();
    try {
      let committed: string | null = null;
      const { ending, queue, ended } = endingOf({ disposition: () => committed });
      queue.add('record_turn', () => new Promise(() => {}));
      ending.personHungUp();
      await vi.advanceTimersByTimeAsync(20_000);
      committed = 'booked';
      await vi.advanceTimersByTimeAsync(40_000);
      expect(ended).toMatchObject([{ disposition: 'booked' }]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('nor anything that throws on the way', async () => {
    const fail = () => Promise.reject(new Error('broken'));
    const { ending, left } = endingOf({
      talk: { hush: fail, sayToEnd: fail, untilSilent: fail, close: fail },
      closeRoom: fail,
    });
    ending.open.recording = { stop: fail };
    await ending.personIsSilent();
    await left();
    expect(steps).toEqual(['summary', 'summary', 'end_call answered booked silence', 'stop lease', 'left']);
  });

  test('nor a sentence of which nobody learns that it is over', async () => {
    const fail = () => Promise.reject(new Error('broken'));
    const talk = { hush: fail, sayToEnd: fail, untilSilent: fail, close: async () => {} };
    const { ending, left } = endingOf({ talk });
    await ending.voiceApologized();
    await left();
    expect(steps.at(-1)).toBe('left');
  });

  test('nor a session that closes without a word, because it was never started', async () => {
    const silent = { hush: async () => {}, sayToEnd: async () => false, untilSilent: async () => {} };
    const { ending } = endingOf({ talk: { ...silent, close: async () => {} } });
    ending.personHungUp();
    await vi.waitFor(() => expect(steps.at(-1)).toBe('left'));
  });
});
