import { detectClaims } from '../language/claims.ts';
import { parseSpokenDate, parseSpokenTime } from '../language/dates.ts';
import type { Progress } from './progress.ts';

export interface ClaimContext {
  language: string;
  timeZone: string;
  /** Milliseconds since the epoch, to read "tomorrow". */
  now: number;
  progress: Progress;
}
