import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonaName } from '../../src/simulation/people/personas.ts';
import { addOrganization } from '../support/database-fixtures.ts';
import { negotiations, type Wanted } from '../support/negotiation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

/** Ten on a Monday morning where the providers are, one where the business is. */
const now = '2026-11-30T18:00:00Z';

let database: PostgresTestDatabase;
let persianId: string;
beforeAll(async () => {
  database = await createTestDatabase(async (sql) => {
    persianId = await addOrganization(sql);
    await sql.query(`update public.agents set language = 'fa-IR' where organization_id = $1::uuid`, [
      persianId,
    ]);
    await sql.query(
      `insert into public.organization_scenarios (organization_id, scenario, position, answers)
       values ($1::uuid, 'negotiation', 1, false)`,
      [persianId],
    );
  });
  await database.setNow(now);
});
afterAll(() => database.close());

const at = (time: string) => `2026-12-01T${time}:00Z`;
/** Tuesday from nine to noon, where the provider is. */
const tuesdayMorning = [{ start: at('17:00'), end: at('20:00') }];

describe('a reception that has a slot', () => {
  test.each<[temper: string, wanted: Wanted, hears: RegExp]>([
    ['plain', {}, /Is that right\?\nreception: yes/],
    ['plain', { busy: tuesdayMorning }, /What do you have from|anything before/],
    ['holds', {}, /one moment please\nagent: Take your time/],
    ['vague', {}, /maybe around .*\nagent: Which day and time is it exactly\?/],
    ['misunderstands', {}, /reception: no it is/],
    // Whether it is read back depends on whether the time that it does not mean would do.
    ['misunderstands', { busy: tuesdayMorning }, /Is that right\?/],
    [
      'asks_details',
      {},
      /date of birth and the insurance\nagent: I do not have that information. I can only tell you the name: Sam Taylor/,
    ],
    ['strict', {}, /reception: no we do not keep times/],
    ['strict', { busy: tuesdayMorning }, /What do you have from|anything before/],
    ['plain', { minutes: 60, clientName: null }, /for a client: check-up, 60 minutes/],
  ])('is asked until its earliest that would do is recorded: %s %o', async (temper, wanted, hears) => {
    const scene = negotiations(database, now);
    const call = await scene.ask({ temper, ...wanted });
    const best = await scene.bestPossible(call);
    const said = (await scene.talk(call.callId)).join('\n');
    expect(await scene.callRow(call.callId), said).toMatchObject({
      outcome: 'answered',
      disposition: 'offer',
      end_reason: 'agent_ended',
    });
    expect(said).toMatch(hears);
    expect(said).not.toMatch(/not done yet/);
    const [offer, ...others] = await scene.offers(call.campaignId);
    expect(others).toEqual([]);
    expect(offer, said).toMatchObject({ ...best, status: 'open' });
    // What it keeps is a row of its own calendar, the very slot and until the very time that was said.
    const kept =
      temper === 'strict' ? [] : [{ start: best?.start, held_until: offer?.held_until, kind: 'held' }];
    expect(await scene.kept(call.campaignId), said).toEqual(kept);
    expect(offer?.held_until === null).toBe(temper === 'strict');
  });
});

describe('a reception that has none', () => {
  test.each([
    ['full', 'no_slot', 'no_slot', 'Had no time that would do.'],
    ['no_new_clients', 'refused', 'no_new_clients', 'Takes no new clients.'],
    ['wrong_number', 'refused', 'wrong_number', 'It was a wrong number.'],
    ['call_back_later', 'no_slot', 'call_back_later', 'Asked to be called again later.'],
  ])('%s ends as %s, and its reason is kept', async (temper, disposition, reason, summary) => {
    const scene = negotiations(database, now);
    const call = await scene.ask({ temper });
    const said = (await scene.talk(call.callId)).join('\n');
    expect(await scene.callRow(call.callId), said).toMatchObject({
      disposition,
      end_reason: 'agent_ended',
      summary: expect.stringContaining(summary),
    });
    expect(await scene.reasonOf(call)).toEqual({ state: disposition, reason });
    expect(await scene.offers(call.campaignId)).toEqual([]);
    expect(await scene.kept(call.campaignId)).toEqual([]);
  });

  test('one that hangs up is to be called again', async () => {
    const scene = negotiations(database, now);
    const call = await scene.ask({ temper: 'hangs_up' });
    await scene.talk(call.callId);
    expect(await scene.callRow(call.callId)).toMatchObject({
      disposition: null,
      end_reason: 'person_hung_up',
    });
    expect(await scene.reasonOf(call)).toEqual({ state: 'waiting', reason: 'cut_off' });
  });

  test('nothing that would do is offered where the person is busy all the time', async () => {
    const scene = negotiations(database, now);
    const busy = [{ start: '2026-12-01T00:00:00Z', end: '2026-12-06T00:00:00Z' }];
    const call = await scene.ask({ busy });
    const said = (await scene.talk(call.callId)).join('\n');
    expect(await scene.callRow(call.callId), said).toMatchObject({ disposition: 'no_slot' });
    expect(await scene.offers(call.campaignId)).toEqual([]);
  });
});

describe('in Persian', () => {
  test.each(['plain', 'strict', 'vague', 'misunderstands', 'asks_details'])(
    'a reception is asked, read back to and recorded as well: %s',
    async (temper) => {
      const scene = negotiations(database, now, { organizationId: persianId });
      const call = await scene.ask({ temper, clientName: 'لیلا احمدی' });
      const best = await scene.bestPossible(call);
      const said = (await scene.talk(call.callId)).join('\n');
      expect(await scene.callRow(call.callId), said).toMatchObject({ disposition: 'offer' });
      expect(await scene.offers(call.campaignId), said).toMatchObject([{ ...best }]);
      expect(await scene.kept(call.campaignId), said).toHaveLength(temper === 'strict' ? 0 : 1);
    },
  );

  test.each([
    ['no_new_clients', 'no_new_clients'],
    ['call_back_later', 'call_back_later'],
    ['wrong_number', 'wrong_number'],
    ['full', 'no_slot'],
  ])('a reception without one is understood: %s', async (temper, reason) => {
    const scene = negotiations(database, now, { organizationId: persianId });
    const call = await scene.ask({ temper });
    const said = (await scene.talk(call.callId)).join('\n');
    expect(await scene.reasonOf(call), said).toMatchObject({ reason });
  });
});

describe('whoever answers at a provider', () => {
  test.each<[PersonaName, string | null, string | null]>([
    ['hesitant', 'offer', null],
    ['asks-source', 'offer', null],
    ['talks-over', 'offer', null],
    ['not-interested', 'no_slot', 'no_slot'],
    ['tomorrow-afternoon', 'no_slot', 'call_back_later'],
    ['wrong-person', 'refused', 'wrong_number'],
    ['screened', 'offer', null],
    ['angry', null, null],
    ['voicemail', null, 'voicemail'],
  ])('%s ends as it should', async (persona, disposition, reason) => {
    const scene = negotiations(database, now);
    const call = await scene.ask();
    const said = (await scene.talk(call.callId, persona)).join('\n');
    expect(await scene.callRow(call.callId), said).toMatchObject({ disposition });
    if (reason) expect(await scene.reasonOf(call), said).toMatchObject({ reason });
    expect(await scene.offers(call.campaignId), said).toHaveLength(disposition === 'offer' ? 1 : 0);
  });
});
