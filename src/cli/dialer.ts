import { z } from 'zod';
import type { DialerState, DialerStatus } from '../dialing/dialer.ts';
import { callFunction, type Database } from '../services/supabase/client.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import { createDialer } from '../services/supabase/supabase-dialer.ts';
import { formatTable } from './start/table.ts';
import { withDatabase } from './with-database.ts';

const states: Record<string, DialerState> = { pause: 'paused', drain: 'draining', resume: 'running' };

/** Shows, pauses, drains or resumes the dialer of this organization, or with `--all` of the whole deployment. */
export async function dialer({
  positionals: [verb = '', ...words],
  values,
}: {
  positionals: string[];
  values: { all?: boolean };
}): Promise<number> {
  const state = states[verb];
  const reason = words.join(' ') || null;
  return withDatabase(async (db, config) => {
    if (state !== undefined && values.all) await setDeployment(db, state, reason);
    const switched = createDialer(db);
    const organizationId = await findOrganizationId(db, config.ORGANIZATION);
    const status =
      state === undefined || values.all
        ? await switched.status(organizationId)
        : await switched.set(organizationId, state, reason);
    show(config.ORGANIZATION, status);
    return 0;
  });
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
