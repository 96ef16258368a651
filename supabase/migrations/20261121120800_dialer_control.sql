/* What the dialer of an organization does now, as the person in charge of it sees it. */
create function public.get_dialer(organization_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'state', dialers.state,
    'deployment_state', app.deployment_state(),
    'reason', dialers.reason,
    'changed_at', app.iso(dialers.changed_at),
    'consecutive_failures', dialers.consecutive_failures,
    'fail_alert_threshold', dialers.fail_alert_threshold,
    'waiting', (select count(*) from public.call_requests as asked
      where asked.organization_id = dialers.organization_id and status = 'waiting'),
    'due', (select count(*) from public.call_requests as asked
      where asked.organization_id = dialers.organization_id and status = 'waiting' and due_at <= app.now()),
    'dialing', (select count(*) from public.calls
      where calls.organization_id = dialers.organization_id and direction = 'outbound' and ended_at is null
        and answered_at is null),
    'talking', (select count(*) from public.calls
      where calls.organization_id = dialers.organization_id and direction = 'outbound' and ended_at is null
        and answered_at is not null),
    'lines', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'line_id', lines.id,
        'phone', lines.phone,
        'name', lines.name,
        'enabled', lines.enabled,
        'concurrent', load.concurrent,
        'last_minute', load.last_minute,
        'today', load.today,
        'max_concurrent', lines.max_concurrent,
        'max_per_minute', lines.max_per_minute,
        'max_per_day', lines.max_per_day) order by lines.phone), '[]')
      from public.lines cross join lateral app.line_load(lines) as load
      where lines.organization_id = dialers.organization_id))
  from public.dialers
  where dialers.organization_id = get_dialer.organization_id
$$;

/* Pauses, drains or resumes the dialer of an organization. Resuming forgives what failed before. A dialer that has
   nothing to drain is paused at once. */
create function public.set_dialer(organization_id uuid, state text, reason text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  wanted text := set_dialer.state;
begin
  perform app.require_member(set_dialer.organization_id);
  if wanted = 'draining' and not exists (
    select from public.calls
    where organization_id = set_dialer.organization_id and direction = 'outbound' and ended_at is null) then
    wanted := 'paused';
  end if;
  update public.dialers
  set
    state = wanted,
    reason = case wanted when 'running' then null else coalesce(set_dialer.reason, 'by hand') end,
    changed_at = app.now(),
    consecutive_failures = case wanted when 'running' then 0 else consecutive_failures end
  where organization_id = set_dialer.organization_id;
  return public.get_dialer(set_dialer.organization_id);
end
$$;

/* The switch of the whole deployment; for the secret key only. */
create function public.set_deployment(state text, reason text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  update app.deployment set state = set_deployment.state, reason = set_deployment.reason where only_row;
  return jsonb_build_object('ok', true, 'state', set_deployment.state);
end
$$;

/* Appends what somebody learned of a call. The same again is no second review. */
create function public.add_review(call_id uuid, source text, review_key text, review jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.find_call(add_review.call_id);
  is_first boolean;
begin
  perform app.require_member(this.organization_id);
  insert into public.call_reviews (organization_id, call_id, source, review_key, review)
  values (this.organization_id, this.id, add_review.source, add_review.review_key, add_review.review)
  on conflict on constraint call_reviews_once do nothing;
  is_first := found;
  return jsonb_build_object('ok', true, 'first', is_first);
end
$$;

/* Alerts that admins were not told yet, leased to one runner. An SMS that was sent may be sent again after a crash in
   between; an alert that is never sent would be worse. */
create function public.claim_alerts(batch_size integer, lease_seconds integer) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select id from public.alerts
    where (sms_done_at is null or webhook_done_at is null)
      and (lease_expires_at is null or lease_expires_at <= app.now()) and deliveries < 20
    order by created_at
    limit claim_alerts.batch_size
    for update skip locked
  ), claimed as (
    update public.alerts
    set lease_expires_at = app.now() + make_interval(secs => claim_alerts.lease_seconds), deliveries = deliveries + 1
    from due
    where alerts.id = due.id
    returning alerts.*
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', claimed.id,
    'organization_id', claimed.organization_id,
    'organization', organizations.name,
    'kind', claimed.kind,
    'message', claimed.message,
    'created_at', app.iso(claimed.created_at),
    'sms_done', claimed.sms_done_at is not null,
    'webhook_done', claimed.webhook_done_at is not null)), '[]')
  from claimed join public.organizations on organizations.id = claimed.organization_id
$$;

create function public.record_alert(alert_id uuid, channel text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.alerts
  set
    sms_done_at = case when record_alert.channel = 'sms' then app.now() else sms_done_at end,
    webhook_done_at = case when record_alert.channel = 'webhook' then app.now() else webhook_done_at end
  where id = record_alert.alert_id;
  return jsonb_build_object('ok', true);
end
$$;

/* Calls that contradict the rules of this schema or each other; none, unless somebody is mistaken. Constraints forbid
   most; what spans several rows or a crash is looked at here. */
create function public.audit_calls() returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('call_id', found.call_id, 'problem', found.problem)), '[]')
  from (
    select id as call_id, 'open_without_owner' as problem from public.calls
    where ended_at is null and lease_expires_at < app.now() - interval '5 minutes'
    union all
    select calls.id, 'line_kept' from public.legs
    join public.calls on calls.organization_id = legs.organization_id and calls.id = legs.call_id
    where legs.released_at is null
      -- Who was handed over may talk for long; the line is theirs until they hang up.
      and calls.ended_at < app.now()
        - (case calls.end_reason when 'transferred' then interval '1 day' else interval '5 minutes' end)
    union all
    select id, 'answered_by_nobody' from public.calls
    where outcome in ('answered', 'voicemail') and answered_at is null
    union all
    select id, 'not_answered_yet_answered' from public.calls
    where outcome in ('busy', 'no_answer', 'declined', 'unreachable') and answered_at is not null
      and answered_by is distinct from 'silence'
    union all
    select calls.id, 'request_still_dialing' from public.call_requests
    join public.calls on calls.request_id = call_requests.id and calls.attempt = call_requests.attempts
    where call_requests.status = 'dialing' and calls.ended_at is not null
    union all
    select null, 'dials_miscounted' from public.call_requests
    where dials <> (select count(*) from public.call_attempts
      where call_attempts.request_id = call_requests.id and call_attempts.dialed_at is not null)
    union all
    select call_id, 'ended_twice' from public.call_attempts
    where outcome is distinct from (select calls.outcome from public.calls where calls.id = call_attempts.call_id)
  ) as found
$$;
