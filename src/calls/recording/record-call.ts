import { mkdir } from 'node:fs/promises';
import type { Room } from '@livekit/rtc-node';
import type { Clock } from '../../shared/clock.ts';
import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';
import { Recorder } from './recorder.ts';
import type { RecordingFacts, Recordings } from './recordings.ts';
import type { RecordingStore } from './store.ts';
import { tapRoom } from './taps.ts';
import { fileAway, unfinishedFile } from './unfinished.ts';

/**
 * How a call is recorded. After the session has started, where `createRecording(config, database)` is not null:
 *
 *   const disclosure = session.say(texts.recordingDisclosure, { allowInterruptions: false });
 *   const recording = recordCall({ ...parts, room, personIdentity, disclosure, call, organization, clock, logger });
 *   … the opening, the call …
 *   await recording.stop();   // once the session is closed; before anybody else talks on in the room
 *
 * Any speech that says it may be the disclosure, the opening for one, as long as nobody can interrupt it. Nothing is
 * recorded before it has been played to its end: not its own sound, nor what was said over it. A disclosure that was cut
 * off, or a person who left meanwhile, leaves no recording. `stop` never rejects: what cannot be filed away now stays on
 * this machine and the runner does it (`fileAbandoned`).
 */
export interface RecordCallOptions {
  room: Room;
  personIdentity: string;
  /** LiveKit's handle of the disclosure that is being said. */
  disclosure: { waitForPlayout(): Promise<void>; interrupted: boolean };
  call: { id: string };
  organization: { id: string };
  /** Where jobs of this machine write. */
  folder: string;
  retentionDays: number;
  store: RecordingStore;
  recordings: Recordings;
  clock: Clock;
  logger: Logger;
}

export interface CallRecording {
  /** Ends the recording and files it away. The same again gives the same answer; null when nothing was recorded. */
  stop(): Promise<RecordingFacts | null>;
}

export function recordCall(options: RecordCallOptions): CallRecording {
  const { logger } = options;
  let isOver = false;
  let stopping: Promise<RecordingFacts | null> | null = null;
  const starting = start(options, () => isOver).catch((error) => {
    logger.error({ fault: describeFault(error) }, 'call not recorded');
    return null;
  });
  const finish = async () => {
    isOver = true;
    // Closing the session ends a disclosure that is still spoken, so this does not wait for a sentence.
    const running = await starting;
    return running ? running.stop() : null;
  };
  return {
    stop() {
      stopping ??= finish().catch((error) => {
        logger.error({ fault: describeFault(error) }, 'recording not filed away; the runner will try');
        return null;
      });
      return stopping;
    },
  };
}

async function start(options: RecordCallOptions, isOver: () => boolean): Promise<CallRecording | null> {
  const { room, personIdentity, disclosure, call, organization, folder, clock, logger } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await disclosure.waitForPlayout();
  if (disclosure.interrupted || isOver()) {
    logger.warn('call not recorded: the disclosure was not heard to its end');
    return null;
  }
  const now = new Date(clock.now()).toISOString();
  const file = unfinishedFile(folder, call.id);
  const about = {
    callId: call.id,
    organizationId: organization.id,
    disclosedAt: now,
    startedAt: now,
    retentionDays: options.retentionDays,
  };
  const recorder = await Recorder.start({ file, about, clock, logger });
  const taps = tapRoom(room, personIdentity, recorder);
  return {
    async stop() {
      await taps.close();
      await recorder.stop();
      return fileAway(file, options);
    },
  };
}
