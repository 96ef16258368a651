import type { JobContext } from '@livekit/agents';
import type { OpenedCall } from '../calls/call/call.ts';
import { type OutboundChannel, type PreparedCall, placeCall } from '../calls/place-call.ts';
import { routeTo } from '../calls/telephony/dial-template.ts';
import type { Dialed, Telephone } from '../calls/telephony/telephone.ts';
import type { DialOrder } from '../dialing/dialing.ts';
import { occasionOf } from '../simulation/people/personas.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import { findScenario } from '../wiring/find-scenario.ts';
import { telephoneFor } from '../wiring/telephones.ts';
import { handleAnswerInRoom } from './handle-answer.ts';
import { leaveRoom } from './leave-room.ts';
import { prepareCall } from './prepare-call.ts';
import { takeSeatsInRoom } from './wait-for-quota.ts';
import { watchDeparture } from './watch-departure.ts';

/** Who the called party is in the room. */
const person = 'person';

/** A job that calls somebody. It ends with the call. */
export async function callFromRoom(
  job: JobContext,
  dependencies: Dependencies,
  opened: OpenedCall,
): Promise<void> {
  const placed = await placeCall(opened.call.id, roomChannel(job, dependencies, opened), dependencies);
  if (!placed.dialed) return job.shutdown(placed.code);
  void placed.ended.then(({ endReason }) => job.shutdown(endReason));
}

/** A telephone that is dialed into the job's room. */
function roomChannel(job: JobContext, dependencies: Dependencies, opened: OpenedCall): OutboundChannel {
  const stop = new AbortController();
  job.addShutdownCallback(async () => stop.abort());
  return {
    signal: stop.signal,
    takeSeats: () => takeSeatsInRoom({ job, dependencies, opened }),
    async prepare(order, request): Promise<PreparedCall> {
      const telephone = await telephoneOf(dependencies, order);
      const found = await findScenario(dependencies, order);
      const context = { job, dependencies, opened: order, ...found, request, telephone, person };
      const { live, abandon } = await prepareCall(context);
      return {
        ending: live.ending,
        dial: (signal) => dial(telephone, order, signal),
        async converse() {
          const participant = await job.waitForParticipant(person);
          watchDeparture(job.room, participant, 0, () => live.ending.connectionLost());
          await live.start({ participantIdentity: person, opens: false });
          await handleAnswerInRoom(context, live, participant);
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
    scenario: order.call.scenario,
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
