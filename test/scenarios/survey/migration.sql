/* What people answer when they are asked how their visit was. One of these a call: who corrects themselves means the
   last thing that they said. */
create table public.survey_answers (
  organization_id uuid not null,
  call_id uuid not null,
  rating smallint not null,
  would_come_again boolean not null,
  improvement text,
  answered_at timestamptz not null default app.now(),

  primary key (organization_id, call_id),
  constraint survey_answers_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  constraint survey_answers_rating_of_five check (rating between 1 and 5),
  -- "Nothing" is null; a text of blanks would look like an answer.
  constraint survey_answers_improvement_said check (btrim(improvement) <> '' and length(improvement) <= 500)
);

comment on table public.survey_answers is
  'How a visit was, from one to five, whether the person would come again, and what could be better.';

alter table public.survey_answers enable row level security;
create policy survey_answers_of_own_organization on public.survey_answers
  for select to anon, authenticated using (organization_id in (select app.organization_ids()));
revoke all on public.survey_answers from anon, authenticated;
grant select on public.survey_answers to anon, authenticated;
grant all on public.survey_answers to service_role;

/* Keeps the answers of a call. The same tool call finds what it has written; another one replaces it. */
create function public.record_survey_answers(
  call_id uuid, tool_call_id text, rating integer, would_come_again boolean, improvement text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(record_survey_answers.call_id);
  answer jsonb := app.remembered(this, record_survey_answers.tool_call_id, 'record_answers');
  -- What is too long is cut, not refused: nobody says it again.
  said text := nullif(btrim(left(record_survey_answers.improvement, 500)), '');
  refused text := case
    when this.ended_at is not null then 'call_ended'
    when record_survey_answers.rating not between 1 and 5 then 'no_such_rating'
  end;
begin
  if answer is not null then
    return answer;
  end if;
  if refused is not null then
    return jsonb_build_object('ok', false, 'code', refused);
  end if;
  insert into public.survey_answers (organization_id, call_id, rating, would_come_again, improvement)
  values (
    this.organization_id, this.id, record_survey_answers.rating, record_survey_answers.would_come_again, said)
  on conflict on constraint survey_answers_pkey do update
  set rating = excluded.rating, would_come_again = excluded.would_come_again, improvement = excluded.improvement,
    answered_at = excluded.answered_at;
  return app.remember(this, record_survey_answers.tool_call_id, 'record_answers', jsonb_build_object(
    'ok', true,
    'answers', jsonb_build_object(
      'rating', record_survey_answers.rating,
      'would_come_again', record_survey_answers.would_come_again,
      'improvement', said)));
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function public.record_survey_answers(uuid, text, integer, boolean, text)
  from public, anon, authenticated;
grant execute on function public.record_survey_answers(uuid, text, integer, boolean, text) to service_role;

insert into app.scenarios (name, dispositions) values ('survey', '{answered_survey}');

-- Whoever is here asks; nobody calls to be asked.
insert into public.organization_scenarios (organization_id, scenario, position, answers)
select organizations.id, 'survey', coalesce(max(done.position), 0) + 1, false
from public.organizations
left join public.organization_scenarios as done on done.organization_id = organizations.id
group by organizations.id;
