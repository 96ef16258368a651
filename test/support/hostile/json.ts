/**
 * A value as it is written into a body. `JSON.stringify` writes only what is right; a program that means harm writes
 * anything.
 */
export type Json = null | boolean | number | string | Json[] | JsonObject | JsonSource;
export interface JsonObject {
  [name: string]: Json;
}

/** Stands in a body exactly as it is. */
export class JsonSource {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export function writeJson(value: Json): string {
  if (value instanceof JsonSource) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}:${writeJson(inner)}`);
  return `{${fields.join(',')}}`;
}

/** The way to every value in a value, itself first. */
export function pathsIn(value: Json, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || value instanceof JsonSource) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name]))];
}

/** The value with another one at the end of this way. */
export function replaceAt(value: Json, [name, ...rest]: string[], by: Json): Json {
  if (name === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((inner, index) => (String(index) === name ? replaceAt(inner, rest, by) : inner));
  }
  if (typeof value !== 'object' || value === null || value instanceof JsonSource) return value;
  return { ...value, [name]: replaceAt(value[name] ?? null, rest, by) };
}

/** The value without what is at the end of this way. */
export function removeAt(value: Json, path: string[]): Json {
  const last = path.at(-1);
  const [name, ...rest] = path;
  if (name === undefined || last === undefined || typeof value !== 'object' || value === null) return value;
  if (value instanceof JsonSource) return value;
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.filter((_, index) => String(index) !== name);
    return value.map((inner, index) => (String(index) === name ? removeAt(inner, rest) : inner));
  }
  if (rest.length > 0) return { ...value, [name]: removeAt(value[name] ?? null, rest) };
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}
