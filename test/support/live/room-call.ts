import { randomUUID } from 'node:crypto';
import { AccessToken, AgentDispatchClient } from 'livekit-server-sdk';
import { expect, vi } from 'vitest';
import type { ToolCallEvent } from '../../../src/calls/call/events.ts';
import type { CallRoom } from '../../../src/calls/call/rooms.ts';
import { demoOrganizationId } from '../../../src/embedded/database.ts';
import { appointment } from '../../../src/scenarios/appointment/scenario.ts';
import { createDatabase } from '../../../src/services/supabase/client.ts';
import { createCalls } from '../../../src/services/supabase/supabase-calls.ts';
import { speak } from '../caller.ts';
import { joinAsPerson, type Person } from '../person.ts';
import type { LiveStack } from './stack.ts';

/** Somebody in a room with the worker's agent, and the rows of their call. */
export interface RoomCall {
  id: string;
  person: Person;
  /** Says it aloud; the recognizer's fake makes these words of it, whatever language the sound is in. */
  say(words: string, sound?: string): Promise<{ startedAt: number; endedAt: number }>;
  type(words: string): Promise<void>;
  /** Resolves once the agent has said this, as the room transcribes it. */
  untilSaid(words: RegExp | string, timeoutMs?: number): Promise<void>;
  /** Resolves with the tool's first success (or what is asked for), past or future. */
  untilTool(tool: string, status?: ToolCallEvent['status']): Promise<ToolCallEvent>;
  /** Resolves once the call is ended, with its row. */
  ended(timeoutMs?: number): Promise<CallRow>;
  row(): Promise<CallRow>;
  turns(): Promise<TurnRow[]>;
  appointments(): Promise<AppointmentRow[]>;
}

export interface CallRow {
  outcome: string | null;
  disposition: string | null;
  end_reason: string | null;
  ended_at: string | null;
}

export interface TurnRow {
  role: 'agent' | 'person';
  text: string;
  heard: string | null;
  interrupted: boolean;
}

export interface AppointmentRow {
  status: string;
  local_start: string;
  phone: string;
}

/** A dispatched job of this stack answers within seconds, on a busy machine in tens of them. */
const answerTimeoutMs = 30_000;

export async function startRoomCall(
  stack: LiveStack,
  {
    organizationId = demoOrganizationId,
    scenario = appointment.name,
    untilGreeted = true,
    token = (room: CallRoom) => tokenFor(stack.livekit, room.name),
  } = {},
): Promise<RoomCall> {
  const { livekit, database } = stack;
  const roomName = `test-${randomUUID()}`;
  const calls = createCalls(createDatabase(database.url, database.keys.secret));
  const { call } = await calls.open({
    organizationId,
    scenario,
    direction: 'inbound',
    channel: 'web',
    roomName,
    fromPhone: null,
    toPhone: null,
    rehearsal: false,
    leaseSeconds: 30,
  });
  const person = await joinAsPerson(
    livekit.url,
    await token({ name: roomName, callId: call.id, language: null }),
  );
  await new AgentDispatchClient(
    livekit.url.replace('ws', 'http'),
    livekit.apiKey,
    livekit.apiSecret,
  ).createDispatch(roomName, 'parley', { metadata: JSON.stringify({ callId: call.id }) });
  if (untilGreeted) await person.nextSound(0, answerTimeoutMs);
  return new Rows(stack, call.id, person);
}

async function tokenFor({ apiKey, apiSecret }: LiveStack['livekit'], room: string): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { identity: 'person', ttl: 600 });
  token.addGrant({ room, roomJoin: true });
  return token.toJwt();
}

class Rows implements RoomCall {
  readonly id: string;
  readonly person: Person;
  private readonly stack: LiveStack;

  constructor(stack: LiveStack, id: string, person: Person) {
    this.stack = stack;
    this.id = id;
    this.person = person;
  }

  async say(words: string, sound = words): Promise<{ startedAt: number; endedAt: number }> {
    const samples = withoutMargins(await speak(sound));
    this.stack.deepgram.say([{ text: words, speechMs: samples.length / 16 }]);
    return this.person.say(samples);
  }

  async type(words: string): Promise<void> {
    await this.person.room.localParticipant?.sendText(words, { topic: 'lk.chat' });
  }

  async untilSaid(words: RegExp | string, timeoutMs = 20_000): Promise<void> {
    const options = { timeout: timeoutMs };
    await vi.waitFor(() => expect(this.person.agentSaid.join(' ')).toMatch(words), options);
  }

  untilTool(tool: string, status: ToolCallEvent['status'] = 'success'): Promise<ToolCallEvent> {
    return this.person.untilEvent(
      (event): event is ToolCallEvent =>
        event.type === 'tool_call' && event.tool === tool && event.status === status,
    );
  }

  async ended(timeoutMs = 20_000): Promise<CallRow> {
    const said = () => `the call has not ended; the agent said: ${this.person.agentSaid.join(' | ')}`;
    const isOver = async () => expect((await this.row()).ended_at, said()).not.toBeNull();
    await vi.waitFor(isOver, { timeout: timeoutMs, interval: 200 });
    return this.row();
  }

  async row(): Promise<CallRow> {
    const [row] = await this.query<CallRow>(
      'select outcome, disposition, end_reason, ended_at from public.calls where id = $1',
    );
    if (!row) throw new Error('The call has no row.');
    return row;
  }

  turns(): Promise<TurnRow[]> {
    return this.query(
      'select role, text, heard, interrupted from public.turns where call_id = $1 order by turn_index',
    );
  }

  appointments(): Promise<AppointmentRow[]> {
    return this.query(
      `select status, coalesce(users.phone, users.claimed_phone) as phone,
         to_char(starts_at at time zone 'America/New_York', 'YYYY-MM-DD HH24:MI') as local_start
       from public.appointments join public.users on users.id = appointments.user_id
       where call_id = $1 order by starts_at`,
    );
  }

  private async query<Row>(statement: string): Promise<Row[]> {
    return this.stack.database.sql.query<Row>(statement, [this.id]);
  }
}

/** The synthesizer puts silence around a sentence, which the recognizer's fake would not count as speech. */
export function withoutMargins(samples: Int16Array): Int16Array {
  const isLoud = (sample: number) => Math.abs(sample) > 500;
  return samples.slice(samples.findIndex(isLoud), samples.findLastIndex(isLoud) + 1);
}
