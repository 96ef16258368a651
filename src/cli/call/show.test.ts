import { describe, expect, it } from 'vitest';
import { showCall } from './show.ts';

function shown(name: string | null) {
  const lines: string[] = [];
  return { lines, watch: showCall(name, (line) => lines.push(line)) };
}

describe('what the terminal shows of a call', () => {
  it('is both sides in columns, with what was done between them and how it ended', () => {
    const { lines, watch } = shown('Ann');
    watch.dials?.('agreeable', '+12025550100');
    watch.answers?.('person', 'hello');
    watch.agentSays?.('What would you like to order?');
    watch.personSays?.('one tea', 'says');
    const event = { version: 1, timestamp: '2026-11-21T12:00:00Z', type: 'tool_call' } as const;
    watch.event?.({ ...event, tool: 'capture_order', status: 'started', data: {} });
    watch.event?.({ ...event, tool: 'capture_order', status: 'success', data: { status: 'new' } });
    watch.ended?.({ outcome: 'answered', disposition: 'order_confirmed', endReason: 'agent_ended' });
    expect(lines).toEqual([
      'Ringing +12025550100: answers every question and says yes.\n',
      'Ann:   hello',
      'Agent: What would you like to order?',
      'Ann:   one tea',
      '  [capture_order success] {"status":"new"}',
      '\nThe call has ended: answered, order confirmed (agent ended).',
    ]);
  });

  it('is who talks over whom, and who says nothing', () => {
    const { lines, watch } = shown(null);
    watch.answers?.('person', null);
    watch.personSays?.('hello', 'talks over');
    watch.notAnswered?.('no_answer');
    expect(lines).toEqual([
      'Person: (picks up and says nothing)',
      'Person: (over the agent) hello',
      'Nobody to talk to: no answer.',
    ]);
  });
});
