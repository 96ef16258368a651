import { z } from 'zod';
import type { Description, Schema } from './description.ts';
import type { Json, JsonObject } from './json.ts';
import type { Random } from './random.ts';
import { hostileTexts } from './values.ts';

/** Texts that mean something to the one who is asked, by what a field that wants them is called. */
export type KnownTexts = Array<{ field: RegExp; texts: readonly string[] }>;

export interface ValidParts {
  resolve: Description['resolve'];
  random: Random;
  known: KnownTexts;
}

/** A value that a schema of the description lets in. */
export function makeValid(of: Schema, field: string, parts: ValidParts): Json {
  const { resolve, random } = parts;
  const schema = resolve(of);
  if (schema.const !== undefined) return schema.const as Json;
  if (Array.isArray(schema.enum)) return random.pick(schema.enum as Json[]);
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return makeValid(random.pick(choices), field, parts);
  if (Array.isArray(schema.allOf)) {
    const all = (schema.allOf as Schema[]).map((one) => makeValid(one, field, parts));
    return Object.assign({}, ...all);
  }
  const type = Array.isArray(schema.type) ? random.pick(schema.type as string[]) : schema.type;
  switch (type) {
    case 'object':
      return makeObject(schema, parts);
    case 'array':
      return makeList(schema, field, parts);
    case 'integer':
    case 'number':
      return makeNumber(schema, random);
    case 'boolean':
      return random.chance(0.5);
    case 'string':
      return makeText(schema, field, parts);
    default:
      return null;
  }
}

function makeObject(schema: Schema, parts: ValidParts): JsonObject {
  const required = (schema.required ?? []) as string[];
  const given: JsonObject = {};
  for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, Schema>)) {
    if (required.includes(name) || parts.random.chance(0.5)) given[name] = makeValid(inner, name, parts);
  }
  return given;
}

function makeList(schema: Schema, field: string, parts: ValidParts): Json[] {
  const length = Number(schema.minItems ?? 0) + parts.random.below(3);
  return Array.from({ length }, () => makeValid((schema.items ?? {}) as Schema, field, parts));
}

function makeNumber(schema: Schema, random: Random): number {
  const least = Number(schema.minimum ?? 0);
  if (random.chance(0.1)) return Number(schema.maximum ?? Number.MAX_SAFE_INTEGER);
  const most = Math.min(Number(schema.maximum ?? least + 1000), least + 1000);
  return least + random.below(most - least + 1);
}

interface Fitting {
  /** What such a field is meant for. */
  named: string[];
  all: string[];
  /** What the schema lets in and nobody would send in good faith. */
  odd: string[];
}

const fitting = new Map<string, Fitting>();

function makeText(schema: Schema, field: string, { random, known }: ValidParts): string {
  const key = `${field} ${JSON.stringify(schema)} ${known[0]?.texts[0]}`;
  const found = fitting.get(key) ?? findTexts(schema, field, known);
  fitting.set(key, found);
  if (found.all.length === 0) throw new Error(`no known text fits ${field}: ${JSON.stringify(schema)}`);
  if (found.odd.length > 0 && random.chance(0.15)) return random.pick(found.odd);
  return random.pick(found.named.length > 0 && random.chance(0.8) ? found.named : found.all);
}

function findTexts(schema: Schema, field: string, known: KnownTexts): Fitting {
  const { type: _type, ...rules } = schema;
  const reader = z.fromJSONSchema({ type: 'string', ...rules } as Parameters<typeof z.fromJSONSchema>[0]);
  const fits = (text: string) => reader.safeParse(text).success;
  return {
    named: known.flatMap((one) => (one.field.test(field) ? one.texts.filter(fits) : [])),
    all: known.flatMap(({ texts }) => texts.filter(fits)),
    odd: hostileTexts.filter(fits),
  };
}
