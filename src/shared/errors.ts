/**
 * A fault with a stable code (docs/error-codes.md).
 * Expected refusals ("that slot is taken") are values, not errors; these are what went wrong.
 */
export class ParleyError extends Error {
  readonly code: string;
  /** True when the same request may succeed if it is simply made again. */
  readonly retryable: boolean;

  constructor(code: string, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** The database answered with an error, or not in the shape that its functions promise. */
export class DatabaseError extends ParleyError {
  constructor(operation: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super('database_failed', `The database could not complete ${operation}.`, options);
  }
}

/** A setting is missing or malformed; the message names the variable and the fix. */
export class ConfigError extends ParleyError {
  constructor(message: string) {
    super('bad_config', message);
  }
}

/** Something the person at the terminal can put right; only its message is shown. */
export class UsageError extends Error {}
