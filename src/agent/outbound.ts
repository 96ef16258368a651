import type { JobContext } from '@livekit/agents';
import type { OpenedCall } from '../calls/call/call.ts';
import { WriteQueue } from '../calls/call/write-queue.ts';
import { routeTo } from '../calls/telephony/dial-template.ts';
import type { Dialed, Telephone } from '../calls/telephony/telephone.ts';
import { textsFor } from '../calls/texts/texts.ts';
import type { DialOrder } from '../dialing/dialing.ts';
import { type OutboundChannel, type PreparedCall, placeCall } from '../dialing/place-call.ts';
import { occasionOf } from '../simulation/people/personas.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import { findScenario } from '../wiring/find-scenario.ts';
import { telephoneFor } from '../wiring/telephones.ts';
import { whyUnreadable } from '../wiring/why-unreadable.ts';
import { handleAnswerInRoom } from './answer-in-room.ts';
import { leaveRoom } from './leave-room.ts';
import { prepareCall } from './prepare-call.ts';
import type { Presence } from './presence.ts';
import { startWith } from './start-with.ts';
import { takeSeatsInRoom } from './wait-for-quota.ts';

/** Who the called party is in the room. */
const person = 'person';

/** Whoever answers is in the room since it rang; the news of that may be on its way. */
const arrivalMs = 3_000;

export interface Placement {
  job: JobContext;
  dependencies: Dependencies;
  presence: Presence;
  opened: OpenedCall;
}

/** A job that calls somebody. It ends with the call. */
export async function callFromRoom(placement: Placement): Promise<void> {
  const { job, dependencies, opened } = placement;
  const placed = await placeCall(opened.call.id, roomChannel(placement), {
    ...dependencies,
    leaseSeconds: dependencies.config.CALL_LEASE_SECONDS,
    whyUnreadable: (asked) => whyUnreadable(dependencies.scenarios, asked),
  });
  if (!placed.dialed) return job.shutdown(placed.code);
  void placed.ended.then(({ endReason }) => job.shutdown(endReason));
}

/** A telephone that is dialed into the job's room. */
function roomChannel({ job, dependencies, presence, opened }: Placement): OutboundChannel {
  const stop = new AbortController();
  const queue = new WriteQueue(dependencies.logger);
  job.addShutdownCallback(async () => stop.abort());
  return {
    signal: stop.signal,
    takeSeats: () => takeSeatsInRoom({ job, dependencies, opened, queue }),
    async prepare(order, request): Promise<PreparedCall> {
      const telephone = await telephoneOf(dependencies, order);
      const found = await findScenario(dependencies, order);
      const context = { job, dependencies, opened: order, queue, ...found, request, telephone, person };
      const { live, abandon } = await prepareCall(context);
      return {
        ending: live.ending,
        owed: queue,
        dial: (signal) => dial(telephone, order, signal),
        async converse() {
          const participant = await presence.arrives(arrivalMs);
          const texts = textsFor(order.agent.language);
          const input = { participantIdentity: person, opens: false };
          if (participant === null || !(await startWith(presence, live, texts, input))) return false;
          await handleAnswerInRoom(context, live, participant);
          return true;
        },
        abandon,
      };
    },
    leave: () => leaveRoom({ job, dependencies, callId: opened.call.id }),
  };
}

async function telephoneOf(dependencies: Dependencies, order: DialOrder): Promise<Telephone> {
  const telephone = await telephoneFor(dependencies, order, {
    phone: order.dial.toPhone,
    attempt: occasionOf(order),
  });
  if (!telephone) throw new Error('There is no network to dial on.');
  return telephone;
}

function dial(telephone: Telephone, order: DialOrder, signal: AbortSignal): Promise<Dialed> {
  const { legId, toPhone, route, ringTimeoutMs, maxCallMs } = order.dial;
  return telephone.dial(
    {
      callId: order.call.id,
      legId,
      roomName: order.call.roomName ?? '',
      participantIdentity: person,
      toPhone,
      route: routeTo(toPhone, route),
      ringTimeoutMs,
      maxCallMs,
    },
    signal,
  );
}
