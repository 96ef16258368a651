import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type Config, readConfig } from '../config.ts';
import { nodeLaunch } from '../embedded/child.ts';
import { createDatabase, type Database } from '../services/supabase/client.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import { listScenarios } from '../services/supabase/supabase-scenarios.ts';
import { ParleyError, UsageError } from '../shared/errors.ts';
import { describeProviders, isRehearsal } from '../wiring/describe-providers.ts';
import { type Backing, openBacking } from './backing.ts';
import { type AgentLink, connectAgent } from './console/agent-link.ts';
import type { Heard } from './console/heard.ts';
import { openPlaced } from './console/placed.ts';
import { play } from './console/play.ts';
import { readRunningCost } from './console/running-cost.ts';
import { configFor, isPlaced, readWish, settingsOf, type TypedWish, type Wish } from './console/scenario.ts';
import { parseScript, type Step } from './console/script.ts';
import { openPartLog } from './start/part-log.ts';

/** Below this LiveKit's framework repeats the conversation, which the terminal shows already. LOG_LEVEL is for our own lines. */
const livekitLogLevel = 'warn';

type Typed = TypedWish & { script?: string };

interface Conversation {
  link: AgentLink;
  heard: Heard[];
  showCost: () => Promise<void>;
}

/**
 * A call by typing, with the same agent entry as a call by voice.
 * @returns 0; 1 when a script's expectation failed or the agent could not speak; 130 after Ctrl-C.
 */
export async function talk({ values }: { values: Typed }): Promise<number> {
  const script = values.script === undefined ? null : readScript(values.script);
  const settings = readConfig(process.env);
  const wish = await readWish(values, settings);
  const config = configFor(wish, settings);
  const interrupted = untilInterrupted();
  const stops: Array<() => Promise<void>> = [];
  const conversation = converse({ config, wish, script }, stops);
  // After Ctrl-C whatever it was doing fails, which is no news.
  conversation.catch(() => {});
  try {
    return await Promise.race([conversation, interrupted]);
  } catch (error) {
    if (error instanceof UsageError || error instanceof ParleyError) throw error;
    console.error((error as Error).message);
    return 1;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

interface Asked {
  config: Config;
  wish: Wish;
  script: Script | null;
}

async function converse({ config, wish, script }: Asked, stops: Array<() => Promise<void>>) {
  const backing = await openBacking(config);
  stops.push(() => backing.stop());
  const db = createDatabase(backing.config.SUPABASE_URL ?? '', backing.config.SUPABASE_KEY ?? '');
  // The agent would refuse it too, in its log.
  const organizationId = await findOrganizationId(db, config.ORGANIZATION);
  const weCall = isPlaced(wish, await listScenarios(db, organizationId));
  console.log(describe(config, backing));
  const conversation = weCall
    ? await openCalled(backing, organizationId, wish)
    : await openCalling(backing, db);
  stops.push(() => conversation.link.stop());
  await conversation.link.opened;
  const result = script ? await playScript(script, conversation) : await typeAlong(conversation);
  await conversation.showCost();
  return result;
}

async function openCalled(backing: Backing, organizationId: string, wish: Wish): Promise<Conversation> {
  const heard: Heard[] = [];
  const { link, cost } = await openPlaced(backing.config, { organizationId, wish }, (one) => {
    heard.push(one);
    show(one);
  });
  return { link, heard, showCost: async () => printCost(await cost()) };
}

async function openCalling({ config, settings }: Backing, db: Database): Promise<Conversation> {
  const log = openPartLog(path.resolve(config.PARLEY_DATA_DIR), 'console');
  const heard: Heard[] = [];
  const openedAfter = new Date().toISOString();
  const link = await connectAgent(
    (address) =>
      nodeLaunch('agent.ts', ['console', '--connect-addr', address, '--log-level', livekitLogLevel], {
        ...settings,
        ...settingsOf(config),
      }),
    (one) => {
      heard.push(one);
      show(one);
    },
    log.write,
  );
  return { link, heard, showCost: () => showCost(db, openedAfter) };
}

interface Script {
  file: string;
  steps: Step[];
}

function readScript(file: string): Script {
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
  // Input that is a file has ended long before its last line was answered.
  let hasInput = true;
  terminal.once('close', () => {
    hasInput = false;
  });
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() !== '') {
      await link.say(line.trim());
      await showCost();
    }
    if (link.hasEnded()) break;
    if (hasInput) terminal.prompt();
  }
  console.log(link.hasEnded() ? '\nThe agent has ended the call.' : '');
  return 0;
}

function show(heard: Heard): void {
  if (heard.kind === 'agent') console.log(`Agent: ${heard.text}`);
  else if (heard.kind === 'operator') console.log(`  [operator ${heard.name}] ${heard.text}`);
  else console.log(`  [${heard.name} ${heard.status}] ${heard.arguments} → ${heard.output}`);
}

async function showCost(db: Database, openedAfter: string): Promise<void> {
  const cost = await readRunningCost(db, openedAfter);
  if (cost !== null) printCost(cost);
}

function printCost(cost: number): void {
  console.log(`  cost so far: $${cost.toFixed(6)}`);
}

function describe(config: Config, { where }: Backing): string {
  const { model } = describeProviders(config);
  const note = isRehearsal(describeProviders(config))
    ? `Rehearsal: ${model.real ? 'nobody speaks or listens' : 'a script stands in for the model'}, so say what it can expect.\n`
    : '';
  const about = config.PARLEY_CONSOLE_SCENARIO ? `${config.PARLEY_CONSOLE_SCENARIO}, ` : '';
  return `${note}${about}${config.ORGANIZATION}. Database: ${where}. Ctrl-C ends the call.\n`;
}

function untilInterrupted(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(130));
  });
}
