import { defineHttpErrors } from '../../../http/http-errors.ts';

/** What only the routes of campaigns answer with. */
export const campaignErrors = defineHttpErrors({
  campaign_not_found: {
    status: 404,
    message: 'There is no such campaign.',
    fix: 'GET /campaigns lists the campaigns that you may see.',
  },
  key_reused: {
    status: 409,
    message: 'This Idempotency-Key came with another request before.',
    fix: 'Send a new key for a new campaign, or the same request for the same one.',
  },
  nobody_speaks: {
    status: 409,
    message: 'This organization has no agent that could call.',
    fix: 'Add one to agents; docs/operations.md says how.',
  },
  already_confirmed: {
    status: 409,
    message: 'A slot of this campaign is committed already.',
    fix: 'GET /campaigns/{campaign_id} has it in `confirmation`; one campaign commits one slot.',
  },
  not_offered: {
    status: 400,
    message: 'Nobody offered this slot.',
    fix: 'Send provider_id, start and end of an offer in `ranked` of GET /campaigns/{campaign_id}.',
  },
  slot_gone: {
    status: 409,
    message: 'The provider no longer has this slot.',
    fix: 'Choose the next one of `ranked`.',
  },
  slot_past: {
    status: 409,
    message: 'This slot has begun or is over.',
    fix: 'Choose one that is still to come.',
  },
  campaign_over: {
    status: 409,
    message: 'This campaign was canceled.',
    fix: 'Start another one with POST /campaigns.',
  },
  outside_unavailable: {
    status: 503,
    message: 'The calendar, the directory or the map could not be asked, so nobody is called.',
    fix: 'Try again in a moment; if it stays, check the keys that docs/campaigns.md names.',
  },
});
