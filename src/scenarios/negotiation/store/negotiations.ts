import { z } from 'zod';
import type { ToolCallKey } from '../../../calls/call/tool-call.ts';
import type { Wishing } from '../../../campaigns/wishes.ts';

/** A time at a provider's; both ends are instants (ISO 8601, UTC). */
export const span = z.object({ start: z.iso.datetime(), end: z.iso.datetime() });

export type Span = z.infer<typeof span>;

/** Why a slot cannot be taken. */
export const slotRefusals = [
  /** It has passed. */
  'past',
  /** Outside the dates that the person named. */
  'outside_range',
  /** The person has something else then. */
  'over_busy',
  /** Shorter than the person needs. */
  'too_short',
  /** The provider is closed then, as far as its hours are known. */
  'outside_hours',
  /** The provider named is not the one on the line. */
  'other_provider',
  /** The campaign is over, or the call is. */
  'campaign_over',
  'call_ended',
] as const;

export type SlotRefusal = (typeof slotRefusals)[number];

/** When a provider is open: ISO weekday (1 is Monday), local times HH:MM. */
export const providerHours = z.object({
  weekday: z.number().int().min(1).max(7),
  opens: z.string(),
  closes: z.string(),
});

/** Why a provider gives no slot at all. */
export const noOfferReasons = [
  'no_slot',
  'no_new_clients',
  'wrong_number',
  'refuses_assistants',
  'call_back_later',
] as const;

export type NoOfferReason = (typeof noOfferReasons)[number];

/** How a simulated reception behaves. */
export const tempers = [
  /** Gives the earliest that it has, and keeps it. */
  'plain',
  /** Gives a later one first, and keeps none. */
  'strict',
  /** Says "maybe around ten" first. */
  'vague',
  /** Names a time that it does not mean, and says so when it is read back. */
  'misunderstands',
  'holds',
  'full',
  'no_new_clients',
  'asks_details',
  'call_back_later',
  'hangs_up',
  'wrong_number',
] as const;

export type Temper = (typeof tempers)[number];

/** What a call to a provider knows of its campaign. */
export const terms = z.object({
  purpose: z.enum(['find', 'confirm', 'release']),
  /** For whom the slot is; as much as may be said to a provider. */
  client_name: z.string().nullable(),
  service: z.string(),
  location: z.string(),
  range: span,
  duration_minutes: z.number().int().positive(),
  provider: z.object({
    id: z.uuid(),
    name: z.string(),
    /** IANA; times are spoken in it. */
    time_zone: z.string(),
    /** Empty where nobody knows them. */
    hours: z.array(providerHours),
    travel_minutes: z.number().nullable(),
  }),
  /** The best that anybody has offered so far; its provider is nobody else's business. */
  best: span.nullable(),
  /** By what the person likes better; null where any time is the same to them. Nobody else's business. */
  wishing: z.custom<Wishing>().nullish(),
  /** The slot that this call is about, for `confirm` and `release`. */
  slot: span.nullable(),
});

export type Terms = z.infer<typeof terms>;

/** What a reception gave: the slot, and until when it is kept. */
export const offer = z.object({
  offer_id: z.uuid(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  held_until: z.iso.datetime().nullable(),
});

export type Offer = z.infer<typeof offer>;

type Refused<Code> = { ok: false; code: Code };

/** Who else may be asked, without numbers. */
export const foundProvider = z.object({
  provider_id: z.uuid(),
  name: z.string(),
  travel_minutes: z.number().nullable(),
  rating: z.number().nullable(),
});

export interface Negotiations {
  terms(callId: string): Promise<Terms>;
  /** Whether the person is free then. */
  isFree(callId: string, wanted: Span): Promise<boolean>;
  /** Would it be taken, if it were offered? Changes nothing. */
  validate(callId: string, providerId: string, wanted: Span): Promise<{ ok: true } | Refused<SlotRefusal>>;
  /** Times at which the person is free and the provider open, the earliest first; at most five. */
  alternatives(callId: string, wish: { notBefore: string | null; notAfter: string | null }): Promise<Span[]>;
  /** The only way in which an offer comes to exist. The same start again is the same offer. */
  recordOffer(
    key: ToolCallKey,
    given: Span & { heldUntil: string | null; notes: string | null },
  ): Promise<{ ok: true; offer: Offer } | Refused<SlotRefusal | 'held_in_past'>>;
  recordNoOffer(
    key: ToolCallKey,
    reason: NoOfferReason,
    notes: string | null,
  ): Promise<{ ok: true } | Refused<'call_ended'>>;
  /** What the reception answered to `confirm` or `release`. */
  recordAnswer(
    key: ToolCallKey,
    agreed: boolean,
  ): Promise<{ ok: true; reference: string | null } | Refused<'nothing_asked' | 'slot_gone' | 'call_ended'>>;
  /** For whoever watches the campaign. */
  log(key: ToolCallKey, message: string, data: Record<string, unknown>): Promise<void>;
  providers(
    callId: string,
    wish: { service: string; location: string; excludeIds: string[] },
  ): Promise<z.infer<typeof foundProvider>[]>;
  /** The calendar of a simulated provider, for its simulated reception: what is free in the range, the earliest first. */
  openings(callId: string): Promise<Span[]>;
  /** How a simulated reception behaves, one of `tempers`; null at a real provider. */
  temper(callId: string): Promise<string | null>;
  /** A simulated reception keeps a slot. @returns false when somebody else has it */
  keep(callId: string, wanted: Span, until: string): Promise<boolean>;
}
