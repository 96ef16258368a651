/* Asks for the owner's say: handing out or erasing a person is not every member's to do. A program with the API key acts
   for the organization as its owner does. */
create function app.is_owner(wanted uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce(current_setting('role', true), '') not in ('anon', 'authenticated')
    or exists (
      select from public.members
      where members.organization_id = wanted and members.user_id = auth.uid() and members.role = 'owner')
    or (auth.uid() is null and wanted in (select app.organization_ids()))
$$;

/* Everything about a person, by table. */
create function public.export_person(organization_id uuid, phone text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  person app.person;
  known record;
  found_rows jsonb;
  data jsonb := '{}';
begin
  perform app.require_member(export_person.organization_id);
  if not app.is_owner(export_person.organization_id) then
    return jsonb_build_object('ok', false, 'code', 'owner_required');
  end if;
  person := app.find_person(export_person.organization_id, export_person.phone);
  for known in select section, source, matches from app.person_data order by position loop
    execute format(
      'select coalesce(jsonb_agg(to_jsonb(held)), ''[]'') from %s as held where held.organization_id = ($1).organization_id and (%s)',
      known.source, known.matches)
    into found_rows using person;
    data := data || jsonb_build_object(known.section, found_rows);
  end loop;
  return jsonb_build_object(
    'ok', true,
    'exported_at', app.iso(app.now()),
    'data', data,
    'recordings', app.recordings_of(person));
end
$$;

/* The recordings of a person that are still kept. */
create function app.recordings_of(person app.person) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(app.kept_recording(recordings) order by recordings.started_at), '[]')
  from public.call_recordings as recordings
  where recordings.call_id = any ((recordings_of.person).call_ids) and recordings.deleted_at is null
$$;

/* Erases a person whom nobody talks with at this moment. Answers with how many rows went or were emptied, and what is
   kept and why. Recordings are over from now on; whoever asked deletes their files, and if not, the next round does. */
create function app.erase(person app.person) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  known record;
  touched integer;
  erased jsonb := '{}';
  kept jsonb := '{}';
begin
  -- Calls first, as an ending takes them; in one order, so that two erasures cannot wait for each other.
  perform from public.calls where calls.id = any ((erase.person).call_ids) order by calls.id for update;
  if exists (
      select from public.calls where calls.id = any ((erase.person).call_ids) and calls.ended_at is null)
    or exists (
      select from public.legs where legs.call_id = any ((erase.person).call_ids) and legs.released_at is null) then
    return jsonb_build_object('ok', false, 'code', 'person_in_call');
  end if;
  perform from public.call_requests where call_requests.id = any ((erase.person).request_ids) order by call_requests.id
  for update;
  if exists (
    select from public.call_requests
    where call_requests.id = any ((erase.person).request_ids) and call_requests.status = 'dialing') then
    return jsonb_build_object('ok', false, 'code', 'person_in_call');
  end if;

  for known in select * from app.person_data order by position loop
    execute format(
      case known.erasure
        when 'delete' then 'delete from %1$s as held where held.organization_id = ($1).organization_id and (%2$s)'
        when 'clear' then 'update %1$s as held set %3$s where held.organization_id = ($1).organization_id and (%2$s)'
        else 'select from %1$s as held where held.organization_id = ($1).organization_id and (%2$s)'
      end, known.source, known.matches, known.clears)
    using erase.person;
    get diagnostics touched = row_count;
    if known.erasure <> 'keep' then
      erased := erased || jsonb_build_object(known.section, touched);
    end if;
    if known.why_kept is not null and touched > 0 then
      kept := kept || jsonb_build_object(known.section, known.why_kept);
    end if;
  end loop;

  insert into app.erased_refusals (organization_id, list, phone_hash, created_at)
  select lists.organization_id, lists.list, app.erasure_hash(lists.organization_id, lists.phone), lists.created_at
  from (
    select organization_id, 'do_not_call' as list, phone, created_at from public.do_not_call
    union all
    select organization_id, 'blocked_callers', phone, created_at from public.blocked_callers
  ) as lists
  where lists.organization_id = (erase.person).organization_id and lists.phone = (erase.person).phone
  on conflict do nothing;
  if found then
    kept := kept || jsonb_build_object('refusals',
      'that this number is not to be called, or is blocked, as a keyed hash that only the number itself opens');
  end if;
  delete from public.do_not_call
  where do_not_call.organization_id = (erase.person).organization_id and do_not_call.phone = (erase.person).phone;
  delete from public.blocked_callers
  where blocked_callers.organization_id = (erase.person).organization_id
    and blocked_callers.phone = (erase.person).phone;

  update public.call_recordings as recordings
  set expires_at = greatest(recordings.started_at + interval '1 millisecond', least(recordings.expires_at, app.now())),
    delete_lease_expires_at = null
  where recordings.call_id = any ((erase.person).call_ids) and recordings.deleted_at is null;
  return jsonb_build_object(
    'ok', true, 'erased', erased, 'kept', kept, 'recordings', app.recordings_of(erase.person));
end
$$;

create function public.erase_person(organization_id uuid, phone text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(erase_person.organization_id);
  if not app.is_owner(erase_person.organization_id) then
    return jsonb_build_object('ok', false, 'code', 'owner_required');
  end if;
  return app.erase(app.find_person(erase_person.organization_id, erase_person.phone));
end
$$;

revoke execute on function
  app.is_owner(uuid), app.recordings_of(app.person), app.erase(app.person),
  public.export_person(uuid, text), public.erase_person(uuid, text)
from public, anon, authenticated, service_role;
grant execute on function public.export_person(uuid, text), public.erase_person(uuid, text)
to anon, authenticated, service_role;
