/** Where the time comes from, so that tests can set it. */
export interface Clock {
  /** The present instant in milliseconds since the Unix epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
