import { UsageError } from '../../shared/errors.ts';
import { type PersonaName, personas } from '../../simulation/people/personas.ts';

export interface CallOptions {
  /** E.164. */
  phone: string;
  scenario: string;
  /** Null leaves it to the seed who answers. */
  persona: PersonaName | null;
  /** Null means SIMULATION_SEED. */
  seed: number | null;
  name: string | null;
  /** Slug; null means the one that this scenario is shown with. */
  organization: string | null;
}

type Typed = Partial<Record<'scenario' | 'persona' | 'seed' | 'name' | 'organization', string>>;

/**
 * @param scenarios names of those that there are
 * @throws UsageError that says what is wrong and what would be right.
 */
export function readCallOptions(
  { positionals: [phone = ''], values }: { positionals: string[]; values: Typed },
  scenarios: string[],
): CallOptions {
  if (!/^\+[1-9]\d{6,14}$/.test(phone)) {
    throw new UsageError(
      `"${phone}" is no number like +12025550100: a plus, the country code, then digits only.`,
    );
  }
  return {
    phone,
    scenario: readScenario(values.scenario ?? 'order', scenarios),
    persona: values.persona === undefined ? null : readPersona(values.persona),
    seed: values.seed === undefined ? null : readSeed(values.seed),
    name: values.name?.trim() || null,
    organization: values.organization ?? null,
  };
}

function readScenario(name: string, scenarios: string[]): string {
  if (scenarios.includes(name)) return name;
  throw new UsageError(`There is no scenario "${name}". There are: ${scenarios.join(', ')}.`);
}

function readPersona(name: string): PersonaName {
  const persona = personas.find((one) => one.name === name);
  if (persona) return persona.name;
  const list = personas.map((one) => `  ${one.name.padEnd(20)}${one.what}`).join('\n');
  throw new UsageError(`There is nobody called "${name}". There are:\n${list}`);
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= 2_147_483_647) return seed;
  throw new UsageError(`--seed is a whole number from 0 to 2147483647, not "${text}".`);
}
