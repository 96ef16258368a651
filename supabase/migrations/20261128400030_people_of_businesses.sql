-- What each business keeps of people.

-- An appointment belongs to whoever comes. Erased, its time is free again. Calls in which somebody else moved it keep that
-- they did, without what they were told of it.
insert into app.person_data (section, source, position, matches, erasure, is_relation) values
  ('appointments', 'public.appointments', 300, 'held.user_id = any (($1).user_ids)', 'delete', true);
update app.person_data
set matches = $$held.call_id = any (($1).call_ids) or (held.appointment_id is not null and held.appointment_id in (
  select appointments.id from public.appointments where appointments.user_id = any (($1).user_ids)))$$
where section = 'tool_calls';

-- An appointment's tool calls, and the holds that would move it.
create index tool_calls_of_appointment on public.tool_calls (organization_id, appointment_id)
  where appointment_id is not null;
create index appointments_moving on public.appointments (organization_id, moves) where moves is not null;

-- A customer of a restaurant, with what was posted about them. The two cases are the table's two indexes.
insert into app.person_data (section, source, position, matches, erasure, is_relation) values
  ('customer_results', 'public.customer_results', 400,
   $$held.customer in (
       select customers.id from public.customers
       where customers.organization_id = ($1).organization_id and customers.mobile = ($1).phone)
     or held.call_id = any (($1).call_ids)$$, 'delete', false),
  ('customers', 'public.customers', 410,
   $$held.mobile = ($1).phone and held.status <> 'resolved' or held.mobile = ($1).phone and held.status = 'resolved'$$,
   'delete', true);

-- A contact of a campaign: what they answered, and what the panel was told. Its own key of them goes as well.
insert into app.person_data (section, source, position, matches, erasure, kept_with) values
  ('captures', 'public.outreach_captures', 145, 'held.call_id = any (($1).call_ids)', 'delete', 'transcripts'),
  ('panel_results', 'public.panel_results', 420,
   'held.phone = ($1).phone or held.call_id = any (($1).call_ids) or held.request_id = any (($1).request_ids)',
   'delete', null);
create index panel_results_of_request on public.panel_results (organization_id, request_id)
  where request_id is not null;

create trigger outreach_captures_not_of_erased before insert on public.outreach_captures
for each row execute function app.refuse_erased_call();

-- A customer is added with their number: one that refused calls before an erasure is not called.
create function app.recall_refusals_of_customer() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.recall_refusals(new.organization_id, new.mobile);
  return new;
end
$$;
create trigger customers_recall_refusals before insert or update of mobile on public.customers
for each row execute function app.recall_refusals_of_customer();
revoke execute on function app.recall_refusals_of_customer() from public, anon, authenticated, service_role;
