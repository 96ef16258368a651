import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * Fields that may name a person or repeat what was said. They are replaced in every log line, at the top level and
 * one level down, unless LOG_UNREDACTED is set on a machine of your own.
 */
const personalFields = [
  'phone',
  'from',
  'to',
  'callerNumber',
  'name',
  'text',
  'transcript',
  'notes',
  'summary',
];

/** JSON lines on standard error, so that standard output stays free for what a command prints. */
export function createLogger(options: { level: string; unredacted?: boolean; component: string }): Logger {
  return pino(
    {
      level: options.level,
      base: { component: options.component },
      ...(options.unredacted
        ? {}
        : {
            redact: { paths: personalFields.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
          }),
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
