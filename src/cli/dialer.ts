import { z } from 'zod';
import type { DialerState, DialerStatus, DialRuleChanges } from '../dialing/dialer.ts';
import { changeDialerRequest } from '../http/contract.ts';
import { callFunction, type Database } from '../services/supabase/client.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import { createDialer } from '../services/supabase/supabase-dialer.ts';
import { UsageError } from '../shared/errors.ts';
import { optionOf, ownersOnly, typedFields, wrongOptions } from './rules/options.ts';
import { formatTable } from './start/table.ts';
import { withDatabase } from './with-database.ts';

const states: Record<string, DialerState> = { pause: 'paused', drain: 'draining', resume: 'running' };

/** Shows, pauses, drains or resumes the dialer of this organization, or with `--all` of the whole deployment. */
export async function dialer({
  positionals: [verb = '', ...words],
  values,
}: {
  positionals: string[];
  values: { all?: boolean } & Record<string, unknown>;
}): Promise<number> {
  // Before a database is started for it.
  const changes = verb === 'set' ? readChanges(values) : null;
  const state = states[verb];
  const reason = words.join(' ') || null;
  return withDatabase(async (db, config) => {
    if (state !== undefined && values.all) await setDeployment(db, state, reason);
    const switched = createDialer(db);
    const organizationId = await findOrganizationId(db, config.ORGANIZATION);
    if (changes !== null || verb === 'rules') {
      showRules(
        config.ORGANIZATION,
        changes === null
          ? await switched.status(organizationId)
          : readRefusal(await switched.changeRules(organizationId, changes)),
      );
      return 0;
    }
    const status =
      state === undefined || values.all
        ? await switched.status(organizationId)
        : await switched.set(organizationId, state, reason);
    show(config.ORGANIZATION, status);
    return 0;
  });
}

function readChanges(values: Record<string, unknown>): DialRuleChanges {
  const typed = typedFields(rules, values, (text, field) => {
    if (field === 'countries')
      return text === '' ? null : text.split(',').map((one) => one.trim().toUpperCase());
    if (field === 'callbacks_abroad') return { yes: true, no: false }[text] ?? text;
    return text.trim() === '' ? text : Number(text);
  });
  if (Object.keys(typed).length === 0) {
    throw new UsageError(`dialer set needs one of ${rules.map((rule) => `--${optionOf(rule)}`).join(', ')}.`);
  }
  const parsed = changeDialerRequest.safeParse(typed);
  if (parsed.success) return parsed.data;
  throw wrongOptions(parsed.error);
}

const rules = Object.keys(changeDialerRequest.shape) as Array<keyof typeof changeDialerRequest.shape>;

function readRefusal(
  answer: Awaited<ReturnType<ReturnType<typeof createDialer>['changeRules']>>,
): DialerStatus {
  if (answer === 'unknown_country') {
    throw new UsageError('--countries: there is no such country; give them as ISO 3166 does, such as US,CA.');
  }
  return ownersOnly(answer);
}

function showRules(organization: string, { rules: kept }: DialerStatus): void {
  const countries = kept.countries === null ? 'its own region alone' : kept.countries.join(', ') || 'nobody';
  console.log(
    `${organization} calls ${countries}; ${kept.callbacks_abroad ? '' : 'no '}callbacks go abroad.`,
  );
  console.log(
    `A number rings ${kept.max_per_number_day} times a day and ${kept.max_per_number_week} a week.`,
  );
  console.log(
    `A caller is promised ${kept.max_callbacks_per_caller_day} callbacks a day and ` +
      `${kept.max_callbacks_per_caller_week} a week.`,
  );
  console.log(`${kept.max_calls_per_day} telephones ring a day and ${kept.max_calls_per_week} a week.`);
}

const switchedRow = z.object({ ok: z.literal(true), state: z.string() });

async function setDeployment(db: Database, state: DialerState, reason: string | null): Promise<void> {
  await callFunction(db, 'set_deployment', { state, reason: reason ?? 'by hand' }, switchedRow);
}

function show(organization: string, status: DialerStatus): void {
  const { state, deploymentState, reason, waiting, due, dialing, talking, agents, lines } = status;
  console.log(`The dialer of ${organization} is ${state}${reason ? `: ${reason}` : ''}.`);
  if (deploymentState !== 'running') console.log(`The whole deployment is ${deploymentState}.`);
  console.log(`${waiting} requests wait, ${due} are due, ${dialing} ring, ${talking} talk.`);
  console.log(`${agents} ${agents === 1 ? 'agent' : 'agents'} can be sent to calls.`);
  const rows = lines.map((line) => ({
    part: line.phone,
    where: line.enabled ? line.name : `${line.name} (disabled)`,
    what:
      `${line.concurrent} of ${line.maxConcurrent} at once, ${line.lastMinute} of ${line.maxPerMinute} this minute, ` +
      `${line.today} of ${line.maxPerDay} today`,
  }));
  if (rows.length > 0) console.log(formatTable(rows));
}
