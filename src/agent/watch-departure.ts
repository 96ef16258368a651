import { DisconnectReason, type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';

/**
 * LiveKit closes the session when somebody hangs up, but not when a connection breaks. Whoever is not back soon after
 * that has gone as well; a telephone does not come back.
 */
export function watchDeparture(
  room: Pick<Room, 'on' | 'remoteParticipants'>,
  person: { identity: string },
  waitMs: number,
  onGone: () => void,
): void {
  const isBack = () =>
    [...room.remoteParticipants.values()].some(({ identity }) => identity === person.identity);
  room.on(RoomEvent.ParticipantDisconnected, (left: RemoteParticipant) => {
    if (left.identity !== person.identity) return;
    if (left.disconnectReason === DisconnectReason.CLIENT_INITIATED) return;
    setTimeout(() => {
      if (!isBack()) onGone();
    }, waitMs).unref();
  });
}
