/**
 * LiveKit's agent framework logs what was said, and what tools were given and answered, in fields named `lk.pii.…`.
 * Our own logger redacts by itself; this is for lines of theirs.
 */

const privatePrefix = 'lk.pii.';
const censor = '[redacted]';

/** The line without anything private: JSON as in production, or the readable form of development. */
export function hidePrivateFields(line: string): string {
  if (!line.includes(privatePrefix)) return line;
  try {
    return JSON.stringify(JSON.parse(line, (key, value) => (key.startsWith(privatePrefix) ? censor : value)));
  } catch {
    return line.replace(/(lk\.pii\.[\w.]+"?:).*/, `$1 ${censor}`);
  }
}

/** Hides them in everything that this process prints from now on. Each job process has to do it for itself. */
export function hidePrivateOutput(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
  const guarded = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? chunk.replace(/[^\n]+/g, hidePrivateFields) : chunk, ...rest);
  stream.write = guarded as typeof stream.write;
}
