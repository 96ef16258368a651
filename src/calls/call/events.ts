import { z } from 'zod';

/**
 * What the frontend hears on the room's data channel and what `call_events` keeps (docs/events.md).
 * The page, the server and the tests parse with these same schemas.
 */

/** LiveKit data-channel topic. */
export const eventsTopic = 'parley.events';
/** Raised when a field changes meaning; added fields keep it. */
export const eventsVersion = 1;

const common = { version: z.literal(eventsVersion).default(eventsVersion), timestamp: z.iso.datetime() };

export const toolCallEvent = z.object({
  ...common,
  type: z.literal('tool_call'),
  tool: z.string(),
  status: z.enum(['started', 'success', 'error']),
  /** Arguments when started; the tool's answer or `{code, message}` afterwards. Never anything secret. */
  data: z.record(z.string(), z.unknown()),
});

export const costItem = z.object({
  provider: z.string(),
  unit: z.string(),
  quantity: z.number(),
  /** US dollars. */
  cost: z.number(),
});

export const costBreakdown = z.object({
  currency: z.literal('USD'),
  total: z.number(),
  items: z.array(costItem),
});

/** When somebody likes to come. What a business has learned besides stands beside these under its own names. */
export const userPreferences = z.looseObject({
  time_of_day: z.enum(['morning', 'afternoon', 'evening']).nullable(),
  /** The last three booked weekdays, newest first, as ISO numbers (1 is Monday). */
  weekdays: z.array(z.number().int().min(1).max(7)),
});

/** What a scenario adds of its own, such as `appointments`, stands beside these (docs/events.md). */
export const callSummaryEvent = z.looseObject({
  ...common,
  type: z.literal('call_summary'),
  summary: z.string(),
  cost_breakdown: costBreakdown,
  user_preferences: userPreferences,
});

/** What the agent waits for now, and in a rehearsal what can be said. */
export const expectationEvent = z.object({
  ...common,
  type: z.literal('expectation'),
  expects: z.enum(['yes_no', 'phone_number', 'date_time', 'open']),
  suggestions: z.array(z.string()),
});

/** Something the person at the page should know: a provider failed, this is a rehearsal, the call is about to end. */
export const noticeEvent = z.object({
  ...common,
  type: z.literal('notice'),
  code: z.string(),
  message: z.string(),
});

export const callEvent = z.discriminatedUnion('type', [
  toolCallEvent,
  callSummaryEvent,
  expectationEvent,
  noticeEvent,
]);

export type CallEvent = z.infer<typeof callEvent>;
export type ToolCallEvent = z.infer<typeof toolCallEvent>;
export type CallSummaryEvent = z.infer<typeof callSummaryEvent>;
export type CostBreakdown = z.infer<typeof costBreakdown>;
export type UserPreferences = z.infer<typeof userPreferences>;
