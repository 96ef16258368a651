import type { JobContext } from '@livekit/agents';
import { Loudspeaker } from '../calls/transfer/loudspeaker.ts';
import { apologyAudio } from '../services/speech/recorded-sentences.ts';
import { describeFault } from '../shared/fault.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import type { Presence } from './presence.ts';

/** Of a call of which nobody could ask. */
export const defaultLanguage = 'en-US';

/** Whoever is in the room is there already, or comes now; a call out that nobody has dialed yet has nobody. */
const arrivalMs = 3_000;

/**
 * The call cannot be opened, since the database is away: whoever is there hears so, by a recording that needs nobody, and
 * the line is hung up. A call that has its row gets its ending from the file that is left here.
 * @param call what is known of it; a telephone's that was never opened has no row
 */
export async function turnAway(options: {
  job: JobContext;
  dependencies: Pick<Dependencies, 'keptEndings' | 'logger'>;
  presence: Presence;
  call: { id: string } | null;
  /** BCP 47, as far as it is known. */
  language: string;
}): Promise<void> {
  const { job, dependencies, presence, call, language } = options;
  const { keptEndings, logger } = dependencies;
  logger.error(
    { callId: call?.id },
    'the database is away: whoever is there is told, and the line is hung up',
  );
  const attempt = (step: string, work: Promise<unknown>) =>
    work.catch((error) =>
      logger.warn({ step, fault: describeFault(error) }, 'a step of turning away failed'),
    );
  if (!job.room.isConnected) await attempt('connect', job.connect());
  if (await presence.arrives(arrivalMs)) {
    await Promise.all([
      attempt('apologize', apologize(job, presence, language)),
      call &&
        attempt(
          'keep',
          keptEndings.keep(call.id, { outcome: 'failed', disposition: null, endReason: 'agent_failed' }),
        ),
    ]);
  }
  await attempt('delete_room', job.deleteRoom());
  job.shutdown('database_failed');
}

async function apologize({ room }: JobContext, { gone }: Presence, language: string): Promise<void> {
  if (gone.aborted) return;
  const speaker = await Loudspeaker.open(room, 'apology');
  // A telephone is answered by the agent's first sound, and what is said before it is connected is not heard.
  await speaker.untilConnected(AbortSignal.any([gone, AbortSignal.timeout(arrivalMs)]));
  await speaker.play(apologyAudio(language), gone);
}
