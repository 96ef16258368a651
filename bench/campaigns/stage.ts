import { randomUUID } from 'node:crypto';
import type { SqlRunner } from '../../src/embedded/migrations.ts';
import type { Chance } from '../../src/simulation/people/chance.ts';

interface Zones {
  business: string;
  provider: string;
}

/** Where the business is and where its providers are; the person's own zone is drawn beside (play.ts). */
const zoneTriples: [Zones, ...Zones[]] = [
  { business: 'America/New_York', provider: 'America/Los_Angeles' },
  { business: 'Europe/London', provider: 'Europe/Berlin' },
  { business: 'America/Chicago', provider: 'America/New_York' },
  { business: 'Australia/Sydney', provider: 'Australia/Adelaide' },
  { business: 'America/Denver', provider: 'America/Los_Angeles' },
];

/** The days about which clocks change in 2027, in America, Europe and Australia, forward and back. */
const changes: [string, ...string[]] = [
  '2027-03-14',
  '2027-03-28',
  '2027-04-04',
  '2027-10-03',
  '2027-10-31',
  '2027-11-07',
];

const tempers: [string, ...string[]] = [
  'plain',
  'plain',
  'plain',
  'strict',
  'vague',
  'holds',
  'misunderstands',
  'asks_details',
  'full',
  'no_new_clients',
  'call_back_later',
  'hangs_up',
  'wrong_number',
];

export interface Play {
  organizationId: string;
  service: string;
  location: string;
  startsAt: string;
  endsAt: string;
  providers: number;
}

let made = 0;

/** A business of its own with its providers, each with a calendar that fills itself; @returns what to look for there. */
export async function setStage(sql: SqlRunner, chance: Chance): Promise<Play> {
  const organizationId = randomUUID();
  const { business, provider } = chance.pick(zoneTriples);
  await sql.query(
    'insert into public.organizations (id, slug, name, time_zone) values ($1::uuid, $2, $3, $4)',
    [organizationId, `campaign-${organizationId}`, 'Concierge', business],
  );
  await sql.query("insert into public.agents (organization_id, name) values ($1::uuid, 'Robin')", [
    organizationId,
  ]);
  await sql.query(
    `insert into public.organization_scenarios (organization_id, scenario, position, answers)
     values ($1::uuid, 'negotiation', 1, false)`,
    [organizationId],
  );
  made += 1;
  await sql.query(
    `insert into public.lines (organization_id, phone, name, max_concurrent, max_per_minute, max_per_day)
     values ($1::uuid, $2, 'campaigns', 20, 1000, 100000)`,
    [organizationId, `+1312556${String(made).padStart(4, '0')}`],
  );
  const providers = chance.between(4, 12);
  for (let index = 0; index < providers; index += 1)
    await addProvider(sql, chance, { organizationId, provider, index });
  const day = chance.pick(changes);
  const days = chance.between(2, 5);
  const [range] = await sql.query<{ starts_at: string; ends_at: string }>(
    `select app.iso(($1::date - 1)::timestamp at time zone $2) as starts_at,
       app.iso(($1::date + $3::int)::timestamp at time zone $2) as ends_at`,
    [day, provider, days],
  );
  if (!range) throw new Error('no range');
  return {
    organizationId,
    service: 'check-up',
    location: 'Springfield',
    startsAt: range.starts_at,
    endsAt: range.ends_at,
    providers,
  };
}

interface ProviderSeat {
  organizationId: string;
  provider: string;
  index: number;
}

async function addProvider(sql: SqlRunner, chance: Chance, seat: ProviderSeat): Promise<void> {
  const { organizationId, provider, index } = seat;
  const id = randomUUID();
  await sql.query(
    `insert into public.providers
       (id, organization_id, place_key, service, name, phone, location, address, rating, rating_count, time_zone, temper)
     values ($1::uuid, $2::uuid, $3, 'check-up', $4, $5, 'Springfield', '1 Main Street', $6::numeric, $7::int, $8, $9)`,
    [
      ...[
        id,
        organizationId,
        `bench:${id}`,
        `Practice ${index}`,
        `+1202555${String(100 + index).padStart(4, '0')}`,
      ],
      ...[chance.between(30, 50) / 10, chance.between(0, 300), provider, chance.pick(tempers)],
    ],
  );
  const opens = chance.pick(['08:00', '09:00', '10:00']);
  const closes = chance.pick(['16:00', '17:00', '18:30']);
  // Also at night, when the clocks change.
  const open = chance.pick([opens, opens, opens, '00:00']);
  await sql.query(
    `insert into public.provider_hours (organization_id, provider_id, weekday, opens, closes)
     select $1::uuid, $2::uuid, weekday, $3::text::time, $4::text::time from generate_series(1, 7) as weekday`,
    [organizationId, id, open, closes],
  );
}
