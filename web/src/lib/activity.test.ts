import { describe, expect, test } from 'vitest';
import type { ToolCallEvent } from '../../../src/calls/call/events.ts';
import { type Activity, recordTool } from './activity.ts';

const event = (
  tool: string,
  status: ToolCallEvent['status'],
  data: Record<string, unknown> = {},
): ToolCallEvent => ({
  version: 1,
  type: 'tool_call',
  tool,
  status,
  data,
  timestamp: '2026-11-21T10:00:00.000Z',
});
const record = (...events: ToolCallEvent[]) => events.reduce(recordTool, [] as Activity);

describe('what the agent did', () => {
  test('joins the start and the answer of a tool call in one line', () => {
    const [run, ...others] = record(
      event('fetch_slots', 'started', { appointment_date: '2026-11-24' }),
      event('fetch_slots', 'success', { slots: [] }),
    );
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      status: 'success',
      asked: { appointment_date: '2026-11-24' },
      answer: { slots: [] },
    });
  });

  test('gives an answer to the oldest run of its tool that has none', () => {
    const runs = record(
      event('fetch_slots', 'started', { n: 1 }),
      event('fetch_slots', 'error', { code: 'closed' }),
      event('fetch_slots', 'started', { n: 2 }),
      event('hold_slot', 'started'),
      event('fetch_slots', 'success', { slots: [] }),
    );
    expect(runs.map((run) => run.status)).toEqual(['error', 'success', 'started']);
  });

  test('shows an answer whose start was missed', () => {
    expect(record(event('book_appointment', 'success'))[0]).toMatchObject({ asked: null, status: 'success' });
  });
});
