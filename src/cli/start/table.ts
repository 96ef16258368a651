import type { Config } from '../../config.ts';
import { describeProviders } from '../../wiring/describe-providers.ts';
import type { Database, Livekit, Stack } from './stack.ts';

/** What a person wants to know of what runs: where it is, whether it is real, and which setting makes it so. */

export interface Row {
  part: string;
  where: string;
  what: string;
}

export function describeStack(config: Config, stack: Stack, url: string): string {
  const rows = [
    { part: 'page and API', where: url, what: 'real' },
    databaseRow(stack.database, config),
    livekitRow(stack.livekit),
    stack.livekit.kind === 'missing'
      ? { part: 'agent', where: '-', what: 'not started: it needs rooms' }
      : { part: 'agent', where: `127.0.0.1:${config.AGENT_PORT}`, what: 'real' },
    ...providerRows(config),
  ];
  return formatTable(rows);
}

/** Who hears, thinks and speaks. */
export function providerRows(config: Config): Row[] {
  const { speech, model, voice } = describeProviders(config);
  const row = (part: string, { provider, real }: typeof speech, standIn: string): Row => ({
    part,
    where: real ? provider : 'in the agent',
    what: real ? 'real' : `stands in: ${standIn}`,
  });
  return [
    row('hearing', speech, 'a local recognizer for suggested phrases; DEEPGRAM_API_KEY replaces it'),
    row('model', model, 'a script; OPENAI_API_KEY or AZURE_OPENAI_* replaces it'),
    row('voice', voice, 'a local voice; CARTESIA_API_KEY replaces it'),
  ];
}

function databaseRow({ kind, url }: Database, config: Config): Row {
  return kind === 'supabase'
    ? { part: 'database', where: url, what: 'real: Supabase' }
    : {
        part: 'database',
        where: url,
        what: `stands in: Postgres in ${config.PARLEY_DATA_DIR}; SUPABASE_URL replaces it`,
      };
}

function livekitRow(livekit: Livekit): Row {
  if (livekit.kind === 'configured') return { part: 'rooms', where: livekit.url, what: 'real' };
  if (livekit.kind === 'missing')
    return { part: 'rooms', where: '-', what: `missing: ${livekit.missing.fix}` };
  const { program } = livekit;
  const from = program.kind === 'docker' ? `in Docker, ${program.image}` : program.path;
  return { part: 'rooms', where: livekit.url, what: `real: livekit-server, ${from}` };
}

export function formatTable(rows: Row[]): string {
  const partWidth = Math.max(...rows.map(({ part }) => part.length));
  const whereWidth = Math.max(...rows.map(({ where }) => where.length));
  return rows
    .map(({ part, where, what }) => `  ${part.padEnd(partWidth)}  ${where.padEnd(whereWidth)}  ${what}`)
    .join('\n');
}
