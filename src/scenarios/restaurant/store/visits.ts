import { z } from 'zod';
import type { ToolCallKey } from '../../../calls/call/tool-call.ts';
import type { Visit } from './visit-row.ts';

/** What a call may do to the visit of the customer whom it is about. Local dates and times are the restaurant's. */
export interface Visits {
  /** What a call is told before anybody speaks. */
  brief(callId: string): Promise<VisitBriefing>;
  /** The visit that stands for whoever is on the telephone. */
  find(callId: string): Promise<{ ok: true; visit: Visit } | { ok: false; code: 'no_visit' }>;
  captureOrder(key: ToolCallKey, order: Order): Promise<VisitAnswer>;
  /** Adds to what the kitchen and the table have to know. */
  note(key: ToolCallKey, notes: VisitNotes): Promise<VisitAnswer>;
  /** When the customer will come, today as a rule: the first time that is said, or a later one. */
  setArrivalTime(key: ToolCallKey, wish: VisitTime): Promise<VisitAnswer>;
  /** Whether the customer has arrived; false is somebody who says that they are not coming. */
  confirmArrival(key: ToolCallKey, arrival: { arrived: boolean }): Promise<VisitAnswer>;
  rescheduleVisit(key: ToolCallKey, wish: VisitTime): Promise<VisitAnswer>;
  chooseTakeaway(key: ToolCallKey, takeaway: { notes: string | null }): Promise<VisitAnswer>;
  cancelVisit(key: ToolCallKey, cancellation: { reason: string | null }): Promise<VisitAnswer>;
}

export interface VisitTime {
  /** YYYY-MM-DD */
  date: string;
  /** HH:MM */
  time: string;
}

export interface OrderItem {
  name: string;
  quantity: number;
  /** "Without onions". Null keeps what was noted about this dish before, an empty text takes it away. */
  notes: string | null;
}

/** What is known beside the dishes. Null, or left out, says nothing new: whatever was said before stays. */
export interface VisitNotes {
  notes?: string | null;
  /** What somebody at the table is allergic to. */
  allergies?: string | null;
  partySize?: number | null;
}

export interface Order extends VisitNotes {
  items: OrderItem[];
  /** The order in a line as this call knows it, empty where it knows of none; null or left out does not ask. */
  seen?: string | null;
}

/** Weekly hours, local to the business; what lasts past midnight is two rows that meet there. */
export const visitHours = z.object({
  kind: z.enum(['opening', 'kitchen']),
  /** 1 is Monday. */
  weekday: z.number().int().min(1).max(7),
  /** HH:MM; 24:00 is the end of the day. */
  opens: z.string(),
  closes: z.string(),
});

export type VisitHours = z.infer<typeof visitHours>;

export interface VisitBriefing {
  menu: string[];
  hours: VisitHours[];
  /** Of somebody whom we call. */
  visit: Visit | null;
}

/** Why the database refused. Each has a sentence of its own in what the agent says. */
export const visitRefusals = [
  'no_customer',
  'wrong_status',
  'past',
  'too_far',
  'no_such_date',
  'no_such_time',
  'party_size',
  'call_ended',
] as const;

export type VisitRefusal = (typeof visitRefusals)[number];

/** Nobody can be expected then, by the hours. Instants, in ISO 8601; null where nothing is known within two months. */
export interface Closing {
  code: 'closed' | 'kitchen_closed';
  /** The next opening. */
  opensAt: string | null;
  /** Where what was asked for is less than half a day after a closing. */
  closedAt: string | null;
  /** When it is next open and cooks. */
  servesAt: string | null;
}

export type VisitAnswer =
  | { ok: true; visit: Visit }
  | { ok: false; code: VisitRefusal }
  | ({ ok: false } & Closing)
  /** Somebody else changed the order since this call has seen it: as it is now. */
  | { ok: false; code: 'order_changed'; visit: Visit };
