import { EventEmitter } from 'node:events';
import { ParticipantKind, type Room, RoomEvent } from '@livekit/rtc-node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watching } from '../../calls/transfer/watching.ts';
import type { Person } from '../people/person.ts';
import { SpokenConversation } from './conversation.ts';
import type { Party } from './party.ts';

type Member = { info: { kind: ParticipantKind }; attributes: Record<string, string> };

const silent: Person = {
  answering: { kind: 'answers', by: 'human', greeting: null },
  interrupts: () => null,
  hears: () => ({ kind: 'nothing' }),
} as unknown as Person;

/** A room with the agent, and one party's telephone in it. */
function scene(greetingAfterHandover: string | null, person = silent) {
  const agent: Member = { info: { kind: ParticipantKind.AGENT }, attributes: {} };
  const other: Member = { info: { kind: ParticipantKind.SIP }, attributes: {} };
  const members = new Map<string, Member>([
    ['agent', agent],
    ['other', other],
  ]);
  const events = new EventEmitter();
  const room = Object.assign(events, { remoteParticipants: members }) as unknown as Room;
  const left = Promise.withResolvers<void>();
  let isGone = false;
  const said: string[] = [];
  const party = {
    room,
    gone: left.promise,
    say: async (text: string) => void said.push(text),
    leave: async () => {
      isGone = true;
      left.resolve();
    },
  } as unknown as Party;
  const conversation = new SpokenConversation({
    party,
    person,
    follow: () => () => undefined,
    hello: null,
    greetingAfterHandover,
  });
  const over = conversation.run();
  return {
    over,
    said,
    hears: (text: string) => conversation.ended(text),
    hasHungUp: () => isGone,
    handOver() {
      agent.attributes = watching;
      events.emit(RoomEvent.ParticipantAttributesChanged);
    },
    otherLeaves() {
      members.delete('other');
      events.emit(RoomEvent.ParticipantDisconnected);
    },
  };
}

describe('two who were handed over to each other', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('talk and hang up although the agent stays in the room to watch', async () => {
    const { over, said, hasHungUp, handOver } = scene('Hello, how can I help?');
    handOver();
    expect(said).toEqual(['Hello, how can I help?']);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(hasHungUp()).toBe(true);
    await over;
  });

  it('are not left alone with an agent that only watches', async () => {
    const { over, hasHungUp, handOver, otherLeaves } = scene(null);
    handOver();
    expect(hasHungUp()).toBe(false);
    otherLeaves();
    await vi.advanceTimersByTimeAsync(0);
    expect(hasHungUp()).toBe(true);
    await over;
  });

  it('wait as long as the agent still talks', async () => {
    const { hasHungUp, otherLeaves } = scene(null);
    otherLeaves();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(hasHungUp()).toBe(false);
  });
});

describe('somebody who has to look up what to answer', () => {
  const whoAnswers = (hears: Person['hears']) => ({ ...silent, hears });

  it('is waited for', async () => {
    const { said, hears } = scene(
      null,
      whoAnswers(async () => ({ kind: 'say', text: 'at ten' })),
    );
    hears('When?');
    await expect.poll(() => said).toEqual(['at ten']);
  });

  it('fails aloud where nothing can be looked up', async () => {
    const broken = whoAnswers(() => Promise.reject(new Error('nothing can be looked up')));
    const { over, hears } = scene(null, broken);
    hears('When?');
    await expect(over).rejects.toThrow('nothing can be looked up');
  });
});
