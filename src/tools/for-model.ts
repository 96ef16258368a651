import { asData } from '../language/quoted.ts';
import { localMoment } from '../language/say.ts';

/** ISO 8601 with a zone, as the database writes it. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * A tool's data as the model reads it. It has said four in the afternoon for 16:00Z, so it sees no instant: beside a local
 * date and time it is left out, elsewhere it becomes local.
 */
export function forModel(data: Record<string, unknown>, timeZone: string): Record<string, unknown> {
  const hasLocal = typeof data.date === 'string' && typeof data.time === 'string';
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, value]) => value !== null && !(hasLocal && isInstant(value)))
      .map(([key, value]) => [key, localized(value, timeZone)]),
  );
}

function localized(value: unknown, timeZone: string): unknown {
  if (isInstant(value)) {
    const { date, time } = localMoment(value, timeZone);
    return `${date} ${time}`;
  }
  if (typeof value === 'string') return asData(value);
  if (Array.isArray(value)) return value.map((one) => localized(one, timeZone));
  if (typeof value === 'object' && value !== null) return forModel({ ...value }, timeZone);
  return value;
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && instant.test(value);
}
