import { type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import type { Colleague } from '../calls/call/hand-over-answer.ts';
import { watching } from '../calls/transfer/watching.ts';
import type { Dialing } from '../dialing/dialing.ts';
import { releaseMemory } from '../shared/release-memory.ts';
import { leaveRoom, type Place } from './leave-room.ts';

export interface Stay {
  job: Place['job'] & {
    room: Pick<Room, 'on' | 'off' | 'remoteParticipants' | 'isConnected' | 'localParticipant'>;
  };
  dependencies: Place['dependencies'] & { dialing: Pick<Dialing, 'legEnded'> };
  opened: { call: { id: string } };
  /** Identity of the person who was handed over. */
  person?: string;
}

/**
 * After a hand-over the agent is silent, but its job stays: whoever of the two hangs up first, the other must not be left
 * in an empty room. Should the job die meanwhile, LiveKit's webhook does the same, and the runner after it.
 */
export async function stayUntilOver(stay: Stay, colleague: Colleague): Promise<void> {
  const { job, dependencies, opened, person } = stay;
  // People may talk for an hour, and all that their room needs is somebody who watches.
  releaseMemory();
  await tellRoom(stay);
  await untilOneLeaves(job.room, [person ?? '', colleague.identity]);
  try {
    await dependencies.dialing.legEnded(colleague.legId, 'answered', null);
  } catch (error) {
    dependencies.logger.warn({ callId: opened.call.id, err: error }, 'end of a hand-over not kept');
  }
  await leaveRoom({ job, dependencies, callId: opened.call.id });
}

/** People are on the telephone and see nothing of this; who plays them would wait for us to leave. */
async function tellRoom({ job, dependencies, opened }: Stay): Promise<void> {
  try {
    await job.room.localParticipant?.setAttributes(watching);
  } catch (error) {
    dependencies.logger.warn({ callId: opened.call.id, err: error }, 'the room was not told of a hand-over');
  }
}

function untilOneLeaves(room: Stay['job']['room'], identities: string[]): Promise<void> {
  const isThere = (wanted: string) =>
    [...room.remoteParticipants.values()].some(({ identity }) => identity === wanted);
  return new Promise((resolve) => {
    const over = () => {
      room.off(RoomEvent.ParticipantDisconnected, onLeft);
      room.off(RoomEvent.Disconnected, over);
      resolve();
    };
    const onLeft = ({ identity }: RemoteParticipant) => {
      if (identities.includes(identity)) over();
    };
    room.on(RoomEvent.ParticipantDisconnected, onLeft);
    room.on(RoomEvent.Disconnected, over);
    // One may have left while the agent took its leave.
    if (!room.isConnected || !identities.every(isThere)) over();
  });
}
