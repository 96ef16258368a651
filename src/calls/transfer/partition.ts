import { type Participant, type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import type { Logger } from '../../shared/logger.ts';
import type { Hearing } from './hearing.ts';

export interface PartitionParts {
  room: Room;
  hearing: Hearing;
  logger: Logger;
  /** Identity of the person who waits. */
  person: string;
  /** Track that the operator hears, and nobody else. */
  whisperSid: string;
}

/**
 * Keeps an operator and the person apart in one room until both should talk: the operator hears the whisper only, and
 * the person neither the operator nor the whisper. LiveKit connects everybody with everything as they join, so this
 * takes apart again: when somebody joins or publishes, which a telephone does while it still rings, and once more when
 * `settle` is called.
 */
export class Partition {
  private readonly parts: PartitionParts;
  private readonly operator: string;
  private work: Promise<void> = Promise.resolve();

  constructor(parts: PartitionParts, operator: string) {
    this.parts = parts;
    this.operator = operator;
    parts.room.on(RoomEvent.ParticipantConnected, this.onChange);
    parts.room.on(RoomEvent.TrackPublished, this.onChange);
  }

  /** Resolves once nobody hears what they should not. */
  settle(): Promise<void> {
    this.queue(() => this.separate());
    return this.work;
  }

  /** Both hear each other from now on. */
  async join(): Promise<void> {
    this.leave();
    const { room, hearing, person } = this.parts;
    const name = room.name ?? '';
    await this.work;
    await Promise.all([
      hearing.set(name, this.operator, tracksOf(this.find(person)), true),
      hearing.set(name, person, tracksOf(this.find(this.operator)), true),
    ]);
  }

  /** Stops watching; what was taken apart stays so. */
  leave(): void {
    this.parts.room.off(RoomEvent.ParticipantConnected, this.onChange);
    this.parts.room.off(RoomEvent.TrackPublished, this.onChange);
  }

  private readonly onChange = (): void => {
    this.queue(() => this.separate());
  };

  private queue(work: () => Promise<void>): void {
    this.work = this.work.then(work).catch((error) => {
      this.parts.logger.warn({ err: error }, 'parties of a hand-over not kept apart');
    });
  }

  private async separate(): Promise<void> {
    const { room, hearing, person, whisperSid } = this.parts;
    const operator = this.find(this.operator);
    if (!operator) return;
    const name = room.name ?? '';
    const own = tracksOf(room.localParticipant).filter((sid) => sid !== whisperSid);
    await Promise.all([
      hearing.set(name, this.operator, [...own, ...tracksOf(this.find(person))], false),
      hearing.set(name, person, tracksOf(operator), false),
    ]);
  }

  private find(identity: string): RemoteParticipant | undefined {
    return [...this.parts.room.remoteParticipants.values()].find((other) => other.identity === identity);
  }
}

function tracksOf(participant: Participant | undefined): string[] {
  return [...(participant?.trackPublications.values() ?? [])].flatMap(({ sid }) => (sid ? [sid] : []));
}
