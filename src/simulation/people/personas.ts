import { z } from 'zod';
import { type Chance, chanceOf } from './chance.ts';

/**
 * Who may be at the other end. Of a hundred calls each is met about as often as its weight says, which adds up to 100.
 * People with the weight 0 are only met by name.
 */
export const personas = [
  { name: 'agreeable', weight: 46, what: 'answers every question and says yes' },
  { name: 'hesitant', weight: 8, what: 'needs a moment before each answer, then says yes' },
  { name: 'not-interested', weight: 8, what: 'listens, says no and thank you' },
  { name: 'asks-source', weight: 4, what: 'asks where the number is from, then answers' },
  { name: 'tomorrow-afternoon', weight: 4, what: 'wants to be called tomorrow afternoon' },
  { name: 'talks-over', weight: 4, what: 'talks over the agent twice, then answers' },
  { name: 'angry', weight: 3, what: 'wants never to be called again and hangs up' },
  { name: 'hangs-up', weight: 3, what: 'hangs up in the middle of what the agent says' },
  { name: 'wrong-person', weight: 2, what: 'is somebody else' },
  { name: 'silent', weight: 2, what: 'picks up and says nothing' },
  { name: 'voicemail', weight: 5, what: 'a machine: greeting, beep, then it records' },
  { name: 'busy', weight: 5, what: 'is on the telephone (486)' },
  { name: 'never-answers', weight: 4, what: 'lets it ring' },
  { name: 'declines', weight: 2, what: 'refuses the call (603)' },
  { name: 'screened', weight: 0, what: 'has an assistant who first asks for name and reason' },
  { name: 'menu', weight: 0, what: 'is behind a menu that wants the key 1' },
] as const satisfies ReadonlyArray<{ name: string; weight: number; what: string }>;

export type PersonaName = (typeof personas)[number]['name'];

/** Operators to whom calls are handed over. */
export const operators = [
  { name: 'accepts', weight: 60, what: 'says yes' },
  { name: 'accepts-by-key', weight: 25, what: 'presses 1' },
  { name: 'says-no', weight: 7, what: 'listens and says no' },
  { name: 'operator-busy', weight: 4, what: 'is on the telephone (486)' },
  { name: 'operator-away', weight: 4, what: 'lets it ring' },
] as const satisfies ReadonlyArray<{ name: string; weight: number; what: string }>;

export type OperatorName = (typeof operators)[number]['name'];

export const personaNames = personas.map(({ name }) => name);

/** Who answers this attempt, so that somebody who was busy may be there the next time. */
export interface Choice {
  /** SIMULATION_SEED. */
  seed: number;
  /** E.164. */
  phone: string;
  attempt: number;
}

/**
 * The how-manieth of all dials to a person about one thing: who was promised a call is called about it by another request,
 * and may be in another mood by then.
 */
export function occasionOf({ attempt, maxAttempts, input }: Occasion): number {
  const { data } = callbacks.safeParse(input);
  return attempt + maxAttempts * (data?.callbacks ?? 0);
}

const callbacks = z.object({ callbacks: z.number().int().min(0) });

export interface Occasion {
  attempt: number;
  maxAttempts: number;
  /** Of the request; `callbacks` counts the promises before it. */
  input: unknown;
}

export function choosePersona(choice: Choice): PersonaName {
  return chanceFor(choice, 'person').weighted(personas).name;
}

export function chooseOperator(choice: Omit<Choice, 'attempt'>): OperatorName {
  return chanceFor({ ...choice, attempt: 1 }, 'operator').weighted(operators).name;
}

export function chanceFor({ seed, phone, attempt }: Choice, topic: string): Chance {
  return chanceOf(topic, seed, phone, attempt);
}

/** The first of the numbers +12025550100 to …199 that this person answers at the first attempt, or null. */
export function phoneOf(name: PersonaName, seed: number): string | null {
  return demoPhones.find((phone) => choosePersona({ seed, phone, attempt: 1 }) === name) ?? null;
}

export function operatorPhoneOf(name: OperatorName, seed: number): string | null {
  return demoPhones.find((phone) => chooseOperator({ seed, phone }) === name) ?? null;
}

/** Set aside for fiction, so nobody real can ever be rung. */
export const demoPhones = Array.from(
  { length: 100 },
  (_, index) => `+120255501${String(index).padStart(2, '0')}`,
);
