import path from 'node:path';
import { type Config, readSecret } from '../config.ts';
import { livekitUrl } from '../embedded/livekit-server.ts';
import { applyPlan, describePlan } from '../lines/apply-lines.ts';
import { checkInventory, checkRows, type Problem, type Rows } from '../lines/check-lines.ts';
import { type Exchange, ExchangeError } from '../lines/exchange.ts';
import { type Desired, type Plan, planLines } from '../lines/line-plan.ts';
import type { Lines, Trunk } from '../lines/lines.ts';
import { createConfiguredExchange, fingerprint } from '../services/livekit/trunks.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import { createLines } from '../services/supabase/supabase-lines.ts';
import { createTrunkTrust } from '../services/supabase/supabase-trunk-trust.ts';
import { UsageError } from '../shared/errors.ts';
import { setTrust } from './rules/set-trust.ts';
import { readOrCreateLivekitKeys, readRunningStack } from './start/data-directory.ts';
import { withDatabase } from './with-database.ts';

/** Makes LiveKit's trunks and dispatch rules what the tables `trunks` and `lines` of this organization say. */
export function lines({
  positionals: [verb, trunk = ''],
  values,
}: {
  positionals: string[];
  values: { 'dry-run'?: boolean };
}): Promise<number> {
  return withDatabase(async (db, config) => {
    const organizationId = await findOrganizationId(db, config.ORGANIZATION);
    if (verb === 'trust' || verb === 'distrust') {
      return setTrust(createTrunkTrust(db), organizationId, trunk, verb === 'trust');
    }
    const context = await readContext(config, organizationId, createLines(db));
    if (verb === 'list') return list(context);
    try {
      return verb === 'check' ? await check(context) : await apply(context, values['dry-run'] ?? false);
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      report([unanswered(error)]);
      return 1;
    }
  });
}

interface Context {
  organization: string;
  organizationId: string;
  rows: Rows;
  desired: Desired;
  tables: Lines;
  /** Null where there is no LiveKit server. */
  exchange: Exchange | null;
}

async function readContext(config: Config, organizationId: string, tables: Lines): Promise<Context> {
  const livekit = livekitSettings(config);
  const [trunks, all] = await Promise.all([tables.trunks(organizationId), tables.lines(organizationId)]);
  const secret = (variable: string) => readSecret(process.env, variable);
  const passwords = trunks.flatMap(({ id, passwordVariable }) => {
    const password = passwordVariable === null ? null : secret(passwordVariable);
    if (password === null) return [];
    return [
      [id, { password, fingerprint: fingerprint(password, livekit.LIVEKIT_API_SECRET ?? '') }] as const,
    ];
  });
  return {
    organization: config.ORGANIZATION,
    organizationId,
    rows: { trunks, lines: all, simulated: config.SIMULATED_CALLS, secret },
    desired: {
      organizationId,
      trunks,
      lines: all,
      agentName: config.AGENT_NAME,
      passwords: new Map(passwords),
    },
    tables,
    exchange: createConfiguredExchange(livekit),
  };
}

/** The configured server, else the one that `npm start` runs on this data directory. */
function livekitSettings(config: Config): Parameters<typeof createConfiguredExchange>[0] {
  const dataDirectory = path.resolve(config.PARLEY_DATA_DIR);
  if (config.LIVEKIT_URL || readRunningStack(dataDirectory) === null) return config;
  const { apiKey, apiSecret } = readOrCreateLivekitKeys(dataDirectory);
  const LIVEKIT_URL = livekitUrl(config.LIVEKIT_PORT);
  return { ...config, LIVEKIT_URL, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret };
}

function list({ organization, rows }: Context): number {
  if (rows.lines.length === 0) console.log(`${organization} has no lines.`);
  for (const line of rows.lines) {
    const trunk = rows.trunks.find(({ id }) => id === line.trunkId);
    const ways = [line.inbound ? 'in' : '', line.outbound ? 'out' : '']
      .filter((way) => way !== '')
      .join(' and ');
    const limits = `${line.maxConcurrent} at once, ${line.maxPerMinute} a minute, ${line.maxPerDay} a day`;
    const state = line.enabled ? '' : ' (off)';
    console.log(`${line.phone}  ${line.name}${state}: ${ways || 'neither in nor out'}; ${limits}`);
    console.log(
      `    trunk: ${trunk === undefined ? 'none' : describeTrunk(trunk)}; answers with ${line.inboundScenario ?? 'what its organization answers with'}`,
    );
  }
  return 0;
}

function describeTrunk({ name, trustsCallerId }: Trunk): string {
  return `${name}, whose numbers of callers are ${trustsCallerId ? '' : 'not '}believed`;
}

async function check(context: Context): Promise<number> {
  const problems = [...checkRows(context.rows), ...(await checkLivekit(context))];
  report(problems);
  if (problems.length === 0) console.log(`The lines of ${context.organization} are in order.`);
  return hasErrors(problems) ? 1 : 0;
}

async function apply(context: Context, isDryRun: boolean): Promise<number> {
  const { exchange, desired, rows, organizationId, tables } = context;
  if (exchange === null) throw new UsageError(`${noLivekit.problem}: ${noLivekit.fix}.`);
  const inventory = await exchange.inventory();
  const problems = [...checkRows(rows), ...checkInventory(rows, organizationId, inventory)];
  report(problems);
  if (hasErrors(problems)) {
    console.log('Nothing was changed.');
    return 1;
  }
  const plan = planLines(desired, inventory);
  for (const line of describePlan(plan)) console.log(line);
  if (plan.steps.length === 0) console.log('LiveKit has what the tables say.');
  if (isDryRun) {
    if (plan.steps.length > 0) console.log('Nothing was changed: this was a dry run.');
    return 0;
  }
  await applyPlan(plan, rows.trunks, exchange, tables);
  if (plan.steps.length > 0) console.log(`Done: ${count(plan)}.`);
  return 0;
}

const noLivekit: Problem = {
  severity: 'error',
  subject: 'LiveKit:',
  problem: 'No LiveKit server is configured or running',
  fix: 'start one with `npm start` (LIVEKIT_REDIS gives it the Redis that trunks need), or set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET',
};

async function checkLivekit({ exchange, rows, organizationId, desired }: Context): Promise<Problem[]> {
  if (exchange === null) return [noLivekit];
  try {
    const inventory = await exchange.inventory();
    const missing = describePlan(planLines(desired, inventory)).filter((line) => !line.startsWith(' '));
    return [
      ...checkInventory(rows, organizationId, inventory),
      ...missing.map((line): Problem => {
        const fix = 'npm run parley -- lines apply';
        return {
          severity: 'warning',
          subject: 'LiveKit',
          problem: `is not what the tables say: ${line}`,
          fix,
        };
      }),
    ];
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    return [unanswered(error)];
  }
}

function unanswered({ message, fix }: ExchangeError): Problem {
  return { severity: 'error', subject: 'LiveKit:', problem: message, fix };
}

function report(problems: Problem[]): void {
  for (const { severity, subject, problem, fix } of problems) {
    console.log(`${severity}: ${subject} ${problem}\n    ${fix}`);
  }
}

function hasErrors(problems: Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function count({ steps }: Plan): string {
  return steps.length === 1 ? '1 change' : `${steps.length} changes`;
}
