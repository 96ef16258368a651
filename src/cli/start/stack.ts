import type { Config, MissingPart } from '../../config.ts';
import type { Launch } from '../../embedded/child.ts';
import { readKeys } from '../../embedded/database-keys.ts';
import { findLivekitServer, type LivekitProgram, livekitUrl } from '../../embedded/livekit-server.ts';
import { cacheDirectory, type Say } from '../../embedded/programs.ts';
import { describeExit } from '../../embedded/ready.ts';
import { refuseUnknownOrganization } from '../../services/supabase/organizations.ts';
import { readOrCreateLivekitKeys } from './data-directory.ts';
import { agentPart, databasePart, entryPart, livekitPart } from './parts.ts';
import { preparationGraceMs, settled } from './settled.ts';
import { type Part, type Supervised, supervise } from './supervisor.ts';

type Settings = Launch['env'];

export type Database = { kind: 'supabase' | 'embedded'; url: string };
export type Livekit =
  | { kind: 'configured'; url: string }
  | { kind: 'local'; url: string; program: LivekitProgram }
  | { kind: 'missing'; missing: MissingPart };

export interface Stack {
  database: Database;
  livekit: Livekit;
  /** Process ids by part, for whoever measures. */
  processes: () => Record<string, number>;
}

export interface StackOptions {
  config: Config;
  dataDirectory: string;
  say: Say;
  /** Ends what is only built for the start. */
  signal: AbortSignal;
}

/** All parts of one `npm start`. */
export class StackRunner {
  readonly #config: Config;
  readonly #dataDirectory: string;
  readonly #say: Say;
  readonly #signal: AbortSignal;
  readonly #parts = new Map<string, Supervised>();
  readonly #lost = Promise.withResolvers<string>();
  #preparing: Promise<unknown>[] = [];
  #stopping = false;

  constructor({ config, dataDirectory, say, signal }: StackOptions) {
    this.#config = config;
    this.#dataDirectory = dataDirectory;
    this.#say = say;
    this.#signal = signal;
  }

  /** Resolves with the reason when a part is given up; nothing useful is left to run then. */
  get lost(): Promise<string> {
    return this.#lost.promise;
  }

  /** Everything that can start at once does; what speaks to the database follows as soon as that is ready. */
  async start(): Promise<Stack> {
    const first = [this.#startDatabase(), this.#startLivekit()] as const;
    this.#preparing = [...first];
    const [database, livekit] = await Promise.all(first);
    const settings = { ...database.settings, ...livekit.settings };
    const parts = [
      entryPart('server', this.#dataDirectory, settings),
      entryPart('runner', this.#dataDirectory, settings),
      ...(livekit.kind === 'missing'
        ? []
        : [agentPart(this.#dataDirectory, this.#config.AGENT_PORT, settings)]),
    ];
    await Promise.all(parts.map((part) => this.#run(part).ready));
    return { database, livekit, processes: () => this.#processes() };
  }

  /** Those that write to the database end before it does. Ten seconds at most (see parts.ts). */
  async stop(): Promise<void> {
    this.#stopping = true;
    // A build that was ended takes its half-made files away.
    const prepared = settled(this.#preparing, preparationGraceMs);
    const [last, first] = partition(
      [...this.#parts],
      ([name]) => name === 'database' || name === 'livekit-server',
    );
    await Promise.all(first.map(([, part]) => part.stop()));
    await Promise.all(last.map(([, part]) => part.stop()));
    await prepared;
  }

  async #startDatabase(): Promise<Database & { settings: Settings }> {
    const { SUPABASE_URL } = this.#config;
    if (SUPABASE_URL) {
      await refuseUnknownOrganization(this.#config);
      return { kind: 'supabase', url: SUPABASE_URL, settings: {} };
    }
    let url = '';
    const part = databasePart(this.#dataDirectory, { PARLEY_DATA_DIR: this.#dataDirectory }, (ready) => {
      url = ready;
    });
    await this.#run(part).ready;
    const settings = await embeddedSettings(url, this.#dataDirectory);
    await refuseUnknownOrganization({ ...this.#config, ...settings });
    return { kind: 'embedded', url, settings };
  }

  async #startLivekit(): Promise<Livekit & { settings: Settings }> {
    const { LIVEKIT_URL, LIVEKIT_PORT: port, LIVEKIT_REDIS, PARLEY_CACHE_DIR } = this.#config;
    if (LIVEKIT_URL) return { kind: 'configured', url: LIVEKIT_URL, settings: {} };
    const program = await findLivekitServer(cacheDirectory(PARLEY_CACHE_DIR), this.#say, this.#signal);
    if (!('kind' in program)) {
      return {
        kind: 'missing',
        missing: program,
        settings: { PARLEY_MISSING_LIVEKIT: JSON.stringify(program) },
      };
    }
    const { apiKey, apiSecret } = readOrCreateLivekitKeys(this.#dataDirectory);
    const redis = LIVEKIT_REDIS ? { redis: LIVEKIT_REDIS } : {};
    // A container has another loopback than ours.
    const webhook = program.kind === 'binary' ? { webhookUrl: this.#webhookUrl() } : {};
    const options = { program, port, apiKey, apiSecret, ...redis, ...webhook };
    await this.#run(livekitPart(this.#dataDirectory, options)).ready;
    const url = livekitUrl(port);
    const settings = { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret };
    return { kind: 'local', url, program, settings };
  }

  #webhookUrl(): string {
    const { HOST, PORT } = this.#config;
    const isEverywhere = HOST === '0.0.0.0' || HOST === '::';
    return `http://${isEverywhere ? '127.0.0.1' : HOST}:${PORT}/livekit/webhook`;
  }

  #run(part: Part): Supervised {
    if (this.#stopping) throw new Error(`${part.name} is not started any more`);
    const supervised = supervise(part, {
      onRestart: ({ name, log }, exit, delayMs) => {
        this.#say(`${name} ended (${describeExit(exit)}) and is started again in ${delayMs / 1000} s.`);
        this.#explain(log);
      },
      onGivenUp: ({ log }, reason) => {
        this.#explain(log);
        this.#lost.resolve(`${reason}. Parley cannot go on without it.`);
      },
    });
    this.#parts.set(part.name, supervised);
    return supervised;
  }

  #explain(log: Part['log']): void {
    for (const line of log.tail()) this.#say(`  | ${line}`);
    this.#say(`  All of it: ${log.file}`);
  }

  #processes(): Record<string, number> {
    const entries = [...this.#parts].map(([name, part]) => [name, part.pid()] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, number] => entry[1] !== undefined));
  }
}

/** What a process needs to reach the embedded database that runs on this directory. */
export async function embeddedSettings(url: string, dataDirectory: string) {
  const keys = await readKeys(dataDirectory);
  return {
    SUPABASE_URL: url,
    SUPABASE_KEY: keys.secret,
    SUPABASE_PUBLISHABLE_KEY: keys.publishable,
    PARLEY_EMBEDDED_DATABASE: 'true',
    PARLEY_DATA_DIR: dataDirectory,
  };
}

function partition<Item>(items: Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
