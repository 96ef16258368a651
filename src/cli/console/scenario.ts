import { z } from 'zod';
import type { OfferedScenario } from '../../calls/call/call-views.ts';
import type { ScenarioDefinition } from '../../calls/scenario/definition.ts';
import type { Config } from '../../config.ts';
import type { Launch } from '../../embedded/child.ts';
import { UsageError } from '../../shared/errors.ts';
import { Scenarios } from '../../wiring/scenarios.ts';
import { organizationFor } from './demo-organization.ts';

/** What a call at the terminal is to be about, as it was typed. */
export type TypedWish = Partial<Record<'scenario' | 'input' | 'phone' | 'name', string>> & {
  outbound?: boolean;
};

export interface Wish {
  /** Null leaves it to the organization what it answers with. */
  definition: ScenarioDefinition | null;
  /** Whoever sits at the terminal is to be called, though they could call. */
  outbound: boolean;
  /** What a call that we place is told. */
  input: Record<string, unknown>;
  /** E.164; null for anybody. */
  phone: string | null;
  name: string | null;
}

const phoneNumber = /^\+[1-9]\d{6,14}$/;
const object = z.record(z.string(), z.unknown());

/**
 * Read before a database is started for it.
 * @throws UsageError that says what is wrong and what would be right.
 */
export async function readWish(typed: TypedWish, { SCENARIO_MODULES }: Config): Promise<Wish> {
  const { scenario, outbound = false, input, phone, name } = typed;
  const known = await new Scenarios(SCENARIO_MODULES).all();
  const definition = scenario === undefined ? null : (known.get(scenario)?.definition ?? null);
  if (scenario !== undefined && definition === null) {
    throw new UsageError(`There is no scenario "${scenario}". There are: ${[...known.keys()].join(', ')}.`);
  }
  if (definition === null && (outbound || input !== undefined || phone !== undefined)) {
    throw new UsageError(
      '--outbound, --input and --phone are for a call about something: name a --scenario.',
    );
  }
  if (phone !== undefined && !phoneNumber.test(phone)) {
    throw new UsageError(`--phone: "${phone}" is no number like +12025550150.`);
  }
  return {
    definition,
    outbound,
    input: input === undefined || definition === null ? {} : readInput(input, definition),
    phone: phone ?? null,
    name: name?.trim() || null,
  };
}

/** As it was given: what the scenario leaves out may be what another reader of the request needs. */
function readInput(text: string, { name, input }: ScenarioDefinition): Record<string, unknown> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--input is no JSON: ${(error as Error).message}`);
  }
  const read = object.safeParse(given);
  if (!read.success)
    throw new UsageError('--input is a JSON object, such as {"callback_note":"after lunch"}.');
  const parsed = input.safeParse(read.data);
  if (!parsed.success) throw new UsageError(`--input is none of ${name}.\n${z.prettifyError(parsed.error)}`);
  return read.data;
}

/** The settings of a call about this, of an organization that it can be shown with. */
export function configFor({ definition }: Wish, config: Config): Config {
  if (definition === null) return config;
  return {
    ...config,
    ORGANIZATION: organizationFor(definition.name, config),
    PARLEY_CONSOLE_SCENARIO: definition.name,
  };
}

/**
 * Who calls whom. Where both can be, whoever sits at the terminal calls, unless they want to be called.
 * @param offered what the organization does
 * @throws UsageError when it does not do this.
 */
export function isPlaced({ definition, outbound, input, phone }: Wish, offered: OfferedScenario[]): boolean {
  if (definition === null) return false;
  const found = offered.find(({ name }) => name === definition.name);
  if (!found) {
    const names = offered.map(({ name }) => name).join(', ') || 'none';
    throw new UsageError(`This organization has no scenario "${definition.name}". It has: ${names}.`);
  }
  if (outbound || !found.answers) return true;
  if (phone === null && Object.keys(input).length === 0) return false;
  throw new UsageError(`--phone and --input are for a call that we place; add --outbound to be called.`);
}

/** What the agent's process has to be told of it. */
export function settingsOf({ ORGANIZATION, PARLEY_CONSOLE_SCENARIO }: Config): Launch['env'] {
  return { ORGANIZATION, PARLEY_CONSOLE_SCENARIO };
}
