/* The number that a callback of this call would go to: the one on file for whoever it is about, proven or not, and never
   another one that is given for them. */
create or replace function app.callback_number(this public.calls) returns text
language sql stable security invoker set search_path = ''
as $$
  select coalesce(
    (select coalesce(phone, claimed_phone) from public.users where id = this.user_id),
    case this.direction when 'outbound' then this.to_phone else this.from_phone end)
$$;
