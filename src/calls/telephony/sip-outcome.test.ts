import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type DialFault,
  errorRules,
  outcomeOfFault,
  type SipEnd,
  silentEnds,
  statusRules,
} from './sip-outcome.ts';

const bySip = (sipStatusCode: number): SipEnd =>
  outcomeOfFault({ sipStatusCode, code: 'resource_exhausted' });
const byCode = (code: string | null): SipEnd => outcomeOfFault({ sipStatusCode: null, code });

describe('a SIP status becomes one outcome', () => {
  const expected: Array<[status: number, outcome: SipEnd['outcome'], retryable: boolean]> = [
    [301, 'unreachable', false],
    [302, 'unreachable', false],
    [400, 'failed', false],
    [401, 'failed', false],
    [402, 'failed', false],
    [403, 'failed', false],
    [404, 'unreachable', false],
    [407, 'failed', false],
    [408, 'no_answer', true],
    [410, 'unreachable', false],
    [433, 'failed', false],
    [480, 'no_answer', true],
    [482, 'failed', true],
    [484, 'unreachable', false],
    [485, 'unreachable', false],
    [486, 'busy', true],
    [487, 'canceled', true],
    [488, 'failed', false],
    [491, 'failed', true],
    [500, 'failed', true],
    [502, 'failed', true],
    [503, 'failed', true],
    [504, 'failed', true],
    [600, 'busy', true],
    [603, 'declined', false],
    [604, 'unreachable', false],
    [606, 'failed', false],
    [607, 'declined', false],
    [608, 'declined', false],
    [699, 'declined', false],
  ];
  test.each(expected)('%i is %s', (status, outcome, retryable) => {
    expect(bySip(status)).toMatchObject({ outcome, retryable });
  });

  test('whatever HTTP status or code carried it', () => {
    for (const code of [null, 'canceled', 'not_found', 'permission_denied']) {
      expect(outcomeOfFault({ sipStatusCode: 486, code }).outcome).toBe('busy');
    }
  });

  test('every final status that is no success has one', () => {
    for (let status = 300; status < 700; status += 1) {
      expect(statusRules.some(({ from, to }) => status >= from && status <= to)).toBe(true);
    }
    expect(bySip(799)).toMatchObject({ outcome: 'failed' });
  });

  test('no rule is hidden by one before it', () => {
    for (const [index, { from, to }] of statusRules.entries()) {
      const before = statusRules.slice(0, index);
      const statuses = Array.from({ length: to - from + 1 }, (_, at) => from + at);
      const isReached = statuses.some(
        (status) => !before.some((one) => status >= one.from && status <= one.to),
      );
      expect(isReached, `${from}-${to}`).toBe(true);
    }
  });
});

describe('an end without a SIP status', () => {
  const expected: Array<[code: string | null, outcome: SipEnd['outcome'], retryable: boolean]> = [
    ['canceled', 'no_answer', true],
    ['deadline_exceeded', 'no_answer', true],
    ['unavailable', 'failed', true],
    ['resource_exhausted', 'failed', true],
    ['not_found', 'failed', false],
    ['invalid_argument', 'failed', false],
    ['unauthenticated', 'failed', false],
    ['permission_denied', 'failed', false],
    ['internal', 'failed', true],
    [null, 'failed', true],
  ];
  test.each(expected)('%s is %s', (code, outcome, retryable) => {
    expect(byCode(code)).toMatchObject({ outcome, retryable });
  });

  test.each(['timeout', 'connection'] as const)(
    'no answer at all (%s) is a failure worth another try',
    (unanswered) => {
      const fault: DialFault = { sipStatusCode: null, code: null, unanswered };
      expect(outcomeOfFault(fault)).toMatchObject({ outcome: 'failed', retryable: true });
    },
  );
});

test('docs/telephony.md shows this table and no other', () => {
  const docs = readFileSync(path.resolve(import.meta.dirname, '../../../docs/telephony.md'), 'utf8');
  const section = docs.split('<!-- outcomes -->')[1] ?? '';
  const row = (end: string, { outcome, retryable, meaning }: SipEnd) =>
    `| ${end} | \`${outcome}\` | ${retryable ? 'yes' : 'no'} | ${meaning} |`;
  const rows = [
    ...statusRules.map(({ from, to, end }) => row(from === to ? `${from}` : `${from}–${to}`, end)),
    ...errorRules.map(({ code, end }) => row(`\`${code}\``, end)),
    ...Object.entries(silentEnds).map(([name, end]) => row(`(${name})`, end)),
  ];
  const shown = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| End'));
  expect(shown).toEqual(rows);
});
