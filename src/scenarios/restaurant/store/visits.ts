import type { ToolCallKey } from '../../../calls/call/tool-call.ts';

/** What a call may do to the visit of the customer whom it is about. Local dates and times are the restaurant's. */
export interface Visits {
  captureOrder(key: ToolCallKey, order: Order): Promise<VisitAnswer>;
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
  /** "Without onions". */
  notes: string | null;
}

export interface Order {
  items: OrderItem[];
  notes: string | null;
}

/** The visit as the database keeps it now. */
export interface Visit {
  customerId: string;
  status: string;
  orderDetails: string | null;
  /** ISO 8601 instant. */
  expectedArrivalTime: string | null;
}

/** Why the database refused. Each has a sentence of its own in what the agent says. */
export const visitRefusals = [
  'no_customer',
  'wrong_status',
  'past',
  'too_far',
  'no_such_date',
  'no_such_time',
  'call_ended',
] as const;

export type VisitRefusal = (typeof visitRefusals)[number];

export type VisitAnswer = { ok: true; visit: Visit } | { ok: false; code: VisitRefusal };
