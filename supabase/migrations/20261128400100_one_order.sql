/* Whatever settles calls takes rows in one order, so that nobody waits for somebody who waits for them:

     call → its organization's dialer → legs, attempts → request → what a business keeps (customer)

   and of several organizations one after the other, by id. Claims take a dialer before requests and lines, and pass over
   dialers and requests that somebody has. */

/* The dialer before the request, for every ending. Named to run before the request is settled (calls_settle_request):
   triggers run in the order of their names. */
create function app.hold_dialer() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform from public.dialers where dialers.organization_id = new.organization_id for no key update;
  return null;
end
$$;

create trigger calls_hold_dialer after update of ended_at on public.calls
for each row when (old.ended_at is null and new.ended_at is not null and new.request_id is not null)
execute function app.hold_dialer();

/* Ends calls that nobody runs any more, of each organization one, and of at most so many organizations. Ended together,
   calls of an organization would take their requests and customers in an order that nobody else takes them in; whoever
   asks asks again until there are none, and no organization waits for the many of another. */
create or replace function public.sweep_calls(batch_size integer) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  organization uuid;
  lost public.calls;
  is_unused boolean;
  ended jsonb := '[]';
begin
  for organization in
    select distinct calls.organization_id from public.calls
    where calls.ended_at is null and calls.lease_expires_at < app.now()
    order by calls.organization_id
    limit sweep_calls.batch_size
  loop
    select * into lost from public.calls
    where calls.organization_id = organization and calls.ended_at is null and calls.lease_expires_at < app.now()
    order by calls.lease_expires_at
    limit 1
    for update skip locked;
    continue when not found;
    is_unused := lost.channel = 'web' and lost.direction = 'inbound' and lost.answered_at is null
      and lost.joined_at is null;
    update public.calls
    set
      ended_at = app.now(),
      outcome = case when is_unused then 'canceled' else 'failed' end,
      end_reason = case
        when is_unused then 'never_joined'
        when calls.answered_at is null and calls.dialed_at is null then 'never_started'
        else 'agent_lost' end
    where calls.id = lost.id;
    ended := ended || jsonb_build_object('id', lost.id);
  end loop;
  return ended;
end
$$;

-- The two questions above.
create index calls_lost on public.calls (organization_id, lease_expires_at) where ended_at is null;

revoke execute on function app.hold_dialer() from public, anon, authenticated;
grant execute on function app.hold_dialer() to service_role;
