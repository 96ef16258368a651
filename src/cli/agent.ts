import { readFile } from 'node:fs/promises';
import type { AgentChanges, AgentSettings } from '../calls/call/agent-settings.ts';
import { changeAgentRequest } from '../http/contract.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import { createAgentSettings } from '../services/supabase/supabase-agent-settings.ts';
import { readFileText } from '../shared/csv/encoding.ts';
import { UsageError } from '../shared/errors.ts';
import { ownersOnly, wrongOptions } from './rules/options.ts';
import { withDatabase } from './with-database.ts';

type Typed = Partial<Record<'knowledge' | 'address' | 'services' | 'caller-check', string>>;

/** What the agent of this organization tells callers. */
export async function agent({
  positionals: [verb],
  values,
}: {
  positionals: string[];
  values: Typed;
}): Promise<number> {
  // Before a database is started for it.
  const changes = verb === 'set' ? await readChanges(values) : null;
  return withDatabase(async (db, { ORGANIZATION }) => {
    const settings = createAgentSettings(db);
    const organizationId = await findOrganizationId(db, ORGANIZATION);
    show(
      changes === null
        ? await settings.read(organizationId)
        : ownersOnly(await settings.change(organizationId, changes)),
    );
    return 0;
  });
}

async function readChanges({ knowledge, address, services, ...rules }: Typed): Promise<AgentChanges> {
  const changes = {
    ...(knowledge === undefined ? {} : { knowledge: knowledge === '' ? null : await readText(knowledge) }),
    ...(address === undefined ? {} : { address: address || null }),
    ...(services === undefined ? {} : { services: services.split(',').filter((one) => one.trim() !== '') }),
    ...(rules['caller-check'] === undefined ? {} : { caller_check: rules['caller-check'] }),
  };
  if (Object.keys(changes).length === 0)
    throw new UsageError('agent set needs --knowledge, --address, --services or --caller-check.');
  const parsed = changeAgentRequest.safeParse(changes);
  if (parsed.success) return parsed.data;
  throw wrongOptions(parsed.error);
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code}).`);
  });
  const read = readFileText(bytes, null);
  if ('problem' in read) throw new UsageError(`${file} cannot be read: ${read.problem}.`);
  return read.text;
}

const callerChecks = {
  knowledge: 'is asked what only its person knows, before anything on file is told or changed',
  none: 'is believed to be its person',
};

function show({ name, language, version, knowledge, callerCheck, business }: AgentSettings): void {
  const { address, services, resources } = business;
  console.log(`${name} answers in ${language} (version ${version}).`);
  console.log(`Address: ${address ?? 'not told'}`);
  console.log(`Services: ${services.join(', ') || 'not told'}`);
  console.log(`Can be booked: ${resources.join(', ') || 'nobody'}`);
  console.log(`Who says a number: ${callerChecks[callerCheck]}`);
  console.log(knowledge === null ? 'What callers ask: not told' : `What callers ask:\n${knowledge}`);
}
