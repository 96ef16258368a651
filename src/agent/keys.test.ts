import { EventEmitter } from 'node:events';
import { voice } from '@livekit/agents';
import { type Room, RoomEvent } from '@livekit/rtc-node';
import { expect, test } from 'vitest';
import type { OpenedCall } from '../calls/call/call.ts';
import { Transcript } from '../calls/conversation/transcript.ts';
import type { LiveCall } from '../calls/live-call.ts';
import { expectedReply } from '../language/expected-reply.ts';
import { listenForKeys } from './keys.ts';

const { AgentStateChanged } = voice.AgentSessionEventTypes;
const language = 'en-US';
const opened = { agent: { language }, organization: { region: 'US' } } as unknown as OpenedCall;

/** A room in which somebody presses keys, and a call that notes what becomes of them. */
function call() {
  const room = new EventEmitter();
  const session = Object.assign(new EventEmitter(), { agentState: 'listening' });
  const transcript = new Transcript();
  const heard: string[] = [];
  const said: string[] = [];
  let cuts = 0;
  const live = {
    session,
    expecting: {
      ofKeys: () =>
        expectedReply({ scenarioStep: null, lastTool: null, agentSentence: transcript.asking, language }),
    },
    hear: (text: string) => heard.push(text),
    say: (text: string, options: { isAside: boolean }) => {
      transcript.beginReply(options);
      transcript.willSay(text);
      said.push(text);
    },
    cutShort: () => {
      if (session.agentState === 'speaking') cuts += 1;
    },
    personIsThere: () => {},
    onOver: () => {},
  };
  listenForKeys(room as unknown as Room, 'person', opened, live as unknown as LiveCall);
  return {
    heard,
    said,
    cuts: () => cuts,
    asks(text: string) {
      transcript.beginReply();
      transcript.willSay(text);
    },
    interjects(text: string) {
      transcript.beginReply({ isAside: true });
      transcript.willSay(text);
    },
    become(agentState: string) {
      session.agentState = agentState;
      session.emit(AgentStateChanged, { newState: agentState });
    },
    press(keys: string, identity = 'person') {
      for (const key of keys) room.emit(RoomEvent.DtmfReceived, Number(key), key, { identity });
    },
  };
}

test('keys that are pressed while the question is being said stop it and count from the first', () => {
  const { heard, cuts, asks, become, press } = call();
  asks('Good morning. How can I help you?');
  become('thinking');
  asks('Gladly. May I have your phone number?');
  become('speaking');
  press('20255501');
  expect(cuts()).toBeGreaterThan(0);
  become('listening');
  press('43');
  expect(heard).toEqual(['+12025550143']);
});

test('keys that are pressed before the model has found its question count from the first', () => {
  const { heard, asks, become, press } = call();
  asks('What is your phone number?');
  become('thinking');
  press('1');
  asks('Tuesday at ten is free. Shall I book it?');
  become('speaking');
  expect(heard).toEqual(['yes']);
});

test('a wrong key is explained once, and the right one is taken after it', () => {
  const { heard, said, asks, become, press } = call();
  asks('Shall I book it?');
  press('7'.repeat(200));
  become('speaking');
  press('7');
  expect(said).toEqual(['Please press 1 for yes or 2 for no.']);
  press('1');
  expect(heard).toEqual(['yes']);
});

test('digits for a number are no yes or no after the agent has asked whether they are there', () => {
  const { heard, asks, interjects, press } = call();
  asks('What is your phone number?');
  interjects('Are you still there?');
  press('2025550143');
  expect(heard).toEqual(['+12025550143']);
});

test('keys of anybody else in the room are not the person’s', () => {
  const { heard, asks, press } = call();
  asks('Shall I book it?');
  press('1', 'operator');
  press('2');
  expect(heard).toEqual(['no']);
});
