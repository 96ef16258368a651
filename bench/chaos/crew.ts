import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Chance } from '../../src/simulation/people/chance.ts';
import { type FromParent, writeOrders } from './orders.ts';

interface Member {
  id: string;
  process: ChildProcess;
  /** It has loaded everything and dials. */
  isReady: boolean;
}

export interface CrewOptions {
  size: number;
  /** What each of them runs. */
  runnerFile: string;
  mostAtOnce: number;
  seed: number;
  /** SUPABASE_URL and the keys. */
  environment: Record<string, string>;
  /** For the rings of each runner, and for what Node has compiled. */
  directory: string;
  chance: Chance;
  offsetMs: () => number;
}

/** Runners in processes of their own. One that dies is replaced at once. */
export class Crew {
  readonly ringFiles: string[] = [];
  kills = 0;
  /** What no killing explains. */
  fault: Error | undefined;
  private readonly options: CrewOptions;
  private readonly members = new Set<Member>();
  private started = 0;
  private isClosing = false;

  constructor(options: CrewOptions) {
    this.options = options;
    for (let index = 0; index < options.size; index += 1) this.start();
  }

  /** Of runners that live; whatever others have claimed is nobody's. */
  get ids(): string[] {
    return [...this.members].map(({ id }) => id);
  }

  get readyCount(): number {
    return [...this.members].filter(({ isReady }) => isReady).length;
  }

  tellTime(offsetMs: number): void {
    const message: FromParent = { offsetMs };
    for (const { process } of this.members) if (process.connected) process.send(message);
  }

  /**
   * Kills one of those that have begun to work: the others have nothing to lose yet. On a machine that is too busy to
   * replace one a second, half of them go on.
   */
  killOne(): void {
    const [first, ...others] = [...this.members].filter(({ isReady }) => isReady);
    if (!first || others.length + 1 < this.options.size / 2) return;
    this.options.chance.pick([first, ...others]).process.kill('SIGKILL');
    this.kills += 1;
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.all(
      [...this.members].map(async ({ process }) => {
        if (process.exitCode !== null || process.signalCode !== null) return;
        process.kill('SIGKILL');
        await once(process, 'exit');
      }),
    );
  }

  private start(): void {
    const { runnerFile, seed, mostAtOnce, environment, directory, offsetMs } = this.options;
    this.started += 1;
    const id = `runner-${this.started}`;
    const ringsFile = path.join(directory, `${id}.rings`);
    writeFileSync(ringsFile, '');
    this.ringFiles.push(ringsFile);
    const orders = { runnerId: id, seed: String(seed), ringsFile, mostAtOnce, offsetMs: offsetMs() };
    const child = fork(runnerFile, {
      env: {
        ...process.env,
        ...environment,
        ...writeOrders(orders),
        // A restart costs half as much processor time: modules are parsed once, not at each of a thousand starts.
        NODE_COMPILE_CACHE: path.join(directory, 'compiled'),
      },
    });
    const member: Member = { id, process: child, isReady: false };
    this.members.add(member);
    child.once('message', () => {
      member.isReady = true;
      child.send({ offsetMs: offsetMs() } satisfies FromParent);
    });
    child.once('exit', (code) => {
      this.members.delete(member);
      if (this.isClosing) return;
      if (code === null) this.start();
      else this.fault ??= new Error(`${id} ended by itself with ${code}; nobody had killed it`);
    });
    // A child that was killed while it was told the time.
    child.on('error', () => undefined);
  }
}
