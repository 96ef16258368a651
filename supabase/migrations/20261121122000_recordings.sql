create table public.call_recordings (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid primary key,
  store text not null,
  path text not null,
  review_path text,
  review_bytes bigint,
  seconds numeric not null,
  bytes bigint not null,
  -- Nobody is recorded who was not told: without the moment at which the disclosure had been heard there is no row.
  disclosed_at timestamptz not null,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  review_lease_expires_at timestamptz,
  delete_lease_expires_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default app.now(),

  constraint call_recordings_tenant unique (organization_id, call_id),
  -- A call whose recording is kept cannot be erased before its files are: nobody would find them any more.
  constraint call_recordings_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete no action,
  constraint call_recordings_store_known check (store in ('folder', 'supabase')),
  -- Under its own organization's name, so that no row can point at another's recording.
  constraint call_recordings_path_own check (
    path = organization_id::text || '/' || call_id::text || '.wav'
    and review_path = organization_id::text || '/' || call_id::text || '.review.wav'),
  -- First it is said, then it is done.
  constraint call_recordings_disclosed_first check (disclosed_at <= started_at),
  -- A player asks for parts of the copy, so its size is known with it.
  constraint call_recordings_review_whole check ((review_path is null) = (review_bytes is null) and review_bytes > 0),
  constraint call_recordings_size_sane check (seconds > 0 and bytes > 0),
  constraint call_recordings_expires_later check (expires_at > started_at)
);

comment on table public.call_recordings is
  'Where a call''s recording is, when the person had been told of it, until when it is kept, and when it was deleted.';

-- The runner looks for recordings whose days are over, and for those without a review copy.
create index call_recordings_by_expiry on public.call_recordings (expires_at) where deleted_at is null;
create index call_recordings_unreviewed on public.call_recordings (created_at)
  where deleted_at is null and review_path is null;

alter table public.call_recordings enable row level security;
create policy call_recordings_of_own_organization on public.call_recordings for select to anon, authenticated
  using (organization_id in (select app.organization_ids()));
revoke all on public.call_recordings from anon, authenticated;
grant select on public.call_recordings to anon, authenticated;
grant all on public.call_recordings to service_role;

/* A recording that lies in its store now. The same again, from a job that crashed after it had written, changes nothing.
   The days are counted from the recording's beginning, however late it was filed away. */
create function public.record_recording(call_id uuid, recording jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.find_call(record_recording.call_id);
begin
  insert into public.call_recordings
    (organization_id, call_id, store, path, seconds, bytes, disclosed_at, started_at, expires_at)
  select
    this.organization_id, this.id, given.store, given.path, given.seconds, given.bytes, given.disclosed_at,
    given.started_at, given.started_at + make_interval(days => given.retention_days)
  from jsonb_to_record(record_recording.recording) as given (
    store text, path text, seconds numeric, bytes bigint, disclosed_at timestamptz, started_at timestamptz,
    retention_days integer)
  on conflict (call_id) do nothing;
  return jsonb_build_object('ok', true);
end
$$;

/* The recording of a call for whoever may see the call; null when there is none, or none any more. */
create function public.call_recording(call_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'organization_id', recordings.organization_id,
    'store', recordings.store,
    'path', recordings.path,
    'seconds', recordings.seconds,
    'bytes', recordings.bytes,
    'review_path', recordings.review_path,
    'review_bytes', recordings.review_bytes)
  from public.call_recordings as recordings
  where recordings.call_id = call_recording.call_id
    and recordings.deleted_at is null and recordings.expires_at > app.now()
$$;

/* What a runner needs to know of a recording to work on its files. */
create function app.kept_recording(this public.call_recordings) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'call_id', this.call_id, 'store', this.store, 'path', this.path, 'review_path', this.review_path)
$$;

/* Recordings whose days are over, each leased to one runner; a runner that died gives them back. */
create function public.claim_expired_recordings(batch_size integer, lease_seconds integer) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select recordings.call_id
    from public.call_recordings as recordings
    where recordings.deleted_at is null
      and recordings.expires_at <= app.now()
      and (recordings.delete_lease_expires_at is null or recordings.delete_lease_expires_at <= app.now())
    order by recordings.expires_at
    limit claim_expired_recordings.batch_size
    for update skip locked
  ), claimed as (
    update public.call_recordings as recordings
    set delete_lease_expires_at = app.now() + make_interval(secs => claim_expired_recordings.lease_seconds)
    from due
    where recordings.call_id = due.call_id
    returning recordings.*
  )
  select coalesce(jsonb_agg(app.kept_recording(claimed::public.call_recordings)), '[]') from claimed
$$;

/* Said after the files are gone: a crash in between deletes them once more, which finds nothing. */
create function public.recording_deleted(call_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  update public.call_recordings as recordings
  set deleted_at = coalesce(recordings.deleted_at, app.now())
  where recordings.call_id = recording_deleted.call_id;
  select jsonb_build_object('ok', true)
$$;

/* Recordings without a review copy, each leased to one runner. What is about to be deleted needs none. */
create function public.claim_unreviewed_recordings(batch_size integer, lease_seconds integer) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select recordings.call_id
    from public.call_recordings as recordings
    where recordings.deleted_at is null
      and recordings.review_path is null
      and recordings.expires_at > app.now() + interval '1 hour'
      and (recordings.review_lease_expires_at is null or recordings.review_lease_expires_at <= app.now())
    order by recordings.created_at
    limit claim_unreviewed_recordings.batch_size
    for update skip locked
  ), claimed as (
    update public.call_recordings as recordings
    set review_lease_expires_at = app.now() + make_interval(secs => claim_unreviewed_recordings.lease_seconds)
    from due
    where recordings.call_id = due.call_id
    returning recordings.*
  )
  select coalesce(jsonb_agg(app.kept_recording(claimed::public.call_recordings)), '[]') from claimed
$$;

/* The review copy lies beside the recording now. */
create function public.record_review_copy(call_id uuid, path text, bytes bigint) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  update public.call_recordings as recordings
  set review_path = record_review_copy.path, review_bytes = record_review_copy.bytes
  where recordings.call_id = record_review_copy.call_id and recordings.deleted_at is null;
  select jsonb_build_object('ok', true)
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function
  public.record_recording(uuid, jsonb), public.call_recording(uuid),
  public.claim_expired_recordings(integer, integer), public.recording_deleted(uuid),
  public.claim_unreviewed_recordings(integer, integer), public.record_review_copy(uuid, text, bigint),
  app.kept_recording(public.call_recordings)
from public, anon, authenticated;
grant execute on function
  public.record_recording(uuid, jsonb), public.call_recording(uuid),
  public.claim_expired_recordings(integer, integer), public.recording_deleted(uuid),
  public.claim_unreviewed_recordings(integer, integer), public.record_review_copy(uuid, text, bigint),
  app.kept_recording(public.call_recordings)
to service_role;
grant execute on function public.call_recording(uuid) to anon, authenticated;
