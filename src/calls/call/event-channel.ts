import type { Room } from '@livekit/rtc-node';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Calls } from './call.ts';
import { type CallEvent, eventsTopic, eventsVersion } from './events.ts';
import type { WriteQueue } from './write-queue.ts';

/** `Omit` would lose the known keys of an event that a scenario may add to. */
type Unstamped<T> = T extends CallEvent
  ? { [Key in keyof T as Key extends 'version' | 'timestamp' ? never : Key]: T[Key] }
  : never;

/** Tells the room and keeps: every event goes out as a data message and becomes a row of `call_events`. */
export interface EventChannel {
  send(event: Unstamped<CallEvent>): void;
}

export function createEventChannel(options: {
  callId: string;
  calls: Calls;
  queue: WriteQueue;
  clock: Clock;
  logger: Logger;
  /** Absent in the console and in text tests. */
  room?: Room;
  /** Hears every event in this process as well: the console prints them. */
  onEvent?: (event: CallEvent) => void;
}): EventChannel {
  return {
    send(unstamped) {
      const event = {
        version: eventsVersion,
        timestamp: new Date(options.clock.now()).toISOString(),
        ...unstamped,
      } as CallEvent;
      options.queue.add('record_event', () => options.calls.recordEvent(options.callId, event));
      options.onEvent?.(event);
      void publish(options.room, event).catch((error) =>
        options.logger.warn({ err: error, type: event.type }, 'event not published'),
      );
    },
  };
}

async function publish(room: Room | undefined, event: CallEvent): Promise<void> {
  if (!room?.isConnected) return;
  const bytes = new TextEncoder().encode(JSON.stringify(event));
  await room.localParticipant?.publishData(bytes, { reliable: true, topic: eventsTopic });
}
