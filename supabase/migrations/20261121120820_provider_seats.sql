create table public.provider_seats (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  kind text not null,
  taken_at timestamptz not null default app.now(),

  primary key (call_id, kind),
  constraint provider_seats_tenant unique (organization_id, call_id, kind),
  constraint provider_seats_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  constraint provider_seats_kind_known check (kind in ('stt', 'tts', 'llm'))
);

comment on table public.provider_seats is
  'Which calls use a provider whose connections are limited. A seat is free once its call has ended, however it ended.';

create index provider_seats_by_kind on public.provider_seats (kind);

/* Takes a seat at each provider for a call, or none at all. Seats belong to the accounts of the deployment, so all
   organizations share them; those who ask at once are served one after the other. A call that has seats keeps them. */
create function public.take_seats(call_id uuid, limits jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.find_call(take_seats.call_id);
  wanted record;
  taken integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('provider_seats', 0));
  for wanted in select key as kind, value::integer as most from jsonb_each_text(take_seats.limits) loop
    select count(*) into taken
    from public.provider_seats
    join public.calls on calls.organization_id = provider_seats.organization_id and calls.id = provider_seats.call_id
    where provider_seats.kind = wanted.kind and calls.ended_at is null and calls.id <> this.id;
    if taken >= wanted.most then
      return jsonb_build_object('ok', false, 'code', 'providers_busy', 'kind', wanted.kind);
    end if;
  end loop;
  insert into public.provider_seats (organization_id, call_id, kind)
  select this.organization_id, this.id, key from jsonb_object_keys(take_seats.limits) as key
  on conflict do nothing;
  return jsonb_build_object('ok', true);
end
$$;

alter table public.provider_seats enable row level security;
create policy provider_seats_of_own_organization on public.provider_seats for select to anon, authenticated
  using (organization_id in (select app.organization_ids()));
revoke all on public.provider_seats from anon, authenticated;
grant select on public.provider_seats to anon, authenticated;
grant all on public.provider_seats to service_role;
revoke execute on function public.take_seats(uuid, jsonb) from public, anon, authenticated;
grant execute on function public.take_seats(uuid, jsonb) to service_role;
