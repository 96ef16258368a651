/* A request that its scenario cannot read, or whose window never opens, is refused while somebody can still mend it. Until
   now the job that was to dial found out, in the night. */

alter table app.scenarios add column input jsonb,
  add constraint scenarios_input_object check (jsonb_typeof(input) = 'object');

comment on column app.scenarios.input is
  'What its requests bring along, as JSON Schema of what the code reads; null takes anything, and the job that dials asks.';

/* The first field of `given` that is not as a JSON Schema describes it, such as `input.menu_digits`, or null. Knows what
   Zod writes for the inputs of scenarios; a rule that it does not know it lets pass, because the job that dials asks the
   scenario itself. */
create function app.input_fault(schema jsonb, given jsonb, field text) returns text
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  kind text := jsonb_typeof(given);
  types text[] := array(select jsonb_array_elements_text(
    case jsonb_typeof(schema -> 'type') when 'array' then schema -> 'type' when 'string' then jsonb_build_array(schema -> 'type')
      else '[]' end));
  written text := given #>> '{}';
  inner_schema jsonb;
  name text;
  place integer;
  fault text;
begin
  if jsonb_typeof(schema) is distinct from 'object' then
    return case when schema = 'false' then field end;
  end if;
  if schema ? 'anyOf' then
    for inner_schema in select value from jsonb_array_elements(schema -> 'anyOf') loop
      fault := app.input_fault(inner_schema, given, field);
      if fault is null then
        exit;
      end if;
    end loop;
    if fault is not null then
      return field;
    end if;
  end if;
  if cardinality(types) > 0 and not (kind = any (types))
    and not (kind = 'number' and 'integer' = any (types) and written::numeric % 1 = 0) then
    return field;
  end if;
  if (schema ? 'enum' and not schema -> 'enum' @> jsonb_build_array(given))
    or (schema ? 'const' and schema -> 'const' <> given) then
    return field;
  end if;
  case kind
    when 'string' then
      if length(written) > (schema ->> 'maxLength')::integer or length(written) < (schema ->> 'minLength')::integer
        or written !~ (schema ->> 'pattern') then
        return field;
      end if;
    when 'number' then
      if written::numeric > (schema ->> 'maximum')::numeric or written::numeric < (schema ->> 'minimum')::numeric then
        return field;
      end if;
    when 'array' then
      if jsonb_array_length(given) > (schema ->> 'maxItems')::integer
        or jsonb_array_length(given) < (schema ->> 'minItems')::integer then
        return field;
      end if;
      for place in 0 .. jsonb_array_length(given) - 1 loop
        fault := app.input_fault(schema -> 'items', given -> place, format('%s.%s', field, place));
        if fault is not null then
          return fault;
        end if;
      end loop;
    when 'object' then
      for name in select jsonb_array_elements_text(coalesce(schema -> 'required', '[]')) loop
        if not given ? name then
          return format('%s.%s', field, name);
        end if;
      end loop;
      for name, inner_schema in select key, value from jsonb_each(coalesce(schema -> 'properties', '{}')) loop
        if given ? name then
          fault := app.input_fault(inner_schema, given -> name, format('%s.%s', field, name));
          if fault is not null then
            return fault;
          end if;
        end if;
      end loop;
    else null;
  end case;
  return null;
end
$$;

/* What of a request nobody could ever do as it is asked, with the field that is wrong, or null: what it brings along, and
   when it may be made. */
create function app.unfit_request(
  wanted_organization uuid, scenario text, input jsonb, time_zones text[], earliest time, latest time, due_at timestamptz,
  expires_at timestamptz)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  field text := app.input_fault((app.scenario_named(unfit_request.scenario)).input, unfit_request.input, 'input');
  dialer public.dialers;
begin
  if field is not null then
    return jsonb_build_object('ok', false, 'code', 'unreadable_input', 'field', field);
  end if;
  if unfit_request.expires_at <= greatest(unfit_request.due_at, app.now()) then
    return jsonb_build_object('ok', false, 'code', 'out_of_window', 'field', 'expires_at');
  end if;
  if unfit_request.earliest is null and unfit_request.latest is null then
    return null;
  end if;
  select * into dialer from public.dialers where dialers.organization_id = wanted_organization;
  if app.next_call_time(dialer, unfit_request.time_zones, unfit_request.earliest, unfit_request.latest,
      greatest(unfit_request.due_at, app.now())) is null then
    return jsonb_build_object('ok', false, 'code', 'out_of_window', 'field',
      case when unfit_request.earliest is null then 'latest' else 'earliest' end);
  end if;
  return null;
end
$$;

/* Asks for a call, once for each source key. What could never be called is refused here, with the field that it is about,
   and not in the night by the runner. Nobody who refused calls is asked for; whoever is known already keeps their
   name. */
create or replace function public.request_call(organization_id uuid, request jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  given record;
  person uuid;
  this public.call_requests;
  refusal jsonb;
begin
  perform app.require_member(request_call.organization_id);
  if not exists (select from public.agents where agents.organization_id = request_call.organization_id) then
    return jsonb_build_object('ok', false, 'code', 'no_agent');
  end if;
  select * into given from jsonb_to_record(request_call.request) as asked (
    scenario text, phone text, name text, input jsonb, source text, source_key text, campaign_id uuid, from_call_id uuid,
    priority smallint, due_at timestamptz, time_zones text[], earliest time, latest time, expires_at timestamptz,
    max_attempts integer);
  select * into this from public.call_requests
  where organization_id = request_call.organization_id and source_key = given.source_key;
  if found then
    return jsonb_build_object('ok', true, 'request_id', this.id, 'created', false);
  end if;
  if exists (
    select from public.do_not_call where organization_id = request_call.organization_id and phone = given.phone) then
    return jsonb_build_object('ok', false, 'code', 'do_not_call');
  end if;
  refusal := app.unfit_request(
    request_call.organization_id, given.scenario, coalesce(given.input, '{}'),
    app.with_zones_of(given.phone, given.time_zones), given.earliest, given.latest, given.due_at, given.expires_at);
  if refusal is null then
    -- Takes the lock on the number's places, so it is asked last.
    refusal := app.refused_request(
      request_call.organization_id, given.scenario, given.phone, given.source, given.from_call_id);
  end if;
  if refusal is not null then
    return refusal;
  end if;
  insert into public.users as known (organization_id, phone, name)
  values (request_call.organization_id, given.phone, given.name)
  on conflict (organization_id, phone) do update set name = coalesce(known.name, excluded.name)
  returning id into person;
  insert into public.call_requests
    (organization_id, scenario, user_id, phone, input, source, source_key, campaign_id, from_call_id, priority, due_at,
     time_zones, earliest, latest, expires_at, max_attempts)
  values
    (request_call.organization_id, given.scenario, person, given.phone, coalesce(given.input, '{}'), given.source,
     given.source_key, given.campaign_id, given.from_call_id, coalesce(given.priority, 3),
     coalesce(given.due_at, app.now()), given.time_zones, given.earliest, given.latest, given.expires_at,
     coalesce(given.max_attempts, 3))
  on conflict on constraint call_requests_source_once do nothing
  returning * into this;
  if this.id is null then
    select * into this from public.call_requests
    where organization_id = request_call.organization_id and source_key = given.source_key;
    return jsonb_build_object('ok', true, 'request_id', this.id, 'created', false);
  end if;
  return jsonb_build_object('ok', true, 'request_id', this.id, 'created', true);
end
$$;

revoke execute on function
  app.input_fault(jsonb, jsonb, text),
  app.unfit_request(uuid, text, jsonb, text[], time, time, timestamptz, timestamptz)
from public, anon, authenticated;
