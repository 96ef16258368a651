import { EventEmitter } from 'node:events';
import type { JobContext } from '@livekit/agents';
import { DisconnectReason, ParticipantKind, RoomEvent } from '@livekit/rtc-node';
import { receiveCall } from '../../src/agent/inbound.ts';
import { Presence } from '../../src/agent/presence.ts';
import type { Stage } from './stage.ts';
import { type Kind, Wire } from './wire.ts';

/** A telephone that rings while the database is away: when the first sound comes, and whether the line is hung up. */
export async function ringThrough(
  stage: Stage,
  kind: Kind,
): Promise<{ heardAfterMs: number | null; isHungUp: boolean; over: string }> {
  const wire = new Wire(stage.url);
  const dependencies = stage.dependenciesAt(await wire.open());
  wire.cut(kind);
  const person = {
    identity: 'caller',
    info: { kind: ParticipantKind.SIP },
    attributes: { 'sip.phoneNumber': '+12025550150', 'sip.trunkPhoneNumber': '+12025550100' },
    disconnectReason: DisconnectReason.CLIENT_INITIATED,
  };
  const rangAt = performance.now();
  let heardAfterMs: number | null = null;
  let isHungUp = false;
  const over = Promise.withResolvers<string>();
  const room = Object.assign(new EventEmitter(), {
    name: 'ring',
    isConnected: true,
    remoteParticipants: new Map([['caller', person]]),
    localParticipant: {
      publishData: async () => {},
      publishTrack: async () => {
        heardAfterMs = performance.now() - rangAt;
        return { sid: 'track', waitForSubscription: async () => {} };
      },
    },
  });
  const job = {
    room,
    isFakeJob: false,
    addShutdownCallback: () => {},
    async deleteRoom() {
      isHungUp = true;
      room.emit(RoomEvent.Disconnected);
    },
    shutdown: (reason: string) => over.resolve(reason),
  };
  const presence = new Presence(room as never);
  await receiveCall({ job: job as unknown as JobContext, dependencies, presence, dispatched: null }).catch(
    (error) => over.resolve(String(error)),
  );
  await wire.mend();
  wire.close();
  return { heardAfterMs, isHungUp, over: await over.promise };
}
