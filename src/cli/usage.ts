/** Something the person at the terminal can put right; only its message is shown. */
export class UsageError extends Error {}
