import { describe, expect, it } from 'vitest';
import { obstacle } from '../../../../src/dialing/dialer-views.ts';
import { formatInstant } from '../../lib/format.ts';
import { lastTry, whyWaiting } from './why-waiting.ts';

const until = '2026-11-20T13:00:00.000Z';

describe('a call that waits', () => {
  it.each(obstacle.options)('says in words that it waits for %s', (code) => {
    const said = whyWaiting({ waits_for: { code, until: null } });
    expect(said).toMatch(/^Not dialed because \S.+/);
    expect(said).not.toContain('_');
  });

  it('says until when, where that is known', () => {
    expect(whyWaiting({ waits_for: { code: 'hours', until } })).toContain(`until ${formatInstant(until)}`);
  });

  it('is dialed within seconds where it waits for nothing', () => {
    expect(whyWaiting({ waits_for: null })).not.toContain('because');
  });

  it('says how often it was tried, and how that ended', () => {
    const request = { dials: 0, max_attempts: 3, last_outcome: null };
    expect(lastTry(request)).toBeNull();
    expect(lastTry({ ...request, dials: 2, last_outcome: 'no_answer' })).toBe(
      'tried 2 of 3 times: No answer',
    );
  });
});
