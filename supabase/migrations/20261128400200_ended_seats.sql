/* A seat is given back with its call. Ended calls were not counted, but read and passed over each time that one began. */
create function app.give_seats_back() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  delete from public.provider_seats where provider_seats.call_id = new.id;
  return null;
end
$$;

create trigger calls_give_seats_back after update of ended_at on public.calls
for each row when (old.ended_at is null and new.ended_at is not null) execute function app.give_seats_back();

delete from public.provider_seats
using public.calls
where calls.id = provider_seats.call_id and calls.ended_at is not null;

revoke execute on function app.give_seats_back() from public, anon, authenticated;
grant execute on function app.give_seats_back() to service_role;
