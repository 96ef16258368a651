create table public.usage (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  provider text not null,
  unit text not null,
  quantity numeric not null,

  -- One counter for each thing billed: cumulative, so counted once however often it is written.
  primary key (call_id, provider, unit),
  constraint usage_tenant unique (organization_id, call_id, provider, unit),
  constraint usage_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  constraint usage_unit_known check (unit in ('audio_second', 'prompt_token', 'cached_prompt_token',
    'completion_token', 'character', 'session_second')),
  constraint usage_quantity_counts check (quantity >= 0 and quantity < 'infinity')
);

comment on table public.usage is
  'What a call used, in the unit that the provider bills. prompt_token does not include cached_prompt_token.';

create table public.prices (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  provider text not null,
  unit text not null,
  amount numeric not null,
  per numeric not null default 1,
  valid_from timestamptz not null default '-infinity',
  valid_to timestamptz,

  constraint prices_tenant unique (organization_id, id),
  constraint prices_unit_known check (unit in ('audio_second', 'prompt_token', 'cached_prompt_token',
    'completion_token', 'character', 'session_second')),
  constraint prices_amount_counts check (amount >= 0 and amount < 'infinity' and per > 0 and per < 'infinity'),
  constraint prices_validity_in_order check (valid_from < valid_to),
  -- At each moment a thing has one price.
  constraint prices_one_at_a_time exclude using gist
    (organization_id with =, provider with =, unit with =, tstzrange(valid_from, valid_to) with &&)
);

comment on table public.prices is
  'US dollars: `amount` for `per` units. A new price is a new row after the old one''s valid_to, so old calls keep theirs.';

/* A price may be closed, not changed: what a call cost does not change afterwards. */
create function app.keep_price() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if (new.id, new.organization_id, new.provider, new.unit, new.amount, new.per, new.valid_from)
    is distinct from (old.id, old.organization_id, old.provider, old.unit, old.amount, old.per, old.valid_from) then
    raise exception using errcode = 'PT409', message = 'price_kept',
      detail = 'Close this price with valid_to and insert the new one.';
  end if;
  return new;
end
$$;

create trigger prices_kept before update on public.prices
for each row execute function app.keep_price();

/* List prices to begin with, so that no organization's calls are free by omission. */
create function app.set_first_prices() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.prices (organization_id, provider, unit, amount, per)
  select new.id, list.provider, list.unit, list.amount, list.per
  from (values
    ('deepgram', 'audio_second', 0.0043, 60),
    ('openai', 'prompt_token', 0.0015, 1000),
    ('openai', 'cached_prompt_token', 0.00075, 1000),
    ('openai', 'completion_token', 0.002, 1000),
    ('azure', 'prompt_token', 0.0015, 1000),
    ('azure', 'cached_prompt_token', 0.00075, 1000),
    ('azure', 'completion_token', 0.002, 1000),
    ('cartesia', 'character', 0.00001, 1),
    ('avatar', 'session_second', 0.006, 60),
    ('livekit', 'session_second', 0, 60),
    ('local', 'audio_second', 0, 1),
    ('local', 'character', 0, 1),
    ('local', 'prompt_token', 0, 1),
    ('local', 'cached_prompt_token', 0, 1),
    ('local', 'completion_token', 0, 1)
  ) as list (provider, unit, amount, per);
  return null;
end
$$;

create trigger organizations_first_prices after insert on public.organizations
for each row execute function app.set_first_prices();

-- Usage times the price that was valid when the call started; numeric, so no cent is lost to binary fractions. A thing
-- without a price shows a null cost instead of passing for free.
create view public.call_costs with (security_invoker = true) as
select
  usage.organization_id,
  usage.call_id,
  usage.provider,
  usage.unit,
  usage.quantity,
  prices.amount,
  prices.per,
  usage.quantity * prices.amount / prices.per as cost
from public.usage
join public.calls on calls.id = usage.call_id
left join public.prices
  on prices.organization_id = usage.organization_id
  and prices.provider = usage.provider
  and prices.unit = usage.unit
  and tstzrange(prices.valid_from, prices.valid_to) @> calls.started_at;

comment on view public.call_costs is 'What each call cost, by provider and unit, in US dollars.';
