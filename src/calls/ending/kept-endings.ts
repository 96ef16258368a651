import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { ParleyError } from '../../shared/errors.ts';
import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';
import { type Calls, CallTakenError, type Ending, endReasons, outcomes } from '../call/call.ts';

/** Endings that the database does not have yet: a file each, so that they outlive the job. */
export interface KeptEndings {
  keep(callId: string, ending: Ending): Promise<void>;
  forget(callId: string): Promise<void>;
}

const keptEnding = z.object({
  outcome: z.enum(outcomes),
  disposition: z.string().nullable(),
  endReason: z.enum(endReasons),
  /** The job that it is of: a call that another one runs by now is not ended by it. */
  owner: z.string().nullable().default(null),
});

const suffix = '.json';

/** Long enough that a job that lives writes its ending itself, behind its last turns. */
const leftToJobMs = 5_000;

/** Beside the recordings and the embedded database. */
export function endingsFolder(dataDirectory: string): string {
  return join(dataDirectory, 'endings');
}

/**
 * @param folder the same for the jobs and the runner of a machine; made when it is needed, for its owner alone
 * @param owner who takes calls here
 */
export function createKeptEndings(folder: string, owner: string | null = null): KeptEndings {
  const fileOf = (callId: string) => join(folder, `${callId}${suffix}`);
  return {
    async keep(callId, ending) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      // Renamed into place, so that nobody ever reads half of it.
      const draft = `${fileOf(callId)}.${randomUUID()}.new`;
      await writeFile(draft, JSON.stringify({ ...ending, owner }), { mode: 0o600 });
      await rename(draft, fileOf(callId));
    },
    forget: (callId) => rm(fileOf(callId), { force: true }),
  };
}

/**
 * The same calls, whose endings are kept until the database has them. A disk that cannot be written to costs only that:
 * the sweeper ends what nobody else could.
 */
export function keepingEndings(calls: Calls, kept: KeptEndings, logger: Logger): Calls {
  const attempt = async (callId: string, step: Promise<void>) => {
    await step.catch((error) => logger.warn({ callId, fault: describeFault(error) }, 'ending not kept'));
  };
  return {
    ...calls,
    async end(callId, ending) {
      await attempt(callId, kept.keep(callId, ending));
      const stands = await calls.end(callId, ending).catch(async (error: unknown) => {
        // Nobody waits for it any more.
        if (error instanceof CallTakenError) await attempt(callId, kept.forget(callId));
        throw error;
      });
      await attempt(callId, kept.forget(callId));
      return stands;
    },
  };
}

export interface KeptEndingsWork {
  folder: string;
  /** Calls as the job that kept an ending saw them. */
  callsOf: (owner: string | null) => Pick<Calls, 'end'>;
  clock: Clock;
  logger: Logger;
}

/**
 * Writes the endings that jobs of this machine left behind. The first ending of a call stands, so it may be done again
 * and beside a job that writes it as well. Answers with how many were written.
 * @throws DatabaseError when the database is still away: then the files stay
 */
export async function deliverEndings({ folder, callsOf, clock, logger }: KeptEndingsWork): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let delivered = 0;
  for (const name of names.filter((each) => each.endsWith(suffix))) {
    const file = join(folder, name);
    const callId = name.slice(0, -suffix.length);
    const found = await stat(file).catch(() => null);
    if (found === null || clock.now() - found.mtimeMs < leftToJobMs) continue;
    const read = await readEnding(file);
    if (read === null) logger.error({ callId }, 'a kept ending cannot be read; the sweeper ends the call');
    else if (await deliver(callId, read.ending, { calls: callsOf(read.owner), logger })) delivered += 1;
    await rm(file, { force: true });
  }
  return delivered;
}

async function readEnding(file: string): Promise<{ ending: Ending; owner: string | null } | null> {
  try {
    const { owner, ...ending } = keptEnding.parse(JSON.parse(await readFile(file, 'utf8')));
    return { ending, owner };
  } catch {
    return null;
  }
}

/** @returns false when the database refuses it, now and for ever */
async function deliver(
  callId: string,
  ending: Ending,
  { calls, logger }: { calls: Pick<Calls, 'end'>; logger: Logger },
): Promise<boolean> {
  try {
    await calls.end(callId, ending);
    logger.info({ callId }, 'wrote an ending that its job could not');
    return true;
  } catch (error) {
    if (error instanceof ParleyError && error.retryable) throw error;
    if (error instanceof CallTakenError)
      logger.info({ callId }, 'a call that its job left goes on in another');
    else logger.error({ callId, fault: describeFault(error) }, 'a kept ending was refused');
    return false;
  }
}
