import { readFileSync } from 'node:fs';
import type postgres from 'postgres';

/**
 * What rows alone cannot tell: in which order they came. Their times are those of the transactions' beginnings, so a leg
 * taken right after another was given back may carry the earlier time. Triggers number each step in the moment it is
 * made: legs of a line are taken under a lock on that line, and whoever takes one has seen every committed release.
 */
export async function installWitness(owner: postgres.Sql): Promise<void> {
  await owner.unsafe(`
    create schema chaos;
    create table chaos.steps (
      number bigint generated always as identity primary key,
      kind text not null, subject text not null, change integer not null);
    create table chaos.rings (call_id uuid not null, runner text not null);

    create function chaos.see_leg() returns trigger
    language plpgsql volatile security definer set search_path = '' as $$
    begin
      insert into chaos.steps (kind, subject, change)
      select kind, new.line_id::text, case tg_op when 'INSERT' then 1 else -1 end
      -- Operators may have what is kept for people who call us.
      from unnest(array['line', case when new.kind <> 'operator' then 'dialed line' end]) as kind
      where kind is not null;
      return null;
    end $$;
    create trigger chaos_leg_taken after insert on public.legs
    for each row when (new.line_id is not null) execute function chaos.see_leg();
    create trigger chaos_leg_released after update of released_at on public.legs
    for each row when (new.line_id is not null and old.released_at is null and new.released_at is not null)
    execute function chaos.see_leg();

    create function chaos.see_call() returns trigger
    language plpgsql volatile security definer set search_path = '' as $$
    begin
      insert into chaos.steps (kind, subject, change) values
        ('phone', new.organization_id || ' ' || new.to_phone, case tg_op when 'INSERT' then 1 else -1 end),
        ('call', new.id::text, case tg_op when 'INSERT' then 1 else -1 end);
      return null;
    end $$;
    create trigger chaos_call_made after insert on public.calls
    for each row when (new.direction = 'outbound') execute function chaos.see_call();
    -- Any change of an ending is another ending.
    create trigger chaos_call_ended after update on public.calls
    for each row when (new.direction = 'outbound' and new.ended_at is not null and
      (old.ended_at, old.outcome, old.end_reason) is distinct from (new.ended_at, new.outcome, new.end_reason))
    execute function chaos.see_call();
  `);
}

/** Each runner writes down each telephone that it makes ring, in a file that survives it. */
export async function readRings(owner: postgres.Sql, files: string[]): Promise<void> {
  const rings = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [call_id = '', runner = ''] = line.split(' ');
        return { call_id, runner };
      }),
  );
  for (let from = 0; from < rings.length; from += 5_000)
    await owner`insert into chaos.rings ${owner(rings.slice(from, from + 5_000))}`;
}
