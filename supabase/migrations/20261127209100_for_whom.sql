-- "For my son": who comes, where it is not whoever has the number. It is a word about the booking, not a name on file.
alter table public.appointments
  add column for_whom text,
  add constraint appointments_for_whom_short check (length(for_whom) between 1 and 100);

/* An appointment as tools, events and pages see it. */
create or replace function app.appointment_view(appointment public.appointments) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select app.slot_view(
      appointment.starts_at at time zone organizations.time_zone, appointment.starts_at, appointment.ends_at)
    || jsonb_build_object(
      'appointment_id', appointment.id,
      'status', appointment.status,
      'resource', resources.name,
      'for_whom', appointment.for_whom,
      'notes', appointment.notes)
  from public.resources
  join public.organizations on organizations.id = resources.organization_id
  where resources.id = appointment.resource_id
$$;

drop function public.book_appointment(uuid, text, text, text, text, text);

/* Books a slot, or turns the person's hold on it into the appointment; for somebody else where they say so. */
create function public.book_appointment(
  call_id uuid, tool_call_id text, day text, at text, notes text default null, resource text default null,
  for_whom text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(book_appointment.call_id);
  answer jsonb := coalesce(
    app.remembered(this, book_appointment.tool_call_id, 'book_appointment'), app.call_refusal(this));
  wanted uuid;
  claimed record;
  booked public.appointments;
begin
  if answer is not null then
    return answer;
  end if;
  if book_appointment.resource is not null then
    wanted := app.find_resource(this.organization_id, book_appointment.resource);
    if wanted is null then
      return app.refusal(this, 'unknown_resource');
    end if;
  end if;
  claimed := app.claim(this, book_appointment.day, book_appointment.at, null, wanted);
  if claimed.code is null then
    booked := app.settle(this, claimed, 'booked', book_appointment.notes);
  end if;
  if booked.id is null then
    return app.refused_claim(this, claimed, row(null, wanted, null, null, null, null)::app.bounds);
  end if;
  update public.appointments set for_whom = nullif(btrim(left(book_appointment.for_whom, 100)), '')
  where id = booked.id
  returning * into booked;
  -- When a child comes says nothing about when its mother does.
  if booked.for_whom is null then
    perform app.learn(this, booked.starts_at);
  end if;
  return app.remember(this, book_appointment.tool_call_id, 'book_appointment',
    jsonb_build_object('ok', true, 'appointment', app.appointment_view(booked)), booked.id);
end
$$;

revoke execute on function public.book_appointment(uuid, text, text, text, text, text, text)
from public, anon, authenticated;
grant execute on function public.book_appointment(uuid, text, text, text, text, text, text) to service_role;
