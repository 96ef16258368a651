import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { nodeLaunch } from '../embedded/child.ts';
import { createDatabase, type Database } from '../services/supabase/client.ts';
import { describeProviders, isRehearsal } from '../wiring/describe-providers.ts';
import { type AgentLink, connectAgent } from './console/agent-link.ts';
import { type Backing, openBacking } from './console/backing.ts';
import type { Heard } from './console/heard.ts';
import { play } from './console/play.ts';
import { readRunningCost } from './console/running-cost.ts';
import { parseScript, type Step } from './console/script.ts';
import { openPartLog } from './start/part-log.ts';
import { UsageError } from './usage.ts';

/** Below this LiveKit's framework repeats the conversation, which the terminal shows already. LOG_LEVEL is for our own lines. */
const livekitLogLevel = 'warn';

interface Conversation {
  link: AgentLink;
  heard: Heard[];
  showCost: () => Promise<void>;
}

/**
 * A call by typing, with the same agent entry as a call by voice.
 * @returns 0; 1 when a script's expectation failed or the agent could not speak; 130 after Ctrl-C.
 */
export async function talk(args: string[]): Promise<number> {
  const script = readScript(args);
  const config = readConfig(process.env);
  const interrupted = untilInterrupted();
  const stops: Array<() => Promise<void>> = [];
  const conversation = converse(config, script, stops);
  // After Ctrl-C whatever it was doing fails, which is no news.
  conversation.catch(() => {});
  try {
    return await Promise.race([conversation, interrupted]);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    console.error((error as Error).message);
    return 1;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function converse(config: Config, script: Script | null, stops: Array<() => Promise<void>>) {
  const backing = await openBacking(config);
  stops.push(() => backing.stop());
  console.log(describe(config, backing));
  const conversation = await open(config, backing);
  stops.push(() => conversation.link.stop());
  await conversation.link.opened;
  const result = script ? await playScript(script, conversation) : await typeAlong(conversation);
  await conversation.showCost();
  return result;
}

async function open(config: Config, { settings }: Backing): Promise<Conversation> {
  const log = openPartLog(path.resolve(config.PARLEY_DATA_DIR), 'console');
  const heard: Heard[] = [];
  const openedAfter = new Date().toISOString();
  const link = await connectAgent(
    (address) =>
      nodeLaunch(
        'agent.ts',
        ['console', '--connect-addr', address, '--log-level', livekitLogLevel],
        settings,
      ),
    (one) => {
      heard.push(one);
      show(one);
    },
    log.write,
  );
  const url = settings.SUPABASE_URL ?? config.SUPABASE_URL;
  const key = settings.SUPABASE_KEY ?? config.SUPABASE_KEY;
  const db = url && key ? createDatabase(url, key) : null;
  return { link, heard, showCost: () => showCost(db, openedAfter) };
}

interface Script {
  file: string;
  steps: Step[];
}

function readScript(args: string[]): Script | null {
  let file: string | undefined;
  try {
    file = parseArgs({ args, options: { script: { type: 'string' } } }).values.script;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nUsage: npm run console -- [--script FILE]`);
  }
  if (file === undefined) return null;
  try {
    return { file, steps: parseScript(readFileSync(file, 'utf8'), file) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function playScript({ file, steps }: Script, { link, heard }: Conversation): Promise<number> {
  const failure = await play(steps, link, heard, (text) => console.log(`\nYou:   ${text}`));
  if (failure === null) {
    console.log(`\n${file}: every expectation was met.`);
    return 0;
  }
  console.error(`\n${file}:${failure.line}: expected ${failure.expected}, got ${failure.got}`);
  return 1;
}

async function typeAlong({ link, showCost }: Conversation): Promise<number> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '\nYou:   ' });
  // readline keeps Ctrl-C to itself while it reads from a terminal.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  void link.ended.then(() => terminal.close());
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() !== '') {
      await link.say(line.trim());
      await showCost();
    }
    if (link.hasEnded()) break;
    terminal.prompt();
  }
  console.log(link.hasEnded() ? '\nThe agent has ended the call.' : '');
  return 0;
}

function show(heard: Heard): void {
  if (heard.kind === 'agent') console.log(`Agent: ${heard.text}`);
  else console.log(`  [${heard.name} ${heard.status}] ${heard.arguments} → ${heard.output}`);
}

async function showCost(db: Database | null, openedAfter: string): Promise<void> {
  const cost = db === null ? null : await readRunningCost(db, openedAfter);
  if (cost !== null) console.log(`  cost so far: $${cost.toFixed(6)}`);
}

function describe(config: Config, { where }: Backing): string {
  const { model } = describeProviders(config);
  const note = isRehearsal(describeProviders(config))
    ? `Rehearsal: ${model.real ? 'nobody speaks or listens' : 'a script stands in for the model'}, so say what it can expect.\n`
    : '';
  return `${note}Database: ${where}. Ctrl-C ends the call.\n`;
}

function untilInterrupted(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(130));
  });
}
