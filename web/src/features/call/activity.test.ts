import { describe, expect, test } from 'vitest';
import type { ToolCallEvent } from '../../../../src/calls/call/events.ts';
import { type Activity, recordTool } from './activity.ts';
import { toolFact, toolSentence } from './tool-words.ts';

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

  test('names a tool that it does not know by its own name', () => {
    expect(toolSentence({ tool: 'water_plants', status: 'success' })).toBe('Did water plants');
  });

  test('says the one fact that matters', () => {
    const fact = (run: Partial<Parameters<typeof toolFact>[0]>) =>
      toolFact({ asked: null, answer: null, status: 'success', ...run });
    expect(fact({ answer: { slots: [{}, {}] } })).toBe('2 free times');
    expect(fact({ answer: { appointment: { date: '2026-11-24', time: '10:00' } } })).toBe(
      'Tue, Nov 24, 10:00 AM',
    );
    expect(fact({ asked: { appointment_date: '2026-11-24', appointment_time: '14:30' } })).toBe(
      'Tue, Nov 24, 2:30 PM',
    );
    expect(fact({ status: 'error', answer: { code: 'taken', message: 'That time was just taken.' } })).toBe(
      'That time was just taken.',
    );
    expect(fact({ asked: { contact_number: '+12025550143' }, answer: {} })).toBe('+12025550143');
  });

  test('survives data of any shape', () => {
    const odd = { slots: 'none', appointment: 7, date: 'soon', time: 10, message: null };
    expect(toolFact({ asked: odd, answer: odd, status: 'success' })).toBeNull();
  });
});
