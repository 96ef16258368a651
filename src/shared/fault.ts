/**
 * An error as fields for the log. Messages of databases and providers quote values ("Key (phone)=(+1…) exists"), so
 * they go to `text`, which the logger redacts; the frames say where it was.
 */
export function describeFault(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error ? error.code : undefined;
  return {
    kind: error.name,
    ...(code === undefined ? {} : { code }),
    text: error.message,
    frames: framesOf(error),
    ...(error.cause === undefined ? {} : causeOf(error.cause)),
  };
}

/** Flattened, because the logger redacts one level down only. */
function causeOf(cause: unknown): Record<string, unknown> {
  if (typeof cause !== 'object' || cause === null) return { cause_kind: typeof cause };
  const kind = 'name' in cause ? String(cause.name) : 'object';
  return { cause_kind: kind, ...('code' in cause ? { cause_code: String(cause.code) } : {}) };
}

/** Enough to find the place, few enough to read. */
const keptFrames = 6;

function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, keptFrames)
    .map((line) => line.trim());
}
