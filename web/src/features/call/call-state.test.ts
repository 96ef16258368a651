import { describe, expect, test } from 'vitest';
import type { CallEvent } from '../../../../src/calls/call/events.ts';
import type { CallSignal, OpenedCall } from './call-signal.ts';
import { type CallState, callReducer, noCall } from './call-state.ts';

const call: OpenedCall = {
  call_id: '0190b0a8-0000-7000-8000-000000000001',
  scenario: 'appointment',
  rehearsal: true,
  agent: { name: 'Ada', language: 'en-US' },
  organization: { name: 'Demo Clinic', time_zone: 'America/New_York' },
};
const timestamp = '2026-11-21T10:00:00.000Z';
const summary: CallEvent = {
  version: 1,
  type: 'call_summary',
  summary: 'Booked a visit.',
  appointments: [],
  cost_breakdown: { currency: 'USD', total: 0, items: [] },
  user_preferences: { time_of_day: null, weekdays: [], last_appointment: null },
  timestamp,
};

const play = (signals: CallSignal[], from: CallState = noCall) => signals.reduce(callReducer, from);

const joining: CallSignal[] = [
  { type: 'started', speaking: true },
  { type: 'microphone', microphone: 'on' },
  { type: 'opened', call },
];
const waiting: CallSignal[] = [...joining, { type: 'joined', at: 1_000, agentIsHere: false }];
const talking: CallSignal[] = [...waiting, { type: 'agent_joined' }];

describe('a call on the page', () => {
  test('asks for the microphone before it opens a room', () => {
    expect(play([{ type: 'started', speaking: true }]).phase).toEqual({ name: 'asking' });
  });

  test('opens a room at once for somebody who types', () => {
    expect(play([{ type: 'started', speaking: false }]).phase).toEqual({ name: 'opening' });
  });

  test.each(['denied', 'absent', 'busy'] as const)(
    'stops before the room when the microphone is %s',
    (why) => {
      const state = play([
        { type: 'started', speaking: true },
        { type: 'microphone', microphone: why },
      ]);
      expect(state.phase).toEqual({ name: 'blocked', why });
      expect(play([{ type: 'started', speaking: false }], state).phase).toEqual({ name: 'opening' });
    },
  );

  test('goes on in writing when the microphone fails during the call', () => {
    const state = play([...talking, { type: 'microphone', microphone: 'absent' }]);
    expect(state.phase).toEqual({ name: 'talking' });
    expect(state.microphone).toBe('absent');
  });

  test('waits for an agent that is not there yet, and talks to one that is', () => {
    expect(play(waiting).phase).toEqual({ name: 'waiting', late: false });
    expect(play([...joining, { type: 'joined', at: 1_000, agentIsHere: true }]).phase).toEqual({
      name: 'talking',
    });
  });

  test('says when the agent is late and still talks to it when it comes', () => {
    const late = play([...waiting, { type: 'agent_late' }]);
    expect(late.phase).toEqual({ name: 'waiting', late: true });
    expect(play([{ type: 'agent_joined' }], late).phase).toEqual({ name: 'talking' });
  });

  test('an agent that came in time is never late', () => {
    expect(play([...talking, { type: 'agent_late' }]).phase).toEqual({ name: 'talking' });
  });

  test('keeps what was said across a lost connection', () => {
    const heard: CallSignal = {
      type: 'heard',
      piece: { segmentId: 'a', speaker: 'agent', text: 'Hello', final: true },
    };
    const lost = play([...talking, heard, { type: 'connection_lost' }]);
    expect(lost.phase).toEqual({ name: 'reconnecting' });
    const back = play([{ type: 'connection_back', agentIsHere: true }], lost);
    expect(back.phase).toEqual({ name: 'talking' });
    expect(back.conversation.map((message) => message.text)).toEqual(['Hello']);
  });

  test('waits for the agent again when the room is empty after a reconnect', () => {
    const back = play([
      ...talking,
      { type: 'connection_lost' },
      { type: 'connection_back', agentIsHere: false },
    ]);
    expect(back.phase).toEqual({ name: 'waiting', late: false });
  });

  test('ends as lost when the connection does not come back', () => {
    const state = play([
      ...talking,
      { type: 'connection_lost' },
      { type: 'ended', by: 'connection_lost', at: 9_000 },
    ]);
    expect(state.phase).toEqual({ name: 'ended', by: 'connection_lost' });
    expect(state.endedAt).toBe(9_000);
  });

  test('takes an agent that leaves after its summary for one that ended the call', () => {
    const state = play([...talking, { type: 'event', event: summary }, { type: 'agent_left', at: 9_000 }]);
    expect(state.phase).toEqual({ name: 'ended', by: 'agent' });
    expect(state.summary?.summary).toBe('Booked a visit.');
  });

  test('takes an agent that leaves without a summary for a lost one', () => {
    expect(play([...talking, { type: 'agent_left', at: 9_000 }]).phase).toEqual({
      name: 'ended',
      by: 'agent_lost',
    });
  });

  test('ends once: the first reason stands', () => {
    const state = play([
      ...talking,
      { type: 'ended', by: 'person', at: 5_000 },
      { type: 'agent_left', at: 6_000 },
      { type: 'ended', by: 'connection_lost', at: 7_000 },
    ]);
    expect(state.phase).toEqual({ name: 'ended', by: 'person' });
    expect(state.endedAt).toBe(5_000);
  });

  test('lets no word in after the end but the summary', () => {
    const ended = play([...talking, { type: 'ended', by: 'person', at: 5_000 }]);
    const after = play(
      [
        { type: 'heard', piece: { segmentId: 'b', speaker: 'agent', text: 'Late', final: true } },
        { type: 'event', event: summary },
      ],
      ended,
    );
    expect(after.conversation).toEqual([]);
    expect(after.summary).not.toBeNull();
  });

  test('leaves no utterance unfinished at the end', () => {
    const state = play([
      ...talking,
      { type: 'heard', piece: { segmentId: 'a', speaker: 'agent', text: 'I was say', final: false } },
      { type: 'ended', by: 'person', at: 5_000 },
    ]);
    expect(state.conversation.every((message) => message.final)).toBe(true);
  });

  test('goes back to the start when somebody gives up waiting for the agent', () => {
    expect(play([...waiting, { type: 'ended', by: 'person', at: 9_000 }])).toEqual(noCall);
  });

  test('does not begin a second call in a room', () => {
    expect(play([...talking, { type: 'started', speaking: false }]).phase).toEqual({ name: 'talking' });
  });

  test('forgets the last call when a new one begins', () => {
    const state = play([
      ...talking,
      { type: 'ended', by: 'person', at: 5_000 },
      { type: 'started', speaking: false },
    ]);
    expect(state).toEqual({ ...noCall, phase: { name: 'opening' } });
  });

  test('a refusal after joining changes nothing', () => {
    const state = play([...talking, { type: 'refused', trouble: { kind: 'unexpected' } }]);
    expect(state.phase).toEqual({ name: 'talking' });
  });

  test('drops what was suggested once the person has typed', () => {
    const expectation: CallEvent = {
      version: 1,
      type: 'expectation',
      expects: 'yes_no',
      suggestions: ['Yes'],
      timestamp,
    };
    const asked = play([...talking, { type: 'event', event: expectation }]);
    expect(asked.expectation?.suggestions).toEqual(['Yes']);
    expect(play([{ type: 'typed', id: '1', text: 'Yes' }], asked).expectation).toBeNull();
  });

  test('shows a repeated notice once, until it is dismissed', () => {
    const notice: CallEvent = {
      version: 1,
      type: 'notice',
      code: 'voice_failed',
      message: 'No voice',
      timestamp,
    };
    const state = play([...talking, { type: 'event', event: notice }, { type: 'event', event: notice }]);
    expect(state.notices).toHaveLength(1);
    expect(play([{ type: 'notice_dismissed', code: 'voice_failed' }], state).notices).toEqual([]);
  });
});
