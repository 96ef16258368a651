/* Ended calls that nobody has summed up, each leased to one runner, with what a summary is made of. The job sums its
   own call up within the minute after its end; calls whose job is lost need not wait for it.
   What the tools of a call have committed goes along under `tool_calls`, the newest last: a scenario whose tables are
   unknown here finds in it what to tell of the call. */
create or replace function public.claim_unsummarized_calls(batch_size integer, lease_seconds integer) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select calls.id
    from public.calls
    where calls.ended_at is not null
      and calls.summary is null
      and (calls.summary_lease_expires_at is null or calls.summary_lease_expires_at < app.now())
      and (calls.end_reason in ('agent_lost', 'never_started') or calls.ended_at < app.now() - interval '1 minute')
    order by calls.ended_at
    limit claim_unsummarized_calls.batch_size
    for update skip locked
  ), claimed as (
    update public.calls
    set summary_lease_expires_at = app.now() + make_interval(secs => claim_unsummarized_calls.lease_seconds)
    from due
    where calls.id = due.id
    returning calls.*
  )
  select coalesce(jsonb_agg(app.opened_call(claimed::public.calls) - 'ok' || jsonb_build_object(
    'turns', app.turns_view(claimed::public.calls),
    'tool_calls', (
      select coalesce(
        jsonb_agg(jsonb_build_object('tool', done.tool, 'answer', done.answer) order by done.created_at), '[]')
      from public.tool_calls as done
      where done.call_id = claimed.id),
    'appointments', app.call_appointments_view(claimed::public.calls))), '[]')
  from claimed
$$;
