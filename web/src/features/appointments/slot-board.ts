import { z } from 'zod';
import type { Activity, ToolRun } from '../../lib/activity.ts';

export interface OfferedSlot {
  /** Local to the organization: YYYY-MM-DD and HH:MM. */
  date: string;
  time: string;
  /** The database thinks that it suits this person. */
  likely: boolean;
  status: 'offered' | 'held' | 'booked';
  /** The appointment that took the slot, once the agent named one. */
  appointmentId: string | null;
}

/** The times of the newest offer, and whatever is held or booked; soonest first. */
export type SlotBoard = readonly OfferedSlot[];

interface Place {
  date: string;
  time: string;
  appointmentId: string | null;
}

const clock = { date: z.iso.date(), time: z.string().regex(/^\d{2}:\d{2}/) };
const slot = z.object({ ...clock, likely: z.boolean().optional() });
/** A malformed slot in a list is left out, the others are still offered. */
const slotList = z.array(slot.nullable().catch(null)).catch([]);
const offer = z.object({ slots: slotList.default([]), alternatives: slotList.default([]) });

/** A tool names the time that it touched in its answer, or else in what it was asked. */
const place = z.union([
  z.object(clock),
  z.object({ slot: z.object(clock) }).transform((data) => data.slot),
  z.object({ appointment: z.object(clock) }).transform((data) => data.appointment),
  z
    .object({ appointment_date: clock.date, appointment_time: clock.time })
    .transform((data) => ({ date: data.appointment_date, time: data.appointment_time })),
  z
    .object({ new_date: clock.date, new_time: clock.time })
    .transform((data) => ({ date: data.new_date, time: data.new_time })),
]);
const appointmentId = z.union([
  z.object({ appointment_id: z.string() }).transform((data) => data.appointment_id),
  z
    .object({ appointment: z.object({ appointment_id: z.string() }) })
    .transform((data) => data.appointment.appointment_id),
]);

/** The times that came up in a call, each as the last tool left it. */
export function slotsOf(activity: Activity): SlotBoard {
  return activity.reduce<SlotBoard>(updateSlots, []);
}

/**
 * ```
 *   fetch_slots, the alternatives of a refusal
 *        │
 *        ▼            hold_slot         book_appointment, modify_appointment
 *     offered ──────────────────▶ held ──────────────────▶ booked
 *        ▲    another hold, booking │                         │ canceled, moved away
 *        └──────────────────────────┴─────────────────────────┘
 * ```
 */
function updateSlots(board: SlotBoard, { tool, status, asked, answer }: ToolRun): SlotBoard {
  if (answer === null) return board;
  if (status === 'error' || tool === 'fetch_slots') return replaceOffer(board, offeredBy(answer));
  const touched = placeOf(answer, asked);
  switch (tool) {
    case 'hold_slot':
      return mark(freeHeld(board), touched, 'held');
    case 'book_appointment':
      return mark(freeHeld(board), touched, 'booked');
    case 'modify_appointment':
      return mark(freeAppointment(freeHeld(board), touched), touched, 'booked');
    case 'cancel_appointment':
      return freeAppointment(board, touched);
    default:
      return board;
  }
}

/** The board as days, soonest first. */
export function byDay(board: SlotBoard): { date: string; slots: OfferedSlot[] }[] {
  return [...Map.groupBy(board, (slot) => slot.date)].map(([date, slots]) => ({ date, slots }));
}

function offeredBy(data: Record<string, unknown>): OfferedSlot[] {
  const { slots, alternatives } = offer.parse(data);
  return [...slots, ...alternatives]
    .filter((slot) => slot !== null)
    .map(({ date, time, likely = false }) => ({ ...at(date, time), likely, status: 'offered' }));
}

const at = (date: string, time: string): Place => ({ date, time: time.slice(0, 5), appointmentId: null });

/** What was asked tells the time where the answer does not repeat it. */
function placeOf(answer: Record<string, unknown>, asked: Record<string, unknown> | null): Partial<Place> {
  const where = place.safeParse(answer).data ?? place.safeParse(asked).data;
  const id = appointmentId.safeParse(answer).data ?? appointmentId.safeParse(asked).data ?? null;
  return { ...(where ? at(where.date, where.time) : {}), appointmentId: id };
}

/** An answer without a time (a tool that failed otherwise) leaves the last offer standing. */
function replaceOffer(board: SlotBoard, offered: OfferedSlot[]): SlotBoard {
  if (offered.length === 0) return board;
  const taken = board.filter((slot) => slot.status !== 'offered');
  const fresh = offered.filter((slot) => !taken.some((other) => isSameTime(slot, other)));
  return [...taken, ...fresh].sort(bySoonest);
}

function mark(board: SlotBoard, touched: Partial<Place>, status: 'held' | 'booked'): SlotBoard {
  const { date, time, appointmentId = null } = touched;
  if (date === undefined || time === undefined) return board;
  const known = board.find((slot) => isSameTime(slot, { date, time }));
  const marked: OfferedSlot = { date, time, appointmentId, status, likely: known?.likely ?? false };
  return [...board.filter((slot) => slot !== known), marked].sort(bySoonest);
}

const free = (slot: OfferedSlot): OfferedSlot => ({ ...slot, status: 'offered', appointmentId: null });

const freeHeld = (board: SlotBoard): SlotBoard =>
  board.map((slot) => (slot.status === 'held' ? free(slot) : slot));

const freeAppointment = (board: SlotBoard, { appointmentId }: Partial<Place>): SlotBoard =>
  board.map((slot) => (appointmentId && slot.appointmentId === appointmentId ? free(slot) : slot));

const isSameTime = (a: { date: string; time: string }, b: { date: string; time: string }) =>
  a.date === b.date && a.time === b.time;

const bySoonest = (a: OfferedSlot, b: OfferedSlot) =>
  `${a.date} ${a.time}`.localeCompare(`${b.date} ${b.time}`);
