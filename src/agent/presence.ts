import {
  DisconnectReason,
  ParticipantKind,
  type RemoteParticipant,
  type Room,
  RoomEvent,
} from '@livekit/rtc-node';

/** A browser whose connection broke may come back within this time; then the line is cut. */
export const comeBackMs = 8_000;

/** `lost`: nobody hung up, and yet nobody is there. */
export type Gone = 'hung_up' | 'lost';

/**
 * Whether the person of a call is there. Made before the job joins the room and before anything is waited for: LiveKit
 * tells once that somebody left, and whoever asks for them later waits until the empty room closes, 20 s after that.
 *
 *   nobody ──first who is no agent──► there ──hung up, or a telephone is lost──────────► gone
 *                                      ▲ └──a browser's connection broke──► away ──8 s──► gone
 *                                      └────────────same identity─────────────┘
 */
export class Presence {
  private readonly room: Room;
  private readonly over = new AbortController();
  private readonly arrival = Promise.withResolvers<RemoteParticipant | null>();
  private person: RemoteParticipant | null = null;
  private how: Gone | null = null;
  private awayTimer: NodeJS.Timeout | undefined;

  constructor(room: Room) {
    this.room = room;
    room.on(RoomEvent.ParticipantConnected, this.onCame);
    room.on(RoomEvent.ParticipantDisconnected, this.onLeft);
    room.on(RoomEvent.Disconnected, this.onRoomGone);
  }

  /** Aborts once they have gone for good. */
  get gone(): AbortSignal {
    return this.over.signal;
  }

  /**
   * Resolves with whoever comes, even if they have gone meanwhile, or with null when the room closed before anybody did.
   * @param patienceMs after which nobody comes any more; without it as long as the room is there
   */
  async arrives(patienceMs?: number): Promise<RemoteParticipant | null> {
    for (const participant of this.room.remoteParticipants.values()) this.onCame(participant);
    if (patienceMs === undefined) return this.arrival.promise;
    const timer = setTimeout(() => this.arrival.resolve(null), patienceMs);
    try {
      return await this.arrival.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Called at once when they have gone already. */
  onGone(listener: (how: Gone) => void): void {
    const tell = () => listener(this.how ?? 'lost');
    if (this.gone.aborted) tell();
    else this.gone.addEventListener('abort', tell, { once: true });
  }

  private readonly onCame = (participant: RemoteParticipant): void => {
    if (participant.identity === this.person?.identity) clearTimeout(this.awayTimer);
    if (this.person !== null || participant.info.kind === ParticipantKind.AGENT) return;
    this.person = participant;
    this.arrival.resolve(participant);
  };

  private readonly onLeft = (left: RemoteParticipant): void => {
    this.onCame(left);
    if (left.identity !== this.person?.identity) return;
    if (left.disconnectReason === DisconnectReason.CLIENT_INITIATED) this.leave('hung_up');
    else if (left.info.kind === ParticipantKind.SIP) this.leave('lost');
    else this.awayTimer = setTimeout(() => this.leave('lost'), comeBackMs).unref();
  };

  private readonly onRoomGone = (): void => {
    this.arrival.resolve(null);
  };

  private leave(how: Gone): void {
    this.how ??= how;
    this.over.abort();
  }
}
