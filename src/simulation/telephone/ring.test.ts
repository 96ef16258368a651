import { describe, expect, it } from 'vitest';
import { ring } from './ring.ts';

const human = { kind: 'answers', by: 'human', afterMs: 5, greeting: 'hello' } as const;

describe('ringing', () => {
  it('ends when somebody picks up', async () => {
    expect(await ring(human, 1_000)).toBeNull();
  });

  it('tells busy from declined by the status of the network', async () => {
    const refuses = { kind: 'refuses', afterMs: 1 } as const;
    expect(await ring({ ...refuses, outcome: 'busy', sipStatusCode: 486 }, 1_000)).toMatchObject({
      outcome: 'busy',
      sipStatusCode: 486,
    });
    expect(await ring({ ...refuses, outcome: 'declined', sipStatusCode: 603 }, 1_000)).toMatchObject({
      outcome: 'declined',
      sipStatusCode: 603,
    });
  });

  it('is no answer when nobody picks up in time, or too late', async () => {
    const noAnswer = { answered: false, outcome: 'no_answer', sipStatusCode: 408 };
    expect(await ring({ kind: 'rings' }, 5)).toMatchObject(noAnswer);
    expect(await ring({ ...human, afterMs: 1_000 }, 5)).toMatchObject(noAnswer);
  });

  it('stops when the dial is taken back, before it or while it rings', async () => {
    const canceled = { answered: false, outcome: 'canceled', sipStatusCode: null };
    expect(await ring({ kind: 'rings' }, 60_000, AbortSignal.abort())).toMatchObject(canceled);
    expect(await ring({ kind: 'rings' }, 60_000, AbortSignal.timeout(5))).toMatchObject(canceled);
  });
});
