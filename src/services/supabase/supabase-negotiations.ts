import { z } from 'zod';
import { bestOf, wishingAt } from '../../campaigns/ranking.ts';
import {
  foundProvider,
  type Negotiations,
  noOfferReasons,
  offer,
  slotRefusals,
  span,
  terms,
} from '../../scenarios/negotiation/store/negotiations.ts';
import { callFunction, type Database } from './client.ts';
import { createCampaigns } from './supabase-campaigns.ts';

const termsRow = terms
  .omit({ best: true, wishing: true })
  .extend({ organization_id: z.uuid(), campaign_id: z.uuid() });

const refusedSlot = z.object({ ok: z.literal(false), code: z.enum(slotRefusals) });

const validated = z.union([z.object({ ok: z.literal(true) }), refusedSlot]);

const recorded = z.union([
  z.object({ ok: z.literal(true), offer }),
  z.object({ ok: z.literal(false), code: z.enum([...slotRefusals, 'held_in_past']) }),
]);

const noted = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), code: z.literal('call_ended') }),
]);

const answered = z.union([
  z.object({ ok: z.literal(true), reference: z.string().nullable() }),
  z.object({ ok: z.literal(false), code: z.enum(['nothing_asked', 'slot_gone', 'call_ended']) }),
]);

/** Postgres decides which slots can be offered; this only translates its verdict. */
export function createNegotiations(db: Database): Negotiations {
  return {
    async terms(callId) {
      const row = await callFunction(db, 'negotiation_terms', { call_id: callId }, termsRow);
      const { organization_id, campaign_id, ...known } = row;
      const state = await createCampaigns(db, organization_id).state(campaign_id);
      const best = state && bestOf(state);
      const wishing = state && known.purpose === 'find' ? wishingAt(known.provider.id, state) : null;
      return { ...known, best: best ? { start: best.start, end: best.end } : null, wishing };
    },
    isFree: (callId, { start, end }) =>
      callFunction(db, 'check_calendar', { call_id: callId, starts_at: start, ends_at: end }, z.boolean()),
    validate: (callId, providerId, { start, end }) =>
      callFunction(
        db,
        'validate_slot',
        { call_id: callId, provider_id: providerId, starts_at: start, ends_at: end },
        validated,
      ),
    alternatives: (callId, { notBefore, notAfter }) =>
      callFunction(
        db,
        'propose_slots',
        { call_id: callId, not_before: notBefore, not_after: notAfter },
        z.array(span),
      ),
    recordOffer: ({ callId, toolCallId }, { start, end, heldUntil, notes }) =>
      callFunction(
        db,
        'record_offer',
        {
          call_id: callId,
          tool_call_id: toolCallId,
          starts_at: start,
          ends_at: end,
          held_until: heldUntil,
          notes,
        },
        recorded,
      ),
    recordNoOffer: ({ callId, toolCallId }, reason, notes) =>
      callFunction(
        db,
        'record_no_offer',
        { call_id: callId, tool_call_id: toolCallId, reason: z.enum(noOfferReasons).parse(reason), notes },
        noted,
      ),
    recordAnswer: ({ callId, toolCallId }, agreed) =>
      callFunction(
        db,
        'record_provider_answer',
        { call_id: callId, tool_call_id: toolCallId, agreed },
        answered,
      ),
    async log({ callId, toolCallId }, message, data) {
      await callFunction(
        db,
        'log_campaign_event',
        { call_id: callId, tool_call_id: toolCallId, message, data },
        z.unknown(),
      );
    },
    providers: (callId, { service, location, excludeIds }) =>
      callFunction(
        db,
        'list_other_providers',
        { call_id: callId, service, location, exclude_ids: excludeIds },
        z.array(foundProvider),
      ),
    openings: (callId) => callFunction(db, 'provider_openings', { call_id: callId }, z.array(span)),
    temper: (callId) => callFunction(db, 'provider_temper', { call_id: callId }, z.string().nullable()),
    keep: (callId, { start, end }, until) =>
      callFunction(
        db,
        'keep_provider_slot',
        { call_id: callId, starts_at: start, ends_at: end, held_until: until },
        z.boolean(),
      ),
  };
}
