import { describe, expect, it } from 'vitest';
import { describeBill, whereToSee } from './ending-text.ts';

const callId = '00000000-0000-4000-8000-0000000000c1';
const call = {
  id: callId,
  scenario: 'order',
  direction: 'outbound',
  channel: 'simulation',
  rehearsal: true,
  started_at: '2026-11-21T12:00:00.000Z',
  answered_at: '2026-11-21T12:00:05.000Z',
  ended_at: '2026-11-21T12:01:18.400Z',
  outcome: 'answered',
  disposition: 'order_confirmed',
  end_reason: 'agent_ended',
  summary: null,
  sentiment: null,
  person: null,
} as const;
const cost_breakdown = { currency: 'USD' as const, total: 0.0123, items: [] };

describe('the end of a call in the terminal', () => {
  it('says how long people talked and what it cost', () => {
    expect(describeBill({ call: { ...call, rehearsal: false }, cost_breakdown })).toBe(
      'Length: 1 min 13 s. Cost: $0.012300.',
    );
    const short = { ...call, ended_at: '2026-11-21T12:00:17.000Z' };
    expect(describeBill({ call: short, cost_breakdown })).toBe(
      'Length: 12 s. Cost: $0.012300 (a rehearsal; stand-ins cost nothing).',
    );
  });

  it('does not count the ringing of a call that nobody answered', () => {
    expect(describeBill({ call: { ...call, answered_at: null }, cost_breakdown })).toMatch(
      /^Nobody talked\./,
    );
  });

  it('leads to the page where that shows this organization, and to the command everywhere else', () => {
    const url = 'http://127.0.0.1:8000';
    const running = { pid: 1, url, organization: 'demo-restaurant', processes: {} };
    expect(whereToSee(callId, 'demo-restaurant', running)).toBe(`See it at ${url}/#/calls/${callId}`);
    const command = `See it with: npm run parley -- calls show ${callId}`;
    expect(whereToSee(callId, 'demo-clinic', running)).toBe(command);
    expect(whereToSee(callId, 'demo-restaurant', null)).toBe(command);
  });
});
