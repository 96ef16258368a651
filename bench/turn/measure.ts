import { AccessToken, AgentDispatchClient, RoomServiceClient } from 'livekit-server-sdk';
import { speakWithFlite } from '../../src/embedded/speech/flite.ts';
import { joinAsPerson, type Person } from '../../test/support/person.ts';
import type { PersonTurn } from './script.ts';
import type { Stack } from './stack.ts';

export interface Measured {
  turn: PersonTurn;
  /** From the person's last sound to the agent's first, both as they pass the person's own sound card. */
  delayMs: number;
  /** The agent began to speak while the person was not done. */
  wasSpokenOver: boolean;
}

export interface MeasuredCall {
  turns: Measured[];
  /** Each of the person's turns as the model saw it, whole or in pieces. */
  userMessages: string[];
  /** Proportional set size of the call's job process, MiB. */
  jobMemory: { total: number; parts: Record<string, number> } | null;
}

const sampleRate = 16_000;
/** Silence of the agent after which the person speaks: longer than the gap between two sentences. */
const quietMs = 700;

/** One call to one agent, from greeting to hang-up. */
export async function measureCall(
  stack: Stack,
  agent: 'parley' | 'bare',
  turns: PersonTurn[],
  readMemory: (worker: number) => Promise<MeasuredCall['jobMemory']>,
): Promise<MeasuredCall> {
  const roomName = `bench-${agent}-${Date.now()}`;
  const utterances = await Promise.all(turns.map(speak));
  await steer(stack.fakes.deepgram, { say: utterances.map(({ segments }) => segments) });
  const since = performance.now();
  const person = await enter(stack, agent, roomName);
  await person.nextSound(since, 30_000);
  await person.untilQuiet(quietMs);
  const measured: Measured[] = [];
  for (const [index, turn] of turns.entries()) {
    measured.push(await takeTurn(person, turn, utterances[index]?.samples ?? new Int16Array()));
    await person.untilQuiet(quietMs);
  }
  const jobMemory = await readMemory(stack.agents[agent].pid);
  await person.leave();
  await new RoomServiceClient(stack.url, stack.apiKey, stack.apiSecret).deleteRoom(roomName).catch(() => {});
  return { turns: measured, userMessages: await lastUserMessages(stack), jobMemory };
}

async function takeTurn(person: Person, turn: PersonTurn, samples: Int16Array): Promise<Measured> {
  const { startedAt, endedAt } = await person.say(samples);
  const wasSpokenOver = person.heardBetween(startedAt, endedAt);
  const answeredAt = await person.nextSound(endedAt);
  if (process.env.BENCH_VERBOSE) console.error(turn.id, startedAt, endedAt, answeredAt, answeredAt - endedAt);
  return { turn, delayMs: answeredAt - endedAt, wasSpokenOver };
}

async function enter(stack: Stack, agent: string, roomName: string): Promise<Person> {
  const token = new AccessToken(stack.apiKey, stack.apiSecret, { identity: 'person', ttl: 600 });
  token.addGrant({ room: roomName, roomJoin: true });
  const person = await joinAsPerson(stack.url, await token.toJwt());
  await new AgentDispatchClient(stack.url, stack.apiKey, stack.apiSecret).createDispatch(roomName, agent);
  return person;
}

/** The turn's bursts with their pauses, and for the recognizer's fake how long the speech of each is. */
async function speak(turn: PersonTurn) {
  const bursts = await Promise.all(
    turn.bursts.map((text) => speakWithFlite(text, { voice: 'rms', rate: 1 })),
  );
  const trimmed = bursts.map(trim);
  const pause = new Int16Array((turn.pauseMs * sampleRate) / 1000);
  const pieces = trimmed.flatMap((burst, index) => (index === 0 ? [burst] : [pause, burst]));
  return {
    samples: Int16Array.from(pieces.flatMap((piece) => [...piece])),
    segments: turn.bursts.map((text, index) => ({
      text,
      speechMs: ((trimmed[index]?.length ?? 0) * 1000) / sampleRate,
    })),
  };
}

/** Without the silence that the synthesizer puts around a sentence, so that the pauses are what they say. */
function trim(samples: Int16Array): Int16Array {
  const isLoud = (sample: number) => Math.abs(sample) > 500;
  const first = samples.findIndex(isLoud);
  const last = samples.findLastIndex(isLoud);
  return samples.slice(first, last + 1);
}

async function steer(url: string, settings: object): Promise<void> {
  const response = await fetch(`${url.replace(/^ws/, 'http')}/_fake`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });
  if (!response.ok) throw new Error(`the fake refused to be steered: ${response.status}`);
}

async function lastUserMessages(stack: Stack): Promise<string[]> {
  const response = await fetch(`${stack.fakes.openai.replace(/\/v1$/, '')}/_fake`);
  const requests = (await response.json()) as Array<{ messages: Array<{ role: string; content?: unknown }> }>;
  const messages = requests.at(-1)?.messages ?? [];
  return messages.filter(({ role }) => role === 'user').map(({ content }) => String(content));
}
