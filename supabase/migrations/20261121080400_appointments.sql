create table public.appointments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  resource_id uuid not null,
  user_id uuid not null,
  call_id uuid,
  status text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  during tstzrange not null,
  held_until timestamptz,
  notes text,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),

  constraint appointments_tenant unique (organization_id, id),
  -- A resource with appointments is switched off, not deleted.
  constraint appointments_resource foreign key (organization_id, resource_id)
    references public.resources (organization_id, id) on delete no action,
  -- Erasing a person erases their appointments.
  constraint appointments_user foreign key (organization_id, user_id)
    references public.users (organization_id, id) on delete cascade,
  constraint appointments_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete set null (call_id),
  constraint appointments_status_known check (status in ('held', 'booked', 'canceled', 'lapsed')),
  constraint appointments_in_order check (starts_at < ends_at),
  -- `during` is what is taken up: from the start to the end and the buffer after it. Not a generated column, because
  -- the buffer is the organization's at the time of booking.
  constraint appointments_during_covers check (
    lower(during) = starts_at and upper(during) >= ends_at and lower_inc(during) and not upper_inc(during)),
  -- Only a hold lapses, and each hold does.
  constraint appointments_hold_lapses check ((status = 'held') = (held_until is not null)),
  -- A resource is never in two live appointments at once, holds included.
  constraint appointments_no_overlap
    exclude using gist (resource_id with =, during with &&)
    where (status in ('held', 'booked'))
);

comment on table public.appointments is
  'A booked slot, or one that is held for minutes while somebody decides. Moved in place; never deleted.';

-- A call holds one slot at a time.
create unique index appointments_one_hold_a_call on public.appointments (call_id) where status = 'held';
-- Each claim first releases what has lapsed.
create index appointments_holds_by_lapse on public.appointments (organization_id, held_until) where status = 'held';
-- A person asks for their own.
create index appointments_of_user on public.appointments (organization_id, user_id, starts_at);
-- The page lists by day.
create index appointments_by_start on public.appointments (organization_id, starts_at);

-- Which appointment a tool call made or changed, to list them with the call.
alter table public.tool_calls add constraint tool_calls_appointment
  foreign key (organization_id, appointment_id)
  references public.appointments (organization_id, id) on delete set null (appointment_id);
