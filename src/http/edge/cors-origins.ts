import { ConfigError } from '../../shared/errors.ts';

/**
 * The origins in CORS_ORIGINS, separated by commas.
 * @throws ConfigError naming the one that is no origin. A star is none: it would let any page act for a visitor.
 */
export function readOrigins(setting: string | undefined): Set<string> {
  const entries = (setting ?? '')
    .split(',')
    .map((entry) => entry.trim().replace(/\/$/, ''))
    .filter((entry) => entry !== '');
  for (const entry of entries) {
    if (!URL.canParse(entry) || new URL(entry).origin !== entry) {
      throw new ConfigError(`CORS_ORIGINS: "${entry}" must be an origin such as https://www.example.com`);
    }
  }
  return new Set(entries);
}
