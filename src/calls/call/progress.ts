import { FactBook } from '../facts/book.ts';
import type { CommittedAction } from './committed-action.ts';
import type { IdentifiedUser } from './users.ts';

/**
 * What any call knows and has done so far; what only its scenario knows is in the scenario's own part (`CallData.slice`).
 * It lives as long as the job; what must survive is in the database.
 */
export class Progress {
  /** Who the call is with at the moment. */
  user: IdentifiedUser | null = null;
  /** The caller's number when the network told us; offered for confirmation, never assumed. */
  readonly callerNumber: string | null;
  /** What this call has committed, in order. */
  readonly actions: CommittedAction[] = [];
  /** What it may speak of. */
  readonly book = new FactBook();
  /** Somebody else talks with the person now. */
  isTransferred = false;
  /** What a scripted call has come to, once it is known. */
  settled: string | null = null;
  lastTool: string | null = null;
  /** Somebody else is at the telephone of whoever this call is for. */
  isWithWrongPerson = false;
  private readonly onOther: Array<() => void> = [];

  constructor(callerNumber: string | null) {
    this.callerNumber = callerNumber;
  }

  /** The call is with this person from now on; of another one before them, nothing is said to them or done for them. */
  identify(user: IdentifiedUser): void {
    const isOther = this.user !== null && this.user.phone !== user.phone;
    this.user = user;
    if (!isOther) return;
    this.book.forgetPerson();
    for (const startAnew of this.onOther) startAnew();
  }

  /** What a scenario knows of one person, it forgets for the next. */
  onOtherPerson(startAnew: () => void): void {
    this.onOther.push(startAnew);
  }

  commit(action: CommittedAction): void {
    this.actions.push(action);
    const { kind, moment } = action;
    for (const fact of action.facts ?? [{ id: kind, kind, status: 'committed', when: moment }])
      this.book.record(fact);
  }

  /** The last of these that was done; null when none was. */
  lastAction<Kind extends string>(...kinds: Kind[]): Kind | null {
    const isWanted = (kind: string): kind is Kind => (kinds as string[]).includes(kind);
    return this.actions.map(({ kind }) => kind).findLast(isWanted) ?? null;
  }
}
