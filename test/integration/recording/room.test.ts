import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { initializeLogger, voice } from '@livekit/agents';
import { Room } from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallRecording, recordCall } from '../../../src/calls/recording/record-call.ts';
import type { RecordingFacts } from '../../../src/calls/recording/recordings.ts';
import { readWavFacts } from '../../../src/calls/recording/wav.ts';
import type { LivekitServer } from '../../../src/embedded/livekit-server.ts';
import { LocalVoice } from '../../../src/embedded/speech/local-voice.ts';
import { createFolderStore } from '../../../src/services/recordings/folder.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { speak } from '../../support/caller.ts';
import { startOwnLivekit } from '../../support/page/own-livekit.ts';
import { joinAsPerson, type Person } from '../../support/person.ts';

initializeLogger({ pretty: false, level: 'silent' });

const organization = { id: '00000000-0000-4000-8000-000000000001' };
const call = { id: '11111111-1111-4111-8111-111111111111' };
const disclosure = 'This call is recorded.';
const story =
  'Once upon a time there was a small clinic by the sea, and it had a very long list of free times.';

/** LiveKit tells the page about its session here; unread, each message would be a line in the tests' output. */
const ignoreSession = (room: Room) =>
  room.registerByteStreamHandler(
    'lk.agent.session',
    async (reader) => void (await reader.readAll().catch(() => {})),
  );

/** A session in a real room, with a voice and a person who listens. */
describe('recordCall', { timeout: 60_000 }, () => {
  let livekit: LivekitServer;
  let folder: string;
  let room: Room;
  let person: Person;
  let session: voice.AgentSession;
  let recorded: RecordingFacts[];

  beforeAll(async () => {
    livekit = await startOwnLivekit();
    folder = await mkdtemp(path.join(tmpdir(), 'parley-room-'));
    room = new Room();
    await room.connect(livekit.url, await tokenOf('agent'), { autoSubscribe: true, dynacast: false });
    person = await joinAsPerson(livekit.url, await tokenOf('person'), ignoreSession);
    session = new voice.AgentSession({ tts: new LocalVoice({ voice: null }), vad: null });
    await session.start({
      room,
      agent: new voice.Agent({ instructions: '' }),
      record: false,
      inputOptions: { participantIdentity: 'person' },
    });
  }, 60_000);

  afterAll(async () => {
    await session?.close();
    await person?.leave();
    await room?.disconnect();
    await livekit?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function tokenOf(identity: string): Promise<string> {
    const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity });
    token.addGrant({ room: 'recorded', roomJoin: true });
    return token.toJwt();
  }

  function record(spoken: voice.SpeechHandle): CallRecording {
    recorded = [];
    return recordCall({
      room,
      personIdentity: 'person',
      disclosure: spoken,
      call,
      organization,
      folder: path.join(folder, 'unfinished'),
      retentionDays: 30,
      store: createFolderStore(folder),
      recordings: {
        record: async (facts) => void recorded.push(facts),
        claimExpired: async () => [],
        claimUnreviewed: async () => [],
        markDeleted: async () => {},
        recordReviewCopy: async () => {},
      },
      clock: systemClock,
      logger: createLogger({ level: 'silent', component: 'test' }),
    });
  }

  /** Seconds at which each side can be heard, in steps of 50 ms. */
  async function listen(facts: RecordingFacts | null): Promise<{ caller: number[]; agent: number[] }> {
    const file = path.join(folder, facts?.path ?? '');
    const wav = await readWavFacts(file);
    const bytes = (await readFile(file)).subarray(wav?.dataAt);
    const frames = Math.floor(bytes.length / 4);
    const heard = (side: number) => {
      const steps = Array.from({ length: Math.floor(frames / 800) }, (_, step) => step);
      const isLoud = (step: number) => {
        let peak = 0;
        for (let at = step * 800; at < (step + 1) * 800; at += 1)
          peak = Math.max(peak, Math.abs(bytes.readInt16LE(at * 4 + side * 2)));
        return peak > 600;
      };
      return steps.filter(isLoud).map((step) => step / 20);
    };
    return { caller: heard(0), agent: heard(1) };
  }

  it('keeps what was played and said after the disclosure, and nothing that an interruption took back', async () => {
    const told = session.say(disclosure, { allowInterruptions: false });
    const recording = record(told);
    await told.waitForPlayout();
    const startedAt = performance.now();
    const speech = session.say(story);
    await person.nextSound(startedAt);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const interruptedAt = (performance.now() - startedAt) / 1000;
    await session.interrupt();
    await speech.waitForPlayout();
    await person.untilQuiet(500);
    const answer = await speak('please stop, i know all that');
    const said = await person.say(answer);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const stoppedAt = (performance.now() - startedAt) / 1000;
    const facts = await recording.stop();

    expect(recorded).toEqual([facts]);
    expect(facts).toMatchObject({ callId: call.id, store: 'folder', retentionDays: 30 });
    expect(facts?.seconds).toBeGreaterThan(stoppedAt - 0.3);
    const { caller, agent } = await listen(facts);
    // The story was heard from its beginning to the interruption, and not a tenth of a second longer.
    expect(agent[0]).toBeLessThan(1);
    expect(agent.at(-1)).toBeGreaterThan(interruptedAt - 0.5);
    expect(agent.at(-1)).toBeLessThan(interruptedAt + 0.1);
    // The answer stands on the other side, at the moment at which it was said.
    const saidAt = [said.startedAt, said.endedAt].map((at) => (at - startedAt) / 1000);
    expect(Math.abs((caller[0] ?? 0) - (saidAt[0] ?? 0))).toBeLessThan(0.5);
    expect(Math.abs((caller.at(-1) ?? 0) - (saidAt[1] ?? 0))).toBeLessThan(0.5);
  });

  it('records nothing when the disclosure was not heard to its end', async () => {
    const told = session.say(disclosure);
    const recording = record(told);
    await person.nextSound(performance.now());
    await session.interrupt();
    await told.waitForPlayout();
    session.say('Hello.');
    expect(await recording.stop()).toBeNull();
    expect(recorded).toEqual([]);
  });

  it('keeps what the person says when they come back with a new microphone', async () => {
    const told = session.say(disclosure, { allowInterruptions: false });
    const recording = record(told);
    await told.waitForPlayout();
    const startedAt = performance.now();
    await person.leave();
    person = await joinAsPerson(livekit.url, await tokenOf('person'), ignoreSession);
    const said = await person.say(await speak('here i am again'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { caller } = await listen(await recording.stop());
    expect(Math.abs((caller[0] ?? 0) - (said.startedAt - startedAt) / 1000)).toBeLessThan(0.5);
  });
});
