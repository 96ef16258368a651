import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { UnsummarizedCall } from '../calls/ending/after-call.ts';
import type { ScenarioDefinition, SummaryParts } from '../calls/scenario/definition.ts';
import type { Scenario } from '../calls/scenario/scenario.ts';
import { appointmentDefinition } from '../scenarios/appointment/definition.ts';
import { outreachDefinition } from '../scenarios/outreach/definition.ts';
import {
  arrivalDefinition,
  orderDefinition,
  recoveryDefinition,
} from '../scenarios/restaurant/definitions.ts';
import { createAppointments } from '../services/supabase/appointments.ts';
import { createCaptures } from '../services/supabase/captures.ts';
import type { Database } from '../services/supabase/client.ts';
import { createVisits } from '../services/supabase/visits.ts';
import { ConfigError, ParleyError } from '../shared/errors.ts';

/** One scenario, and what stands behind its port. What is loaded on demand brings the agent's framework with it. */
export interface RegisteredScenario<Input = unknown, Slice = unknown, Store = unknown> {
  definition: ScenarioDefinition<Input>;
  /** Where its calls keep what they commit. */
  createStore: (db: Database) => Store;
  load: () => Promise<Scenario<Input, Slice, Store>>;
}

/** Every scenario of Parley's own, a line each. */
const builtIn: RegisteredScenario[] = [
  register(
    appointmentDefinition,
    createAppointments,
    async () => (await import('../scenarios/appointment/scenario.ts')).appointment,
  ),
  register(
    orderDefinition,
    createVisits,
    async () => (await import('../scenarios/restaurant/order.ts')).order,
  ),
  register(
    arrivalDefinition,
    createVisits,
    async () => (await import('../scenarios/restaurant/arrival.ts')).arrival,
  ),
  register(
    recoveryDefinition,
    createVisits,
    async () => (await import('../scenarios/restaurant/recovery.ts')).recovery,
  ),
  register(
    outreachDefinition,
    createCaptures,
    async () => (await import('../scenarios/outreach/scenario.ts')).outreach,
  ),
];

/** Nobody but the scenario itself looks into its input, its part of a call and its store. */
export function register<Input, Slice, Store>(
  definition: ScenarioDefinition<Input>,
  createStore: (db: Database) => Store,
  load: () => Promise<Scenario<Input, Slice, Store>>,
): RegisteredScenario {
  return { definition, createStore, load } as unknown as RegisteredScenario;
}

/** All scenarios that this deployment knows. */
export class Scenarios {
  private readonly modules: string[];
  private known: Promise<ReadonlyMap<string, RegisteredScenario>> | undefined;

  /** @param modules files beside Parley's own, each with `export const scenarios: RegisteredScenario[]` */
  constructor(modules: string[]) {
    this.modules = modules;
  }

  /** @throws ParleyError when the call is of a business case that this version does not know. */
  async find(name: string): Promise<RegisteredScenario> {
    const scenario = (await this.all()).get(name);
    if (scenario) return scenario;
    throw new ParleyError('unknown_scenario', `No scenario is named ${name}.`);
  }

  all(): Promise<ReadonlyMap<string, RegisteredScenario>> {
    this.known ??= this.load();
    return this.known;
  }

  private async load(): Promise<ReadonlyMap<string, RegisteredScenario>> {
    const added = await Promise.all(this.modules.map(loadModule));
    return new Map([...builtIn, ...added.flat()].map((one) => [one.definition.name, one]));
  }
}

/** The scenario's part of the summary of a call whose job could not write it. */
export function summarizer(scenarios: Scenarios): (call: UnsummarizedCall) => Promise<SummaryParts> {
  return async (call) => (await scenarios.find(call.scenario)).definition.summarizeRows(call.parts, call);
}

async function loadModule(file: string): Promise<RegisteredScenario[]> {
  const loaded: { scenarios?: RegisteredScenario[] } = await import(pathToFileURL(path.resolve(file)).href);
  if (Array.isArray(loaded.scenarios)) return loaded.scenarios;
  throw new ConfigError(`SCENARIO_MODULES: ${file} has no \`export const scenarios\``);
}
