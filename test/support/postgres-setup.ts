import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-template.ts';

/** Vitest global setup: one Postgres for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startPostgres();
  project.provide('postgresUrl', cluster.adminUrl);
  return () => cluster.stop();
}
