import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import type { Database } from '../services/supabase/client.ts';
import { createLogger } from '../shared/logger.ts';
import { unrehearsed } from '../simulation/unrehearsed.ts';
import { Scenarios } from './scenarios.ts';

let folder: string;
let module: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-scenarios-'));
  module = path.join(folder, 'plants.mjs');
  await writeFile(module, `export const scenarios = [{ definition: { name: 'plant_advice' } }];`);
});
afterAll(() => rm(folder, { recursive: true }));

test('every scenario of its own is rehearsed, and what is added may be without', async () => {
  const scenarios = new Scenarios([module]);
  const names = [...(await scenarios.all()).keys()];
  const led = await Promise.all(names.map(async (name) => [name, await scenarios.ledBy(name)]));
  expect(Object.fromEntries(led)).toEqual({
    appointment: 'scripted model',
    order: 'scripted model',
    arrival: 'scripted model',
    recovery: 'scripted model',
    outreach: 'own script',
    negotiation: 'scripted model',
    plant_advice: null,
  });
  expect(await scenarios.rehearsalOf('plant_advice')).toBe(unrehearsed);
});

test('each is rehearsed as itself', async () => {
  const scenarios = new Scenarios([]);
  const suggestions = async (name: string, slice: object) =>
    (await scenarios.rehearsalOf(name)).hearing({ expects: 'open', isCalled: true, slice })?.suggestions;
  expect(await suggestions('appointment', { offered: [] })).toContain('cancel my appointment');
  expect(await suggestions('order', { menu: [] })).toContain('i would like two kebabs and a lemonade');
  expect(await suggestions('arrival', { menu: [] })).toContain('yes i have arrived');
  expect(await suggestions('recovery', { menu: [] })).toContain('takeaway please');
  expect(await suggestions('outreach', {})).toContain('where did you get my number');
  expect(await suggestions('negotiation', {})).toContain('we have tuesday at ten');
});

test('what a business does beside its calls is there once, however many scenarios it has', async () => {
  const everySecond = { name: 'water_plants', everyMs: 1000, run: async () => false };
  const gardening = path.join(folder, 'gardening.mjs');
  await writeFile(
    gardening,
    `const gardening = { rounds: () => [${JSON.stringify(everySecond)}] };
     const named = (name) => ({ definition: { name }, loadBesideCalls: async () => gardening });
     export const scenarios = ['plant_advice', 'plant_order', 'plant_arrival'].map(named);`,
  );
  const all = await new Scenarios([gardening]).besideCalls();
  const parts = {
    config: readConfig({}),
    db: {} as Database,
    logger: createLogger({ level: 'silent', component: 'test' }),
  };
  const rounds = all.flatMap((one) => one.rounds?.(parts) ?? []);
  expect(rounds.map(({ name }) => name)).toEqual(['customers', 'campaigns', 'water_plants']);
});
