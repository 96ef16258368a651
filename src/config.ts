import { z } from 'zod';
import { origins } from './config/origins.ts';
import { phoneList } from './config/phone-list.ts';
import { proxies } from './config/proxies.ts';
import { isOn, missingTogether } from './config/together.ts';
import { ConfigError } from './shared/errors.ts';
import { isSigningSecret } from './shared/signing-secret.ts';

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

const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, { error: 'must be a number like +12025550100' });

const optionalPhone = optionalText.pipe(phone.optional());

/** File names with commas between them. */
const fileList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const optionalSigningSecret = optionalText.refine((text) => text === undefined || isSigningSecret(text), {
  error: 'must be a signing secret such as whsec_ and base64 behind it',
});

/** Seconds, with a fraction where that matters, as milliseconds. */
const seconds = (fallback: number, min: number, max: number) =>
  z
    .string()
    .trim()
    .transform((text) => (text === '' ? fallback : Number(text)))
    .pipe(
      z
        .number({ error: 'must be a number of seconds' })
        .min(min, { error: `must be at least ${min}` })
        .max(max, { error: `must be at most ${max}` }),
    )
    .transform((value) => value * 1000)
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
  CORS_ORIGINS: origins,
  TRUSTED_PROXIES: proxies,
  PUBLIC_LIVEKIT_URL: optionalUrl('ws:', 'wss:'),

  LIVEKIT_URL: optionalUrl('ws:', 'wss:', 'http:', 'https:'),
  LIVEKIT_API_KEY: optionalText,
  LIVEKIT_API_SECRET: optionalText,
  AGENT_NAME: z.string().trim().min(1).default('parley'),
  AGENT_PORT: wholeNumber(8081, 1, 65535),
  AGENT_IDLE_PROCESSES: wholeNumber(1, 0, 64),
  AGENT_MAX_CALLS: wholeNumber(10, 1, 1000),
  CALL_LEASE_SECONDS: wholeNumber(30, 3, 600),

  SUPABASE_URL: optionalUrl('http:', 'https:'),
  SUPABASE_KEY: optionalText,
  SUPABASE_PUBLISHABLE_KEY: optionalText,
  ORGANIZATION: z.string().trim().min(1).default('demo-clinic'),
  SCENARIO_MODULES: fileList,
  PARLEY_DATA_DIR: z.string().trim().min(1).default('.parley'),
  PARLEY_CACHE_DIR: optionalText,
  LIVEKIT_PORT: wholeNumber(7880, 1, 65533),

  PARLEY_EMBEDDED_DATABASE: flag(false),
  PARLEY_MISSING_LIVEKIT: optionalJson(missingPart),
  PARLEY_CONSOLE_SCENARIO: optionalText,

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
  STT_TIMEOUT: seconds(3, 0.1, 60),
  TTS_TIMEOUT: seconds(1.5, 0.1, 60),
  LLM_TIMEOUT: seconds(1.6, 0.1, 60),
  MAX_PARALLEL_STT: wholeNumber(100, 1, 100_000),
  MAX_PARALLEL_TTS: wholeNumber(100, 1, 100_000),
  MAX_PARALLEL_LLM: wholeNumber(100, 1, 100_000),

  SIMULATED_CALLS: flag(true),
  SIMULATION_SEED: wholeNumber(1, 0, 2_147_483_647),
  LIVEKIT_SIP_URL: optionalUrl('http:', 'https:'),
  LIVEKIT_REDIS: optionalText.refine((text) => text === undefined || /^[\w.-]+:\d+$/.test(text), {
    error: 'must be a host and a port like 127.0.0.1:6379',
  }),

  OUTBOUND_TRUNK: optionalText,
  OUTBOUND_NUMBERS: phoneList,
  DEFAULT_CALLER_ID: optionalPhone,
  ORIGINATION_TIMEOUT: wholeNumber(30, 5, 120),
  MAX_CONCURRENT_CALLS: wholeNumber(2, 1, 10_000),
  MAX_CALLS_PER_MINUTE: wholeNumber(10, 1, 100_000),
  MAX_CALLS_PER_DAY: wholeNumber(500, 1, 10_000_000),
  DIALER_BATCH_SIZE: wholeNumber(10, 1, 500),
  DIALER_DEFAULT_RETRY: wholeNumber(2, 0, 20),
  FAIL_ALERT_THRESHOLD: wholeNumber(5, 1, 1000),

  OPERATOR_EXTENSION: optionalText,
  OPERATOR_TRUNK: optionalText,
  OPERATOR_CALLER_ID: optionalPhone,
  OPERATOR_TIMEOUT: wholeNumber(30, 5, 120),

  PANEL_BASE_URL: optionalUrl('http:', 'https:'),
  PANEL_API_TOKEN: optionalText,
  STATIC_CONTACTS: phoneList,

  SMS_ACCOUNT: optionalText,
  SMS_API_KEY: optionalText,
  SMS_BASE_URL: optionalUrl('http:', 'https:'),
  SMS_FROM: optionalPhone,
  SMS_ADMINS: phoneList,
  ALERT_WEBHOOK_URL: optionalUrl('http:', 'https:'),
  ALERT_WEBHOOK_SECRET: optionalSigningSecret,

  CALENDAR_ICS_URL: optionalUrl('http:', 'https:', 'webcal:'),
  USE_REAL_CALENDAR: flag(false),
  GOOGLE_CREDENTIALS_JSON: optionalText,
  GOOGLE_CALENDAR_ID: optionalText,
  GOOGLE_CALENDAR_BASE_URL: optionalUrl('http:', 'https:'),
  CALDAV_URL: optionalUrl('http:', 'https:'),
  CALDAV_USER: optionalText,
  CALDAV_PASSWORD: optionalText,
  USE_GOOGLE_PLACES: flag(false),
  GOOGLE_PLACES_API_KEY: optionalText,
  GOOGLE_PLACES_BASE_URL: optionalUrl('http:', 'https:'),
  USE_GOOGLE_DISTANCE: flag(false),
  GOOGLE_MAPS_API_KEY: optionalText,
  GOOGLE_MAPS_BASE_URL: optionalUrl('http:', 'https:'),

  CUSTOMER_ROUND_SECONDS: wholeNumber(300, 1, 86_400),
  CALL_RESULT_SECRET: optionalSigningSecret,

  RECORDING: flag(false),
  RECORDING_STORE: z
    .enum(['folder', 'supabase', ''])
    .default('folder')
    .transform((store) => store || 'folder'),
  RECORDING_DAYS: wholeNumber(30, 1, 3650),
  RECORDING_REVIEW_COPY: flag(false),
  DENOISE_BEFORE_STT: flag(false),
});

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
  problems.push(...missingTogether(variables));
  if (recordsIntoNothing(variables)) {
    problems.push('RECORDING_STORE: supabase needs a Supabase project; set SUPABASE_URL, or use folder');
  }
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(
      `These settings need attention:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
  }
  return parsed.data;
}

/** The embedded database has no Storage. */
function recordsIntoNothing({
  RECORDING,
  RECORDING_STORE,
  SUPABASE_URL,
}: Record<string, string | undefined>) {
  return isOn(RECORDING) && RECORDING_STORE === 'supabase' && !SUPABASE_URL?.trim();
}

/** What a variable that a row of the database names holds, such as a trunk's password; null when it is not set. */
export function readSecret(variables: Record<string, string | undefined>, name: string): string | null {
  return variables[name] || null;
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
