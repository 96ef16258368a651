import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { startPostgres, templateName } from '../../test/support/postgres-template.ts';
import { addCustomers, connectionsNeeded, settle } from '../../test/support/settling.ts';

/**
 * Whether anybody runs into a deadlock while calls are ended by all who may: four sweepers, two runners and thirty jobs
 * over the same calls of three organizations, on real Postgres.
 *
 * `node bench/settling/main.ts [--seconds 600]`
 */
const given = process.argv.indexOf('--seconds');
const seconds = given === -1 ? 600 : Number(process.argv[given + 1]);

const cluster = await startPostgres();
try {
  const url = `${cluster.adminUrl}/${templateName}`;
  const owner = postgres(url, { max: 1, onnotice: () => undefined });
  const organizations = Array.from({ length: 3 }, () => randomUUID());
  for (const id of organizations) {
    await owner`insert into public.organizations (id, slug, name, time_zone)
      values (${id}, ${`settling-${id}`}, 'Settling', 'America/New_York')`;
    await owner`insert into public.agents (organization_id, name) values (${id}, 'Robin')`;
    // It pauses itself after failures in a row; here nearly every call fails.
    await owner`update public.dialers set fail_alert_threshold = 1000 where organization_id = ${id}`;
    await addCustomers(owner, id);
  }
  await owner`select public.fill_simulated_lines()`;
  const connections = Array.from({ length: connectionsNeeded }, () =>
    postgres(url, { max: 1, idle_timeout: 0, connection: { role: 'service_role' } }),
  );
  const settled = await settle([...connections], organizations, seconds * 1000);
  await Promise.all([owner, ...connections].map((connection) => connection.end()));
  console.log(JSON.stringify({ seconds, ...settled }, null, 2));
  process.exitCode = settled.deadlocks === 0 && settled.faults.length === 0 ? 0 : 1;
} finally {
  await cluster.stop();
}
