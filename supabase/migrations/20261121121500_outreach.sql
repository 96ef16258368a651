/* What people said when they were asked, as it was understood: the material that the examples are tuned with. */
create table public.outreach_captures (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  capture_index integer not null,
  transcript text not null,
  class text not null,
  classifier text not null,
  confidence numeric not null,
  language text not null,
  created_at timestamptz not null default app.now(),

  constraint outreach_captures_tenant unique (organization_id, id),
  constraint outreach_captures_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  -- A capture that is written again is a retry.
  constraint outreach_captures_once unique (call_id, capture_index),
  -- The flow asks twice at most.
  constraint outreach_captures_index_counts check (capture_index between 0 and 1),
  constraint outreach_captures_class_known check (class in ('yes', 'no', 'number_question', 'unknown')),
  -- `silence`: nothing was said, so there was nothing to classify.
  constraint outreach_captures_classifier_known check (classifier in ('model', 'keywords', 'silence')),
  constraint outreach_captures_silence_empty check ((classifier = 'silence') = (btrim(transcript) = '')),
  constraint outreach_captures_confidence_share check (confidence between 0 and 1)
);

comment on table public.outreach_captures is
  'What people answered in outreach calls and how it was classified; exported by class to tune the examples.';

-- The list is read by class, newest first.
create index outreach_captures_by_class on public.outreach_captures (organization_id, class, created_at desc, id desc);
create index outreach_captures_newest on public.outreach_captures (organization_id, created_at desc, id desc);

/* Writes a capture; the same one again changes nothing, since what was understood then decided the call. */
create function public.record_capture(call_id uuid, capture jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.find_call(record_capture.call_id);
begin
  insert into public.outreach_captures
    (organization_id, call_id, capture_index, transcript, class, classifier, confidence, language)
  select this.organization_id, this.id, given.index, given.transcript, given.class, given.classifier, given.confidence,
    given.language
  from jsonb_to_record(record_capture.capture) as given (
    index integer, transcript text, class text, classifier text, confidence numeric, language text)
  on conflict (call_id, capture_index) do nothing;
  return jsonb_build_object('ok', true);
end
$$;

/* True for the results of an outreach call, exactly these. */
create function app.is_outreach_result(wanted text) returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select wanted in ('connected_to_operator', 'not_interested', 'disconnected', 'hangup', 'missed')
    or wanted ~ '^failed:[a-z][a-z_]*$'
$$;

/* The result of an outreach call whose flow named none: what the network and the end reason say.
     nobody answered (busy, no answer, declined, unreachable), or a machine did     missed
     nobody answered because of us or the network                                   failed:<end reason>
     answered, the person hung up before the flow's end                             hangup
     answered, nothing was heard for so long, or calls were refused by word         not_interested
     answered, a provider or the agent itself failed                                failed:<end reason>
     answered, and ended in any other way without a result                          disconnected */
create function app.outreach_result(this public.calls) returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when this.outcome in ('busy', 'no_answer', 'declined', 'unreachable', 'voicemail') then 'missed'
    when app.is_outreach_result(this.disposition) then this.disposition
    when this.answered_at is null then
      'failed:' || case this.outcome when 'canceled' then 'canceled' else this.end_reason end
    when this.end_reason = 'voicemail' then 'missed'
    when this.end_reason = 'transferred' then 'connected_to_operator'
    when this.end_reason = 'person_hung_up' then 'hangup'
    when this.end_reason in ('silence', 'opted_out') then 'not_interested'
    when this.end_reason in ('agent_lost', 'too_long', 'agent_ended') then 'disconnected'
    else 'failed:' || this.end_reason
  end
$$;

/* An outreach call always ends with a result, whoever ends it: job, webhook or sweeper. Before the ending is written,
   so that whatever is settled after it reads the result. */
create function app.name_outreach_result() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  new.disposition := app.outreach_result(new);
  return new;
end
$$;

create trigger calls_name_outreach_result before update of ended_at on public.calls
for each row when (new.scenario = 'outreach' and old.ended_at is null and new.ended_at is not null)
execute function app.name_outreach_result();

create trigger calls_name_outreach_result_at_once before insert on public.calls
for each row when (new.scenario = 'outreach' and new.ended_at is not null)
execute function app.name_outreach_result();

-- Reports and statistics count these words: no other may get in.
alter table public.calls add constraint calls_outreach_result check (
  scenario <> 'outreach' or ended_at is null or (disposition is not null and app.is_outreach_result(disposition)));

-- Rule 7, as for all tables: members read the rows of their organizations and write nothing.
alter table public.outreach_captures enable row level security;
create policy outreach_captures_of_own_organization on public.outreach_captures for select to anon, authenticated
  using (organization_id in (select app.organization_ids()));
revoke all on public.outreach_captures from anon, authenticated;
grant select on public.outreach_captures to anon, authenticated;
grant all on public.outreach_captures to service_role;

revoke execute on function
  app.is_outreach_result(text), app.outreach_result(public.calls), app.name_outreach_result()
from public;
-- Constraints and triggers ask these with the rights of whoever writes.
grant execute on function app.is_outreach_result(text), app.outreach_result(public.calls) to service_role;

revoke execute on function public.record_capture(uuid, jsonb) from public, anon, authenticated;
grant execute on function public.record_capture(uuid, jsonb) to service_role;
