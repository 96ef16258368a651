import { type DisconnectReason, dispose, RoomEvent } from '@livekit/rtc-node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { demoOrganizationId } from '../../src/embedded/database.ts';
import { speak } from '../support/caller.ts';
import { callTool, modelThatAnswers } from '../support/live/model-script.ts';
import { processOfPort } from '../support/live/process-of-port.ts';
import { ringIn as ring } from '../support/live/ring-in.ts';
import { line, startTelephoneStack, type TelephoneStack } from '../support/live/telephone-stack.ts';
import { TrackEars } from '../support/live/track-ears.ts';
import type { Person } from '../support/person.ts';

/** Calls by telephone: real rooms, real job processes; only dial and transfer are played on a socket. */

interface CallRow {
  id: string;
  outcome: string | null;
  disposition: string | null;
  end_reason: string | null;
  ended_at: string | null;
  from_phone: string | null;
  answered_by: string | null;
  room_name: string;
}

let stack: TelephoneStack;

beforeAll(async () => {
  stack = await startTelephoneStack();
  stack.live.openai.handler = modelThatAnswers([
    [/human/, callTool('hand_over_to_operator', { reason: 'a question about a bill' })],
  ]);
});
afterAll(async () => {
  await stack?.stop();
  await dispose();
});

const untilEnded = (callId: string, timeout = 20_000) =>
  vi.waitFor(
    async () => {
      const row = await callRow(callId);
      expect(row.ended_at, stack.live.log.join('\n')).not.toBeNull();
      return row;
    },
    { timeout, interval: 50 },
  );

async function callRow(callId: string): Promise<CallRow> {
  const [row] = await stack.query<CallRow>('select * from public.calls where id = $1', callId);
  if (!row) throw new Error('The call has no row.');
  return row;
}

const untilReleased = (callId: string) =>
  vi.waitFor(async () => {
    const held = await stack.query(
      'select from public.legs where call_id = $1 and released_at is null',
      callId,
    );
    expect(held).toEqual([]);
  });

/** The dial of this call, once the telephone rings. */
async function untilRinging(identity: RegExp, room?: string) {
  return vi.waitFor(
    () => {
      const dial = stack.sip.dials.find(
        ({ request, person }) =>
          person && identity.test(request.participantIdentity) && (!room || request.roomName === room),
      );
      if (!dial?.person) throw new Error(`nobody was dialed\n${stack.live.log.join('\n')}`);
      return dial as typeof dial & { person: Person };
    },
    { timeout: 30_000, interval: 20 },
  );
}

const ringIn = (attributes: Record<string, string>) => ring(stack.live, attributes);

const untilSaid = (person: Person, words: RegExp) =>
  vi.waitFor(() => expect(person.agentSaid.join(' '), stack.live.log.join('\n')).toMatch(words), {
    timeout: 30_000,
  });

const untilSentOut = (person: Person) =>
  new Promise<DisconnectReason | null>((resolve) => {
    person.room.on(RoomEvent.Disconnected, (reason) => resolve(reason));
    if (!person.room.isConnected) resolve(null);
  });

async function callIn(room: string): Promise<CallRow> {
  const [row] = await stack.query<CallRow>('select * from public.calls where room_name = $1', room);
  if (!row) throw new Error('The call has no row.');
  return row;
}

test('a busy telephone ends the call at once as busy, closes its room and frees its line', async () => {
  stack.sip.next({ end: 'status', status: 486 }, '+12025550111');
  const callId = await stack.place('+12025550111');
  const { request, gone } = await untilRinging(/^person$/);
  await gone;
  const hungUpAt = performance.now();
  const row = await untilEnded(callId);
  await untilReleased(callId);
  expect(performance.now() - hungUpAt).toBeLessThan(2_000);
  expect(row).toMatchObject({ outcome: 'busy', end_reason: 'not_answered', disposition: null });
  expect(await stack.rooms.countPeople(request.roomName)).toBe(0);
});

test('whoever answers says hello first, and the call ends with their hang-up', async () => {
  const callId = await stack.place('+12025550112');
  const { room_name } = await callRow(callId);
  const { person, request } = await untilRinging(/^person$/, room_name);
  expect(request).toMatchObject({ sipCallTo: '+12025550112', sipNumber: line, sipTrunkId: 'ST_test' });
  stack.live.deepgram.say('hello');
  expect(person.agentSaid).toEqual([]);
  const { endedAt } = await person.say(await speak('hello'));
  expect((await person.nextSound(endedAt)) - endedAt).toBeLessThan(4_000);
  await person.leave();
  expect(await untilEnded(callId)).toMatchObject({
    outcome: 'answered',
    end_reason: 'person_hung_up',
    answered_by: 'human',
  });
  await untilReleased(callId);
});

test('somebody hangs up on a job that was killed: LiveKit tells, and the call is ended before its lease is over', async () => {
  const held = stack.live.gate.hold('record_turn', 'after');
  const { person, room } = await ringIn({ 'sip.phoneNumber': '+12025550131', 'sip.trunkPhoneNumber': line });
  const { port, gone } = await held.reached;
  process.kill(processOfPort(port), 'SIGKILL');
  await gone;
  held.release();
  const { id } = await callIn(room);
  await stack.query(
    "update public.calls set lease_expires_at = app.now() + interval '30 seconds' where id = $1",
    id,
  );
  await person.leave();
  const secondsLeft = async () => {
    const [row] = await stack.query<{ left: number }>(
      'select extract(epoch from lease_expires_at - app.now())::float8 as left from public.calls where id = $1',
      id,
    );
    return row?.left;
  };
  await vi.waitFor(async () => expect(await secondsLeft()).toBeLessThan(16), { timeout: 5_000 });
  expect(await stack.sweep()).toBe(0);
  await stack.live.database.setNow(new Date(Date.now() + 16_000).toISOString());
  expect(await stack.sweep()).toBe(1);
  await stack.live.database.setNow(null);
  expect(await callRow(id)).toMatchObject({ outcome: 'failed', end_reason: 'agent_lost' });
  await untilReleased(id);
});

test('a number that is no line of ours is told so, whoever calls', async () => {
  const { person, room } = await ringIn({
    'sip.phoneNumber': 'anonymous',
    'sip.trunkPhoneNumber': '+12025550199',
  });
  const out = untilSentOut(person);
  await untilSaid(person, /not in service/);
  await out;
  const { id } = await callIn(room);
  expect(await untilEnded(id)).toMatchObject({
    end_reason: 'unknown_number',
    from_phone: null,
    disposition: null,
  });
});

test('a line outside its hours says so, and is not taken', async () => {
  await stack.query(
    `insert into public.line_hours (organization_id, line_id, direction, weekday, opens, closes)
     select organization_id, id, 'inbound', extract(isodow from app.now() + interval '3 days'), '09:00', '09:01'
     from public.lines where phone = $1`,
    line,
  );
  const { person, room } = await ringIn({ 'sip.phoneNumber': '+12025550132', 'sip.trunkPhoneNumber': line });
  const out = untilSentOut(person);
  await untilSaid(person, /closed at the moment/);
  await out;
  const { id } = await callIn(room);
  expect(await untilEnded(id)).toMatchObject({ end_reason: 'out_of_hours', disposition: null });
  expect(await stack.query('select from public.legs where call_id = $1', id)).toEqual([]);
  await stack.query('delete from public.line_hours where direction = $1', 'inbound');
});

test('whoever calls a line that is full is told so, and the call on it goes on', async () => {
  const numbers = { 'sip.phoneNumber': '+12025550133', 'sip.trunkPhoneNumber': line };
  const first = await ringIn(numbers);
  await untilSaid(first.person, /number you are calling from/);
  await stack.query('update public.lines set max_concurrent = 1 where phone = $1', line);
  const second = await ringIn({ ...numbers, 'sip.phoneNumber': '+12025550134' });
  const out = untilSentOut(second.person);
  await untilSaid(second.person, /lines are busy/);
  await out;
  expect(await untilEnded((await callIn(second.room)).id)).toMatchObject({ end_reason: 'all_busy' });
  await stack.query('update public.lines set max_concurrent = 20 where phone = $1', line);
  const { id, ended_at } = await callIn(first.room);
  expect(ended_at).toBeNull();
  await first.person.leave();
  expect(await untilEnded(id)).toMatchObject({ outcome: 'answered', end_reason: 'person_hung_up' });
  await untilReleased(id);
});

test('operators are asked until one takes the call, unheard by the person; then both talk until one hangs up', async () => {
  for (const [index, phone] of ['+12025550121', '+12025550122', '+12025550123'].entries()) {
    await stack.query(
      'insert into public.operators (organization_id, name, phone, position) values ($1, $2, $3, $4)',
      demoOrganizationId,
      `Operator ${index + 1}`,
      phone,
      index + 1,
    );
  }
  stack.sip.next({ end: 'status', status: 486 }, '+12025550121');
  stack.sip.next({ end: 'answer', afterMs: 500 }, '+12025550122');
  stack.sip.next({ end: 'answer', afterMs: 500 }, '+12025550123');
  const { person, room } = await ringIn({ 'sip.phoneNumber': '+12025550130', 'sip.trunkPhoneNumber': line });
  const personEars = new TrackEars(person.room);
  await untilSaid(person, /number you are calling from/);
  await person.room.localParticipant?.sendText('a human please', { topic: 'lk.chat' });

  const second = await untilRinging(/^operator-/, room).then(() => stack.answered('+12025550122'));
  const secondEars = new TrackEars(second.room);
  await vi.waitFor(() => expect(secondEars.heard(/whisper$/), `${secondEars.names()}`).toBeGreaterThan(50), {
    timeout: 20_000,
  });
  expect(personEars.heard(/hold$/)).toBeGreaterThan(0);
  expect(personEars.heard(/whisper$/)).toBe(0);
  await second.room.localParticipant?.publishDtmf(2, '2');

  const third = await stack.answered('+12025550123');
  const since = performance.now();
  const thirdEars = new TrackEars(third.room);
  await vi.waitFor(() => expect(thirdEars.heard(/whisper$/)).toBeGreaterThan(50), { timeout: 20_000 });
  stack.live.deepgram.say('who is it', 'yes');
  await Promise.all([person.say(await speak('is anybody there')), third.say(await speak('who is it'))]);
  expect(thirdEars.heard(/^sip_caller/, since)).toBe(0);
  expect(thirdEars.heard(/hold$/, since)).toBe(0);
  expect(personEars.heard(/^operator-/)).toBe(0);
  expect(personEars.heard(/whisper$/)).toBe(0);
  await third.say(await speak('yes'));

  const { id } = await callIn(room);
  expect(await untilEnded(id)).toMatchObject({ outcome: 'answered', end_reason: 'transferred' });
  await third.say(await speak('how can i help'));
  await person.say(await speak('it is about a bill'));
  await vi.waitFor(() => expect(personEars.heard(/^operator-/), `${personEars.names()}`).toBeGreaterThan(10));
  await vi.waitFor(() => expect(thirdEars.heard(/^sip_caller/), `${thirdEars.names()}`).toBeGreaterThan(10));

  const out = untilSentOut(person);
  await third.leave();
  const leftAt = performance.now();
  await out;
  expect(performance.now() - leftAt).toBeLessThan(3_000);
  await untilReleased(id);
  const legs = await stack.query(
    `select outcome from public.legs where call_id = $1 and kind = 'operator' order by taken_at`,
    id,
  );
  expect(legs).toEqual([{ outcome: 'busy' }, { outcome: 'declined' }, { outcome: 'answered' }]);
  expect(await stack.query('select from public.call_recordings where call_id = $1', id)).toHaveLength(1);
});
