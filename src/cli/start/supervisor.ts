import { type Child, type Exit, type Launch, startChild } from '../../embedded/child.ts';
import { describeExit } from '../../embedded/ready.ts';
import type { PartLog } from './part-log.ts';

/**
 * Keeps one part running.
 *
 *   starting ──ready──▶ running ──exit──▶ waiting ──backoff──▶ starting
 *      │                                     └─ too often, or the part is essential: given up
 *      └──exit before it was ever ready: given up, for whatever is wrong now was wrong a second ago
 */

export interface Part {
  name: string;
  launch: Launch;
  /** Resolves once it can be used; rejects when it ends or takes too long. */
  ready: (child: Child) => Promise<void>;
  /** Nothing goes on without it, and starting it again would hide that data may be at risk. */
  essential: boolean;
  /** How long it may take to end by itself. */
  stopGraceMs: number;
  log: PartLog;
  /** Sees each line that it prints. */
  onLine?: (line: string) => void;
}

export interface Supervised {
  pid: () => number | undefined;
  /** The first time it was ready; rejects when it was given up or stopped before. */
  ready: Promise<void>;
  stop: () => Promise<void>;
}

export interface SupervisorEvents {
  /** It ended and is started again after `delayMs`. */
  onRestart: (part: Part, exit: Exit, delayMs: number) => void;
  onGivenUp: (part: Part, reason: string) => void;
}

const firstDelayMs = 1000;
const longestDelayMs = 30_000;
/** A part that lived this long has earned a fresh start. */
const healthyAfterMs = 60_000;
/** Five quick ends in a row are a fault that waiting does not mend. */
const mostQuickEnds = 5;

export function supervise(part: Part, events: SupervisorEvents): Supervised {
  let child: Child | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let quickEnds = 0;
  let wasReady = false;
  const { promise: ready, resolve: markReady, reject: markFailed } = Promise.withResolvers<void>();
  // Whoever does not wait for it hears of the failure by `onGivenUp`.
  ready.catch(() => {});

  const launch = () => {
    const startedAt = Date.now();
    const current = startChild(part.launch, (line) => {
      part.log.write(line);
      part.onLine?.(line);
    });
    child = current;
    part.ready(current).then(
      () => {
        wasReady = true;
        markReady();
      },
      (error: Error) => {
        part.log.write(`${part.name} ${error.message}`);
        // A part that hangs is ended, and then treated like one that ended.
        return current.stop(part.stopGraceMs);
      },
    );
    void current.exited.then((exit) => onExit(exit, Date.now() - startedAt));
  };

  const onExit = (exit: Exit, livedMs: number) => {
    if (stopping) return;
    quickEnds = livedMs > healthyAfterMs ? 1 : quickEnds + 1;
    const reason = `${part.name} ended (${describeExit(exit)})`;
    if (!wasReady || part.essential || quickEnds >= mostQuickEnds) {
      stopping = true;
      markFailed(new Error(reason));
      events.onGivenUp(part, reason);
      return;
    }
    const delayMs = Math.min(firstDelayMs * 2 ** (quickEnds - 1), longestDelayMs);
    events.onRestart(part, exit, delayMs);
    timer = setTimeout(launch, delayMs);
  };

  launch();
  return {
    pid: () => child?.pid,
    ready,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      markFailed(new Error(`${part.name} was ended`));
      await child?.stop(part.stopGraceMs);
    },
  };
}
