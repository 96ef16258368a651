/* Commitments that the person's calendar does not have yet, the oldest first. Writing one twice writes it once, because its
   reference is the event's id: so nobody leases them. */
create function public.unwritten_commitments(most integer default 20) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'campaign_id', due.campaign_id, 'reference', due.reference, 'time_zone', due.time_zone, 'service', due.service,
    'provider', due.name, 'location', due.address, 'starts_at', app.iso(due.starts_at), 'ends_at', app.iso(due.ends_at))
    order by due.confirmed_at), '[]')
  from (
    select made.campaign_id, made.reference, made.confirmed_at, wanted.time_zone, wanted.service, places.name,
      places.address, offers.starts_at, offers.ends_at
    from public.campaign_commitments as made
    join public.negotiations as wanted on wanted.campaign_id = made.campaign_id
    join public.campaign_offers as offers on offers.id = made.offer_id
    join public.providers as places on places.id = offers.provider_id
    where made.confirmed_at is not null and made.calendar_written_at is null
    order by made.confirmed_at
    limit unwritten_commitments.most) as due
$$;

create function public.calendar_written(campaign_id uuid) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  update public.campaign_commitments set calendar_written_at = app.now()
  where campaign_id = calendar_written.campaign_id and calendar_written_at is null;
  return found;
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function public.unwritten_commitments(integer), public.calendar_written(uuid)
from public, anon, authenticated;
grant execute on function public.unwritten_commitments(integer), public.calendar_written(uuid) to service_role;
