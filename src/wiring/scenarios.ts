import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { UnsummarizedCall } from '../calls/ending/after-call.ts';
import type { ScenarioDefinition, SummaryParts } from '../calls/scenario/definition.ts';
import type { Scenario } from '../calls/scenario/scenario.ts';
import { appointmentDefinition } from '../scenarios/appointment/definition.ts';
import { negotiationDefinition } from '../scenarios/negotiation/definition.ts';
import { outreachDefinition } from '../scenarios/outreach/definition.ts';
import {
  arrivalDefinition,
  orderDefinition,
  recoveryDefinition,
} from '../scenarios/restaurant/definitions.ts';
import type { Database } from '../services/supabase/client.ts';
import { createAppointments } from '../services/supabase/supabase-appointments.ts';
import { createCaptures } from '../services/supabase/supabase-captures.ts';
import { createNegotiations } from '../services/supabase/supabase-negotiations.ts';
import { createVisits } from '../services/supabase/supabase-visits.ts';
import { ConfigError, ParleyError } from '../shared/errors.ts';
import type { Rehearsal } from '../simulation/rehearsal.ts';
import { unrehearsed } from '../simulation/unrehearsed.ts';
import type { BesideCalls } from './beside-calls/beside-calls.ts';

/** One scenario, and what stands behind its port. What is loaded on demand brings the agent's framework with it. */
export interface RegisteredScenario<Input = unknown, Slice = unknown, Store = unknown> {
  definition: ScenarioDefinition<Input>;
  /** Where its calls keep what they commit. */
  createStore: (db: Database) => Store;
  load: () => Promise<Scenario<Input, Slice, Store>>;
  /** Where the model, the ears or the person are stood in for, and only there; null where nobody has rehearsed it. */
  loadRehearsal: (() => Promise<Rehearsal<Slice>>) | null;
  /** What its business does besides; null for nothing. */
  loadBesideCalls: (() => Promise<BesideCalls>) | null;
}

const loadBesideRestaurant = async () => (await import('./beside-calls/restaurant.ts')).restaurantBesideCalls;

/** Every scenario of Parley's own, a line each. */
const builtIn: RegisteredScenario[] = [
  register(
    appointmentDefinition,
    createAppointments,
    async () => (await import('../scenarios/appointment/scenario.ts')).appointment,
    async () => (await import('../scenarios/appointment/rehearsal/rehearsal.ts')).appointmentRehearsal,
    async () => (await import('./beside-calls/appointment.ts')).appointmentBesideCalls,
  ),
  register(
    orderDefinition,
    createVisits,
    async () => (await import('../scenarios/restaurant/order.ts')).order,
    async () => (await import('../scenarios/restaurant/rehearsal/rehearsal.ts')).orderRehearsal,
    loadBesideRestaurant,
  ),
  register(
    arrivalDefinition,
    createVisits,
    async () => (await import('../scenarios/restaurant/arrival.ts')).arrival,
    async () => (await import('../scenarios/restaurant/rehearsal/rehearsal.ts')).arrivalRehearsal,
    loadBesideRestaurant,
  ),
  register(
    recoveryDefinition,
    createVisits,
    async () => (await import('../scenarios/restaurant/recovery.ts')).recovery,
    async () => (await import('../scenarios/restaurant/rehearsal/rehearsal.ts')).recoveryRehearsal,
    loadBesideRestaurant,
  ),
  register(
    outreachDefinition,
    createCaptures,
    async () => (await import('../scenarios/outreach/scenario.ts')).outreach,
    async () => (await import('../scenarios/outreach/rehearsal/rehearsal.ts')).outreachRehearsal,
    async () => (await import('./beside-calls/outreach.ts')).outreachBesideCalls,
  ),
  register(
    negotiationDefinition,
    createNegotiations,
    async () => (await import('../scenarios/negotiation/scenario.ts')).negotiation,
    async () => (await import('../scenarios/negotiation/rehearsal/rehearsal.ts')).negotiationRehearsal,
    async () => (await import('./beside-calls/negotiation.ts')).negotiationBesideCalls,
  ),
];

/**
 * Nobody but the scenario itself looks into its input, its part of a call and its store.
 * @param loadRehearsal without one a call about it needs a real model and a real recognizer
 * @param loadBesideCalls the same for all scenarios of one business
 */
export function register<Input, Slice, Store>(
  definition: ScenarioDefinition<Input>,
  createStore: (db: Database) => Store,
  load: () => Promise<Scenario<Input, Slice, Store>>,
  loadRehearsal: (() => Promise<Rehearsal<NoInfer<Slice>>>) | null = null,
  loadBesideCalls: RegisteredScenario['loadBesideCalls'] = null,
): RegisteredScenario {
  return { definition, createStore, load, loadRehearsal, loadBesideCalls } as unknown as RegisteredScenario;
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

  /** How calls about this are rehearsed. */
  async rehearsalOf(name: string): Promise<Rehearsal> {
    return (await (await this.find(name)).loadRehearsal?.()) ?? unrehearsed;
  }

  /** Who leads a call about this without a language model: its script for one, or its own; null when nobody does. */
  async ledBy(name: string): Promise<'scripted model' | 'own script' | null> {
    const rehearsal = await (await this.all()).get(name)?.loadRehearsal?.();
    if (!rehearsal) return null;
    return rehearsal.model ? 'scripted model' : 'own script';
  }

  /** What the businesses behind all scenarios do besides, each once. */
  async besideCalls(): Promise<BesideCalls[]> {
    const all = [...(await this.all()).values()];
    const loaded = await Promise.all(all.map(({ loadBesideCalls }) => loadBesideCalls?.()));
    return [...new Set(loaded)].filter((one) => one !== undefined);
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
