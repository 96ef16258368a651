import { randomUUID } from 'node:crypto';
import type { Channel } from '../../../../src/calls/call/call.ts';
import type { Database } from '../../../../src/services/supabase/client.ts';
import { createAppointments } from '../../../../src/services/supabase/supabase-appointments.ts';
import { createCalls } from '../../../../src/services/supabase/supabase-calls.ts';
import { createDialing } from '../../../../src/services/supabase/supabase-dialing.ts';
import { createUsers } from '../../../../src/services/supabase/supabase-users.ts';

/** Days to look ahead for a free slot; the demo clinic is closed on weekends only. */
const lookAheadDays = 14;

/** A call of this organization, as the agent's job opens and takes it. */
export async function openCall(
  db: Database,
  organizationId: string,
  options: { channel?: Channel; leaseSeconds?: number; taken?: boolean } = {},
) {
  const { channel = 'web', leaseSeconds = 60, taken = true } = options;
  const calls = createCalls(db);
  const opened = await calls.open({
    organizationId,
    scenario: 'appointment',
    direction: 'inbound',
    channel,
    roomName: `call-${randomUUID()}`,
    fromPhone: null,
    toPhone: null,
    rehearsal: true,
    leaseSeconds,
  });
  if (!taken) return opened;
  await calls.take(opened.call.id, leaseSeconds);
  await createDialing(db).answered(opened.call.id, null, null);
  return opened;
}

/** Identifies a person and books them the first free slot from tomorrow on. */
export async function book(db: Database, callId: string, phone: string, name: string) {
  const appointments = createAppointments(db);
  await createUsers(db).identify({ callId, toolCallId: randomUUID() }, { phone, name });
  for (let ahead = 1; ahead <= lookAheadDays; ahead += 1) {
    const date = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const free = await appointments.slots(callId, { date, partOfDay: null });
    const slot = free.ok ? free.slots[0] : undefined;
    if (slot === undefined) continue;
    const booked = await appointments.book(
      { callId, toolCallId: randomUUID() },
      { date: slot.date, time: slot.time, notes: 'First visit' },
    );
    if (booked.ok) return booked.appointment;
  }
  throw new Error('the demo clinic has no free slot');
}

/** A whole conversation that booked something, turn by turn, and ended. */
export async function converse(db: Database, organizationId: string, phone = '+12025550100') {
  const calls = createCalls(db);
  const { call } = await openCall(db, organizationId);
  await calls.recordTurn(call.id, turn(0, 'agent', 'Demo Clinic, how can I help?'));
  await calls.recordTurn(call.id, {
    ...turn(1, 'person', 'I would like to book a cleaning'),
    latency: { endOfTurnMs: 210, modelMs: 320.5, speechMs: 95, totalMs: 625.5 },
    decision: { expected: 'open', verdict: 'unclear', probability: 0.42, source: 'model' },
  });
  const appointment = await book(db, call.id, phone, 'Ann Example');
  await calls.recordTurn(call.id, {
    ...turn(2, 'agent', 'You are booked. Anything else?'),
    heard: 'You are booked.',
    interrupted: true,
  });
  await calls.recordEvent(call.id, {
    version: 1,
    type: 'tool_call',
    tool: 'book_appointment',
    status: 'success',
    data: { ...appointment },
    timestamp: new Date().toISOString(),
  });
  await calls.recordUsage(call.id, [
    { provider: 'deepgram', unit: 'audio_second', quantity: 90 },
    { provider: 'cartesia', unit: 'character', quantity: 1200 },
  ]);
  return { callId: call.id, appointment };
}

function turn(index: number, role: 'agent' | 'person', text: string) {
  return {
    index,
    role,
    text,
    heard: null,
    interrupted: false,
    startedAt: new Date().toISOString(),
    endedAt: new Date().toISOString(),
    latency: { endOfTurnMs: null, modelMs: null, speechMs: null, totalMs: null },
    decision: null,
  };
}
