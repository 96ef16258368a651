import { type Child, type Exit, type Launch, startChild } from '../../embedded/child.ts';
import { describeExit } from '../../embedded/ready.ts';
import type { PartLog } from './part-log.ts';

/**
 * Keeps one part running.
 *
 *   starting ──ready──▶ running ──exit──▶ waiting ──backoff──▶ starting
 *      │                                     └─ too often in a row: given up
 *      └──exit before it was ever ready: given up, for whatever is wrong now was wrong a second ago
 */

export interface Part {
  name: string;
  /** Asked for at each start: a part that is started again may have to be where it was. */
  launch: () => Launch;
  /** Resolves once it can be used; rejects when it ends or takes too long. */
  ready: (child: Child) => Promise<void>;
  /** The others wait for it: it is started again at once, and is given up only when it cannot start any more. */
  isWaitedFor?: boolean;
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
/** Calls that go on wait seconds for such a part, and most of those go into its start. */
const firstDelayWaitedForMs = 100;
const longestDelayMs = 30_000;
/** A part that lived this long has earned a fresh start; one that the others wait for has when it was ready. */
const healthyAfterMs = 60_000;
/** Five quick ends in a row are a fault that waiting does not mend. */
const mostQuickEnds = 5;

export function supervise(part: Part, events: SupervisorEvents): Supervised {
  const pauseMs = part.isWaitedFor ? firstDelayWaitedForMs : firstDelayMs;
  let child: Child | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let quickEnds = 0;
  let wasReady = false;
  /** As it runs now. */
  let isReady = false;
  const { promise: ready, resolve: markReady, reject: markFailed } = Promise.withResolvers<void>();
  // Whoever does not wait for it hears of the failure by `onGivenUp`.
  ready.catch(() => {});

  const launch = () => {
    const startedAt = Date.now();
    isReady = false;
    const current = startChild(part.launch(), (line) => {
      part.log.write(line);
      part.onLine?.(line);
    });
    child = current;
    part.ready(current).then(
      () => {
        wasReady = true;
        isReady = true;
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
    const isFresh = livedMs > healthyAfterMs || (part.isWaitedFor && isReady);
    quickEnds = isFresh ? 1 : quickEnds + 1;
    const reason = `${part.name} ended (${describeExit(exit)})`;
    if (!wasReady || quickEnds >= mostQuickEnds) {
      stopping = true;
      markFailed(new Error(reason));
      events.onGivenUp(part, reason);
      return;
    }
    const delayMs = Math.min(pauseMs * 2 ** (quickEnds - 1), longestDelayMs);
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
