import type { CommittedAction } from './committed-action.ts';
import type { IdentifiedUser } from './users.ts';

/**
 * What any call knows and has done so far; what only its scenario knows is in the scenario's own part (`CallData.slice`).
 * It lives as long as the job; what must survive is in the database.
 */
export class Progress {
  user: IdentifiedUser | null = null;
  /** The caller's number when the network told us; offered for confirmation, never assumed. */
  readonly callerNumber: string | null;
  /** What this call has committed, in order. */
  readonly actions: CommittedAction[] = [];
  /** What stood in the database before the call and may be mentioned. */
  readonly before: CommittedAction[] = [];
  /** Somebody else talks with the person now. */
  isTransferred = false;
  /** What a scripted call has come to, once it is known. */
  settled: string | null = null;
  lastTool: string | null = null;
  /** A time was asked for or held since the last commit: what is said now may be about that one. */
  hasOpenWish = false;

  constructor(callerNumber: string | null) {
    this.callerNumber = callerNumber;
  }

  commit(action: CommittedAction): void {
    this.actions.push(action);
    this.hasOpenWish = false;
  }

  /** The last of these that was done; null when none was. */
  lastAction<Kind extends string>(...kinds: Kind[]): Kind | null {
    const isWanted = (kind: string): kind is Kind => (kinds as string[]).includes(kind);
    return this.actions.map(({ kind }) => kind).findLast(isWanted) ?? null;
  }
}
