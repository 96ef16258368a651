drop function public.end_call(uuid, text, text, text);

/* Ends a call exactly once. Job, webhook and sweeper may all try: the first one writes, the others read what stands.
   A job says who it is: one that was taken for dead and came back ends nothing of the job that runs the call now. Once that
   one is silent as well nobody owns the call, and whoever knows how it ended may say so, late as it may be. Without an
   owner the server, the runner and the dialer end what they have a reason to end.
   Its hold is left to lapse: a hold outlives the process that made it, and the person may call back for it.
   A disposition without anybody who answered says nothing, one that the scenario does not have is put aside, so that an
   ending is never refused. That somebody answered may have been lost in an outage: the outcome says so as well. */
create function public.end_call(
  call_id uuid, outcome text, disposition text, end_reason text, owner text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(end_call.call_id);
  is_first boolean := this.ended_at is null;
  rules app.scenarios := app.scenario_named(this.scenario);
  is_known boolean := app.is_disposition(this.scenario, end_call.disposition);
  -- Nobody knows it better any more.
  was_answered_at timestamptz := case when end_call.outcome = 'answered' then coalesce(this.dialed_at, this.taken_at) end;
begin
  if is_first and end_call.owner is not null and app.is_anothers(this, end_call.owner) then
    return app.taken_by_another();
  end if;
  if is_first then
    update public.calls
    set
      ended_at = app.now(),
      outcome = end_call.outcome,
      answered_at = coalesce(answered_at, was_answered_at),
      disposition = case
        when is_known and (answered_at is not null or was_answered_at is not null or rules.names_every_ending)
          then end_call.disposition end,
      refused_disposition = case when not is_known then end_call.disposition end,
      end_reason = end_call.end_reason
    where id = this.id
    returning * into this;
  end if;
  return jsonb_build_object(
    'ok', true,
    'first', is_first,
    'outcome', this.outcome,
    'disposition', this.disposition,
    'end_reason', this.end_reason,
    'ended_at', app.iso(this.ended_at));
end
$$;

revoke execute on function public.end_call(uuid, text, text, text, text) from public, anon, authenticated;
grant execute on function public.end_call(uuid, text, text, text, text) to service_role;
