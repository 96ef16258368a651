-- What campaigns keep of people: for whom a slot is looked for, and whom a provider's number belongs to. Offers and notes
-- come before the campaign, as the order of locks has it (docs/decisions/0015).
insert into app.person_data (section, source, position, matches, erasure, clears, why_kept, kept_with, is_relation) values
  ('campaign_offers', 'public.campaign_offers', 430, 'held.call_id = any (($1).call_ids)', 'clear', 'notes = null',
   'when a provider had time; who said so is gone', null, false),
  ('campaign_notes', 'public.campaign_events', 440,
   $$held.kind = 'note' and (held.data ->> 'call_id')::uuid = any (($1).call_ids)$$, 'clear',
   $$data = held.data - '{message,data}'::text[]$$, 'that something was noted; what it was is gone', null, false),
  ('commitments', 'public.campaign_commitments', 450, 'held.client_phone = ($1).phone', 'clear',
   'client_name = null, client_phone = null', 'the appointment with the provider stands; for whom is gone', null, true),
  ('campaigns', 'public.negotiations', 460, 'held.client_phone = ($1).phone', 'clear',
   'client_name = null, client_phone = null', 'what was looked for, for the costs; for whom is gone', null, true),
  -- Its offers go with it, and it is found anew where a search lists it.
  ('providers', 'public.providers', 470, 'held.phone = ($1).phone', 'delete', null, null, null, true);

create index negotiations_of_client on public.negotiations (organization_id, client_phone)
  where client_phone is not null;
create index campaign_commitments_of_client on public.campaign_commitments (organization_id, client_phone)
  where client_phone is not null;
create index campaign_offers_of_call on public.campaign_offers (organization_id, call_id);

create trigger campaign_offers_not_of_erased before insert on public.campaign_offers
for each row execute function app.refuse_erased_call();
