import { EventEmitter } from 'node:events';
import { llm, voice } from '@livekit/agents';
import { expect, it } from 'vitest';
import type { LiveCall } from '../../calls/live-call.ts';
import type { Reaction } from '../people/reaction.ts';
import { TypedConversation } from './conversation.ts';

const { ConversationItemAdded, Close } = voice.AgentSessionEventTypes;

/** An agent that says what the test wants it to. */
function listeningAgent() {
  const session = Object.assign(new EventEmitter(), { agentState: 'listening' });
  const heard: string[] = [];
  const says = (content: string) =>
    session.emit(ConversationItemAdded, { item: llm.ChatMessage.create({ role: 'assistant', content }) });
  const live = {
    session,
    start: async () => void says('Have you arrived?'),
    hear: (text: string) => heard.push(text),
    ending: { personHungUp: () => session.emit(Close, {}) },
  } as unknown as LiveCall;
  return { live, heard, says, close: () => session.emit(Close, {}) };
}

/** Somebody who decides later what they do. */
function slowPerson() {
  const { promise, resolve } = Promise.withResolvers<Reaction>();
  const asked = Promise.withResolvers<void>();
  const hears = () => {
    asked.resolve();
    return promise;
  };
  const answering = { kind: 'answers', by: 'human', afterMs: 0, greeting: null } as const;
  return { person: { answering, interrupts: () => null, hears }, decide: resolve, asked: asked.promise };
}

it('shows what the agent says while a person is still thinking, and hears them once they have thought', async () => {
  const { live, heard, says, close } = listeningAgent();
  const { person, decide, asked } = slowPerson();
  const shown: string[] = [];
  const reminded = Promise.withResolvers<void>();
  const agentSays = (text: string) => {
    shown.push(text);
    if (shown.length === 2) reminded.resolve();
  };
  const talked = new TypedConversation(live, person, { agentSays }).run();
  await asked;
  says('Are you still there?');
  await reminded.promise;
  expect(heard).toEqual([]);
  decide({ kind: 'say', text: 'yes' });
  await expect.poll(() => heard).toEqual(['yes']);
  close();
  await talked;
  expect(shown).toEqual(['Have you arrived?', 'Are you still there?']);
});

it('is over when the agent hangs up on somebody who is still thinking', async () => {
  const { live, heard, close } = listeningAgent();
  const { person, asked } = slowPerson();
  const talked = new TypedConversation(live, person, {}).run();
  await asked;
  close();
  await talked;
  expect(heard).toEqual([]);
});

it('is over when somebody who is still thinking is hung up by a signal', async () => {
  const { live } = listeningAgent();
  const { person, asked } = slowPerson();
  const hangUp = new AbortController();
  const talked = new TypedConversation(live, person, {}).run(hangUp.signal);
  await asked;
  hangUp.abort();
  await talked;
  expect(hangUp.signal.aborted).toBe(true);
});

it('ends for a person who cannot find out what to answer', async () => {
  const { live } = listeningAgent();
  const answering = { kind: 'answers', by: 'human', afterMs: 0, greeting: null } as const;
  const hears = async () => {
    throw new Error('nothing can be looked up');
  };
  const talk = new TypedConversation(live, { answering, interrupts: () => null, hears }, {});
  await expect(talk.run()).rejects.toThrow('nothing can be looked up');
});
