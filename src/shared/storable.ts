/**
 * What is wrong with a text that came from somewhere else: Postgres keeps no NUL and UTF-8 no half of a surrogate pair, and
 * where U+FFFD stands, a letter was lost on the way. Null for any other text.
 */
export function whyUnstorable(text: string): string | null {
  if (text.includes('\u0000')) return 'it holds a NUL character';
  if (!text.isWellFormed()) return 'it holds half a character (a lone surrogate)';
  return text.includes('\uFFFD') ? 'it has lost a letter (U+FFFD): it was not sent or saved as UTF-8' : null;
}

/** The first text in a parsed value that cannot be kept, names of fields included, with the way to it. */
export function findUnstorable(value: unknown, path: string[] = []): { path: string[]; why: string } | null {
  if (typeof value === 'string') {
    const why = whyUnstorable(value);
    return why === null ? null : { path, why };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const why = whyUnstorable(name);
    if (why !== null) return { path, why: `of the name of a field in it, ${why}` };
    const found = findUnstorable(inner, [...path, name]);
    if (found !== null) return found;
  }
  return null;
}

/**
 * The same value with texts that can be kept. For what was said, typed in a call or made up by a model: nobody could be asked
 * to send it again, and a turn without one character is better than none.
 */
export function toStorable<Value>(value: Value): Value;
export function toStorable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed();
  if (Array.isArray(value)) return value.map(toStorable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [toStorable(name), toStorable(inner)]),
  );
}
