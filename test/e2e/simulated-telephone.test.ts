import { randomUUID } from 'node:crypto';
import { dispose, RoomEvent } from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DialRequest } from '../../src/calls/telephony/telephone.ts';
import type { LivekitServer } from '../../src/embedded/livekit-server.ts';
import { orderRehearsal } from '../../src/scenarios/restaurant/rehearsal/rehearsal.ts';
import { createLogger } from '../../src/shared/logger.ts';
import type { PersonOptions } from '../../src/simulation/people/person.ts';
import {
  type OperatorName,
  operatorPhoneOf,
  type PersonaName,
} from '../../src/simulation/people/personas.ts';
import { createSimulatedTelephone } from '../../src/simulation/telephone.ts';
import { speak } from '../support/caller.ts';
import { startOwnLivekit } from '../support/page/own-livekit.ts';
import { joinAsPerson, type Person } from '../support/person.ts';

/** People without a telephone in a real room, met by an agent that is only a voice and its transcription. */

let livekit: LivekitServer;
beforeAll(async () => {
  livekit = await startOwnLivekit();
});
afterAll(async () => {
  await livekit.stop();
  await dispose();
});

interface Met {
  agent: Person;
  request: DialRequest;
  telephone: ReturnType<typeof createSimulatedTelephone>;
  digits: string[];
  /** The agent says this, in sound and as a transcription. */
  ask(text: string): Promise<void>;
  /** Resolves once the party has spoken at or after `since`, with when. */
  untilHeard(since: number): Promise<number>;
  left(): boolean;
}

async function meet(who: {
  persona?: PersonaName;
  operator?: OperatorName;
  language?: string;
}): Promise<Met> {
  const roomName = `simulated-${randomUUID()}`;
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity: 'agent', ttl: 300 });
  token.addGrant({ room: roomName, roomJoin: true });
  token.kind = 'agent';
  const agent = await joinAsPerson(livekit.url, await token.toJwt());
  const phone = '+12025550100';
  const persona: Omit<PersonOptions, 'seed' | 'language'> = {
    phone,
    attempt: 1,
    part: orderRehearsal.person,
    ...(who.persona ? { persona: who.persona } : {}),
  };
  const telephone = createSimulatedTelephone({
    livekit,
    seed: 1,
    language: who.language ?? 'en-US',
    person: who.operator ? null : persona,
    speak,
    logger: createLogger({ level: 'silent', component: 'test' }),
  });
  onTestFinished(async () => {
    await telephone.close();
    await agent.leave();
  });
  const digits: string[] = [];
  agent.room.on(RoomEvent.DtmfReceived, (_code, digit) => digits.push(digit));
  const request: DialRequest = {
    callId: randomUUID(),
    legId: randomUUID(),
    roomName,
    participantIdentity: 'person',
    toPhone: who.operator ? (operatorPhoneOf(who.operator, 1) ?? '') : phone,
    route: {
      lineId: randomUUID(),
      livekitTrunkId: null,
      callerId: '+12025550199',
      dialed: phone,
      headers: {},
      initialDtmf: null,
    },
    ringTimeoutMs: 8_000,
    maxCallMs: 60_000,
  };
  return {
    agent,
    request,
    telephone,
    digits,
    async ask(text) {
      const writer = await agent.room.localParticipant?.streamText({ topic: 'lk.transcription' });
      await writer?.write(text);
      await agent.say(await speak(text));
      await writer?.close();
    },
    untilHeard: (since) => agent.nextSound(since),
    left: () => agent.room.remoteParticipants.size === 0,
  };
}

const untilLeft = (met: Met) => vi.waitUntil(met.left, { timeout: 15_000 });

describe('somebody who is called', () => {
  test('joins as a SIP participant, says hello, and answers by voice once the agent has finished', async () => {
    const met = await meet({ persona: 'agreeable' });
    expect(await met.telephone.dial(met.request)).toEqual({
      answered: true,
      sipCallId: `simulated-${met.request.legId}`,
    });
    const participant = await vi.waitUntil(() => [...met.agent.room.remoteParticipants.values()][0]);
    expect(participant.attributes).toMatchObject({
      'sip.callStatus': 'active',
      'sip.phoneNumber': '+12025550100',
      'sip.trunkPhoneNumber': '+12025550199',
    });
    await met.untilHeard(0);
    await met.agent.untilQuiet(500);
    await met.ask('What would you like to order?');
    const askedAt = performance.now();
    expect(await met.untilHeard(askedAt)).toBeGreaterThan(askedAt + 500);
    await met.agent.untilQuiet(700);
    await met.ask('Thank you. Goodbye.');
    await untilLeft(met);
    await met.telephone.idle();
  });

  test('is hung up on like any telephone, and a second time does no harm', async () => {
    const met = await meet({ persona: 'agreeable' });
    await met.telephone.dial(met.request);
    await met.telephone.hangUp(met.request.roomName, 'person');
    await met.telephone.hangUp(met.request.roomName, 'person');
    await untilLeft(met);
  });

  test('talks over the agent', async () => {
    const met = await meet({ persona: 'talks-over' });
    await met.telephone.dial(met.request);
    await met.untilHeard(0);
    await met.agent.untilQuiet(500);
    const startedAt = performance.now();
    const asked = met.ask(
      'This is a very long sentence which takes the agent several seconds to say, so there.',
    );
    const heardAt = await met.untilHeard(startedAt);
    await asked;
    expect(heardAt).toBeLessThan(performance.now());
    expect(heardAt - startedAt).toBeGreaterThan(1_000);
  });

  test('hangs up in the middle of what the agent says', async () => {
    const met = await meet({ persona: 'hangs-up' });
    await met.telephone.dial(met.request);
    for (let turn = 0; turn < 3 && !met.left(); turn += 1) {
      await met.agent.untilQuiet(500);
      await met.ask('Would you like to order something for this evening, or shall we call you another time?');
      await new Promise((resolve) => setTimeout(resolve, 2_500));
    }
    await untilLeft(met);
  });

  test('types what the local voice cannot say', async () => {
    const met = await meet({ persona: 'agreeable', language: 'fa-IR' });
    const typed: string[] = [];
    met.agent.room.registerTextStreamHandler(
      'lk.chat',
      async (reader) => void typed.push(await reader.readAll()),
    );
    await met.telephone.dial(met.request);
    await met.ask('چه سفارشی دارید؟');
    await vi.waitUntil(() => typed.some((text) => text.includes(' و ')), { timeout: 10_000 });
  });

  test('is a mailbox that greets, beeps and then only records', async () => {
    const met = await meet({ persona: 'voicemail' });
    expect((await met.telephone.dial(met.request)).answered).toBe(true);
    await met.untilHeard(0);
    await met.agent.untilQuiet(3_000);
    const startedAt = performance.now();
    await met.ask('Please call us back.');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(met.agent.heardBetween(startedAt, performance.now())).toBe(false);
  });

  test('is behind a menu that opens with the key 1', async () => {
    const met = await meet({ persona: 'menu' });
    await met.telephone.dial(met.request);
    await met.untilHeard(0);
    await met.agent.untilQuiet(1_000);
    const pressedAt = performance.now();
    await met.agent.room.localParticipant?.publishDtmf(1, '1');
    await met.untilHeard(pressedAt);
  });
});

describe('an operator', () => {
  test('says yes after the brief, which nobody transcribes', async () => {
    const met = await meet({ operator: 'accepts' });
    await met.telephone.dial(met.request);
    await met.untilHeard(0);
    await met.agent.untilQuiet(500);
    await met.agent.say(await speak('Ann is interested in a course. Do you take the call?'));
    await met.untilHeard(performance.now());
  });

  test('presses 1', async () => {
    const met = await meet({ operator: 'accepts-by-key' });
    await met.telephone.dial(met.request);
    await met.untilHeard(0);
    await met.agent.untilQuiet(500);
    await met.agent.say(await speak('Ann is interested in a course. Do you take the call?'));
    await vi.waitUntil(() => met.digits.join('') === '1', { timeout: 10_000 });
  });
});
