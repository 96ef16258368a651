/* Whoever was erased and had refused to be called stays refused. What is kept of that is a keyed hash, which says
   nothing without the number in hand; as soon as somebody brings the number again, its row is back on the list, so that
   every rule about that list holds as it does for all others. */

-- One key a database, made here. Numbers are few enough to try them all, so a hash without a key would be the number;
-- whoever copies the tables of `public` alone has none.
create table app.erasure_key (
  only_row boolean primary key default true check (only_row),
  key bytea not null
);
comment on table app.erasure_key is 'The key of the hashes in app.erased_refusals. Nobody reads it but the functions here.';
-- 244 random bits.
insert into app.erasure_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

create table app.erased_refusals (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  list text not null,
  phone_hash bytea not null,
  created_at timestamptz not null default app.now(),

  constraint erased_refusals_once primary key (organization_id, phone_hash, list),
  constraint erased_refusals_list_known check (list in ('do_not_call', 'blocked_callers'))
);
comment on table app.erased_refusals is
  'Numbers of erased people that refused calls or are blocked, as keyed hashes: what has to outlive an erasure.';

alter table app.erasure_key enable row level security;
alter table app.erased_refusals enable row level security;
revoke all on app.erasure_key, app.erased_refusals from public, anon, authenticated, service_role;

/* Keyed inside and outside, as HMAC is. SHA-256 is part of every Postgres; pgcrypto is not. Security definer, because
   nobody else may read the key. The organization is in it, so that two organizations cannot compare their lists. */
create function app.erasure_hash(organization_id uuid, phone text) returns bytea
language sql stable security definer set search_path = ''
as $$
  select sha256(erasure_key.key || sha256(
    erasure_key.key || convert_to(erasure_hash.organization_id || ' ' || erasure_hash.phone, 'UTF8')))
  from app.erasure_key
$$;

/* Puts what is known of a number only as a hash back on its list. */
create function app.recall_refusals(organization_id uuid, phone text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  refused record;
begin
  -- Nobody was erased: nothing to hash.
  if not exists (
    select from app.erased_refusals where organization_id = recall_refusals.organization_id) then
    return;
  end if;
  for refused in
    delete from app.erased_refusals
    where organization_id = recall_refusals.organization_id
      and phone_hash = app.erasure_hash(recall_refusals.organization_id, recall_refusals.phone)
    returning list, created_at
  loop
    if refused.list = 'do_not_call' then
      insert into public.do_not_call (organization_id, phone, reason, created_at)
      values (recall_refusals.organization_id, recall_refusals.phone, 'refused before an erasure', refused.created_at)
      on conflict do nothing;
    else
      insert into public.blocked_callers (organization_id, phone, reason, created_at)
      values (recall_refusals.organization_id, recall_refusals.phone, 'blocked before an erasure', refused.created_at)
      on conflict do nothing;
    end if;
  end loop;
end
$$;

/* A number comes back with whoever calls, is called or is to be called. A request that this makes refused is blocked as
   it is written, and so never dialed, whichever function wrote it. */
create function app.recall_refusals_of_row() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  case tg_table_name
    when 'users' then
      perform app.recall_refusals(new.organization_id, coalesce(new.phone, new.claimed_phone));
    when 'calls' then
      perform app.recall_refusals(new.organization_id,
        case new.direction when 'outbound' then new.to_phone else new.from_phone end);
    else
      perform app.recall_refusals(new.organization_id, new.phone);
      if new.status = 'waiting' and exists (
        select from public.do_not_call
        where do_not_call.organization_id = new.organization_id and do_not_call.phone = new.phone) then
        new.status := 'blocked';
        new.status_reason := 'do_not_call';
      end if;
  end case;
  return new;
end
$$;

create trigger users_recall_refusals before insert or update of phone, claimed_phone on public.users
for each row execute function app.recall_refusals_of_row();
create trigger calls_recall_refusals before insert on public.calls
for each row execute function app.recall_refusals_of_row();
create trigger call_requests_recall_refusals before insert or update of phone on public.call_requests
for each row execute function app.recall_refusals_of_row();

revoke execute on function
  app.erasure_hash(uuid, text), app.recall_refusals(uuid, text), app.recall_refusals_of_row()
from public, anon, authenticated, service_role;
