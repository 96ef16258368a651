import {
  DisconnectReason,
  ParticipantKind,
  type RemoteParticipant,
  type Room,
  RoomEvent,
} from '@livekit/rtc-node';

/** A browser whose connection broke may come back within this time; then the line is cut. */
export const comeBackMs = 8_000;

/**
 * The media server went away, as in a restart: LiveKit's client tries again for a minute, in which the person would sit in
 * silence. With the time that a telephone takes to be hung up it is ten seconds.
 */
export const rejoinMs = 8_000;

/** `lost`: nobody hung up, and yet nobody is there. `cut_off`: the media server went away, and they are not both back. */
export type Gone = 'hung_up' | 'lost' | 'cut_off';

/**
 * Whether the person of a call is there. Made before the job joins the room and before anything is waited for: LiveKit
 * tells once that somebody left, and whoever asks for them later waits until the empty room closes, 20 s after that.
 *
 *   nobody ──first who is no agent──► there ──hung up, or a telephone is lost──────────► gone
 *                                      ▲ └──a browser's connection broke──► away ──8 s──► gone
 *                                      └────────────same identity─────────────┘
 *
 *   there ──the media server goes away──► rejoining ──both are back──► there
 *                                             └──8 s──► gone
 */
export class Presence {
  private readonly room: Room;
  private readonly over = new AbortController();
  private readonly arrival = Promise.withResolvers<RemoteParticipant | null>();
  private person: RemoteParticipant | null = null;
  private how: Gone | null = null;
  private awayTimer: NodeJS.Timeout | undefined;
  private rejoinTimer: NodeJS.Timeout | undefined;
  /** We are connected, as far as we know. */
  private isConnected = true;
  private readonly back: Array<() => void> = [];

  constructor(room: Room) {
    this.room = room;
    room.on(RoomEvent.ParticipantConnected, this.onCame);
    room.on(RoomEvent.ParticipantDisconnected, this.onLeft);
    room.on(RoomEvent.Reconnecting, this.onReconnecting);
    room.on(RoomEvent.Reconnected, this.onReconnected);
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

  /** Called whenever the media server was away and both are in the room again. */
  onBack(listener: () => void): void {
    this.back.push(listener);
  }

  private readonly onCame = (participant: RemoteParticipant): void => {
    if (participant.identity === this.person?.identity) {
      clearTimeout(this.awayTimer);
      this.rejoined();
    }
    if (this.person !== null || participant.info.kind === ParticipantKind.AGENT) return;
    this.person = participant;
    this.arrival.resolve(participant);
  };

  private readonly onLeft = (left: RemoteParticipant): void => {
    this.onCame(left);
    // Of a server that forgot its rooms everybody has left, and whoever still wants to talk comes back.
    if (left.identity !== this.person?.identity || this.rejoinTimer) return;
    if (left.disconnectReason === DisconnectReason.CLIENT_INITIATED) this.leave('hung_up');
    else if (left.info.kind === ParticipantKind.SIP) this.leave('lost');
    else this.awayTimer = setTimeout(() => this.leave('lost'), comeBackMs).unref();
  };

  private readonly onReconnecting = (): void => {
    this.isConnected = false;
    this.rejoinTimer ??= setTimeout(() => this.leave('cut_off'), rejoinMs);
  };

  private readonly onReconnected = (): void => {
    this.isConnected = true;
    this.rejoined();
  };

  private readonly onRoomGone = (): void => {
    clearTimeout(this.rejoinTimer);
    this.arrival.resolve(null);
  };

  private rejoined(): void {
    const isThere = this.person !== null && this.room.remoteParticipants.has(this.person.identity);
    if (!this.rejoinTimer || !this.isConnected || !isThere) return;
    clearTimeout(this.rejoinTimer);
    this.rejoinTimer = undefined;
    for (const tell of this.back) tell();
  }

  private leave(how: Gone): void {
    this.how ??= how;
    this.over.abort();
  }
}
