import { z } from 'zod';
import { ConfigError } from './shared/errors.ts';

/**
 * The only reader of the environment. All bad variables are reported at once, each with its fix.
 * `.env.example` lists every one with its meaning; a test keeps the two the same.
 */

const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const optionalUrl = (...protocols: string[]) =>
  optionalText.refine((text) => text === undefined || isUrl(text, protocols), {
    error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0', ''], { error: 'must be true or false' })
    .default(fallback ? 'true' : 'false')
    .transform((text) => (text === '' ? fallback : text === 'true' || text === '1'));

const wholeNumber = (fallback: number, min: number, max: number) =>
  z
    .string()
    .trim()
    .transform((text) => (text === '' ? fallback : Number(text)))
    .pipe(
      z
        .number({ error: 'must be a whole number' })
        .int({ error: 'must be a whole number' })
        .min(min, { error: `must be at least ${min}` })
        .max(max, { error: `must be at most ${max}` }),
    )
    .prefault(String(fallback));

/** What could not be found on this machine, why, and what to do about it. */
const missingPart = z.object({ why: z.string(), fix: z.string() });

export type MissingPart = z.infer<typeof missingPart>;

/** JSON that one of our processes hands to another; people do not set these. */
const optionalJson = <Shape extends z.ZodType>(shape: Shape) =>
  optionalText.transform((text, context): z.infer<Shape> | undefined => {
    if (text === undefined) return undefined;
    const parsed = shape.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.issues.push({ code: 'custom', message: 'must be JSON as `npm start` writes it', input: text });
    return z.NEVER;
  });

const environment = z.object({
  NODE_ENV: optionalText,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  LOG_UNREDACTED: flag(false),

  PORT: wholeNumber(8000, 1, 65535),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  CORS_ORIGINS: optionalText,
  PUBLIC_LIVEKIT_URL: optionalUrl('ws:', 'wss:'),

  LIVEKIT_URL: optionalUrl('ws:', 'wss:', 'http:', 'https:'),
  LIVEKIT_API_KEY: optionalText,
  LIVEKIT_API_SECRET: optionalText,
  AGENT_NAME: z.string().trim().min(1).default('parley'),
  AGENT_PORT: wholeNumber(8081, 1, 65535),
  AGENT_IDLE_PROCESSES: wholeNumber(1, 0, 64),
  AGENT_MAX_CALLS: wholeNumber(10, 1, 1000),

  SUPABASE_URL: optionalUrl('http:', 'https:'),
  SUPABASE_KEY: optionalText,
  SUPABASE_PUBLISHABLE_KEY: optionalText,
  ORGANIZATION: z.string().trim().min(1).default('demo-clinic'),
  PARLEY_DATA_DIR: z.string().trim().min(1).default('.parley'),
  PARLEY_CACHE_DIR: optionalText,
  LIVEKIT_PORT: wholeNumber(7880, 1, 65533),

  PARLEY_EMBEDDED_DATABASE: flag(false),
  PARLEY_MISSING_LIVEKIT: optionalJson(missingPart),

  DEEPGRAM_API_KEY: optionalText,
  DEEPGRAM_BASE_URL: optionalUrl('ws:', 'wss:', 'http:', 'https:'),
  DEEPGRAM_MODEL: z.string().trim().min(1).default('nova-3'),
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: optionalUrl('http:', 'https:'),
  OPENAI_MODEL: z.string().trim().min(1).default('gpt-4.1-mini'),
  AZURE_OPENAI_ENDPOINT: optionalUrl('http:', 'https:'),
  AZURE_OPENAI_API_KEY: optionalText,
  AZURE_OPENAI_DEPLOYMENT_NAME: optionalText,
  AZURE_OPENAI_API_VERSION: z.string().trim().min(1).default('2024-10-21'),
  CARTESIA_API_KEY: optionalText,
  CARTESIA_BASE_URL: optionalUrl('http:', 'https:', 'ws:', 'wss:'),
  CARTESIA_MODEL: z.string().trim().min(1).default('sonic-3'),
});

/** Variables that only make sense together: one without the others is a mistake worth naming. */
const groups: Array<{ names: Array<keyof z.infer<typeof environment>>; fix: string }> = [
  {
    names: ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'],
    fix: 'set all three, or none to use a local livekit-server',
  },
  {
    names: ['SUPABASE_URL', 'SUPABASE_KEY', 'SUPABASE_PUBLISHABLE_KEY'],
    fix: 'set all three, or none to use the embedded database',
  },
  {
    names: ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_DEPLOYMENT_NAME'],
    fix: 'set all three, or none',
  },
];

export type Config = z.infer<typeof environment>;

/**
 * Reads and checks the settings.
 * @throws ConfigError that lists every bad variable with what it must be.
 */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(variables);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`);
  for (const { names, fix } of groups) {
    const missing = names.filter((name) => !variables[name]?.trim());
    if (missing.length > 0 && missing.length < names.length) {
      const given = names.filter((name) => !missing.includes(name));
      problems.push(`${missing.join(', ')}: missing although ${given.join(', ')} is set; ${fix}`);
    }
  }
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(
      `These settings need attention:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
  }
  return parsed.data;
}

/** Every variable that Parley reads, in the order of `.env.example`. */
export const variableNames = Object.keys(environment.shape);

function isUrl(text: string, protocols: string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
