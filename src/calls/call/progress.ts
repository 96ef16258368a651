import type { IdentifiedUser, Slot } from '../../scenarios/appointment/store/appointments.ts';
import type { Deed, DeedKind } from './committed-action.ts';
import type { AppointmentView } from './events.ts';

/** An appointment that this call has committed in the database. */
export interface Commit {
  kind: 'booked' | 'modified' | 'canceled';
  appointment: AppointmentView;
}

/** What a call knows and has done so far. It lives as long as the job; what must survive is in the database. */
export class Progress {
  user: IdentifiedUser | null = null;
  /** The caller's number when the network told us; offered for confirmation, never assumed. */
  readonly callerNumber: string | null;
  /** Slots said most recently. */
  offered: Slot[] = [];
  /** The slot held for this call, if any. */
  held: Slot | null = null;
  /** Appointments that the database showed to this call. */
  known: AppointmentView[] = [];
  readonly commits: Commit[] = [];
  /** What else this call has committed, in order. */
  readonly deeds: Deed[] = [];
  /** What stood in the database before the call and may be mentioned: an order, the time at which somebody is expected. */
  readonly before: Deed[] = [];
  /** A restaurant's call: whatever the agent says to have noted must have been. */
  isAboutVisit = false;
  /** What can be ordered, where that is known. */
  menu: string[] = [];
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

  wish(slots: Slot[]): void {
    this.offered = slots;
    this.hasOpenWish = true;
  }

  commit(commit: Commit): void {
    this.commits.push(commit);
    this.held = null;
    this.hasOpenWish = false;
  }

  did(deed: Deed): void {
    this.deeds.push(deed);
    this.hasOpenWish = false;
  }

  /** The last of these that was done; null when none was. */
  lastDeed(...kinds: DeedKind[]): DeedKind | null {
    return this.deeds.findLast(({ kind }) => kinds.includes(kind))?.kind ?? null;
  }

  /** What the call meant for the business, were it to end now. */
  disposition(): 'booked' | 'modified' | 'canceled' | 'informed' | 'abandoned' {
    const last = this.commits.at(-1);
    if (last) return last.kind;
    return this.user ? 'informed' : 'abandoned';
  }

  /** The appointments this call touched, each in its latest state. */
  touched(): AppointmentView[] {
    const latest = new Map<string, AppointmentView>();
    for (const { appointment } of this.commits) latest.set(appointment.appointment_id, appointment);
    return [...latest.values()];
  }
}
