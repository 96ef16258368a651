import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { callDetailResponse, listCallsResponse } from '../../src/http/contract.ts';
import { layEmbeddedDatabase } from '../support/embedded-template.ts';
import { freePorts, type OwnStart, startParley, temporaryDirectory } from '../support/start/own-start.ts';

/** No key, no account, no trunk: customers who were added by HTTP are called in real rooms, and speak. */

/** Whom the seed 1 puts at these numbers (docs/simulation.md). */
const agreeable = '+12025550100';
const voicemail = '+12025550102';
const busy = '+12025550127';

const data = temporaryDirectory();
let parley: OwnStart;

beforeAll(async () => {
  await layEmbeddedDatabase(data.path);
  parley = startParley(data.path, await freePorts(), {
    ORGANIZATION: 'demo-restaurant',
    CUSTOMER_ROUND_SECONDS: '5',
  });
  await parley.until('Ready after');
});
afterAll(async () => {
  parley.signal('SIGTERM');
  await parley.exited;
  data.remove();
});

const customerList = z.object({
  customers: z.array(
    z.object({
      mobile: z.string(),
      status: z.string(),
      order_details: z.string().nullable(),
      expected_arrival_time: z.string().nullable(),
    }),
  ),
});

test('three customers are called; the order is a row, a mailbox and a busy telephone are what they are', async () => {
  for (const [name, mobile] of [
    ['Ann Example', agreeable],
    ['Bob Example', voicemail],
    ['Cyd Example', busy],
  ]) {
    const added = await fetch(`${parley.url}/customer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, mobile }),
    });
    expect(added.status, await added.clone().text()).toBe(201);
  }
  await expect
    .poll(async () => [...(await endings()).keys()].toSorted(), { timeout: 150_000, interval: 1000 })
    .toEqual([agreeable, voicemail, busy].toSorted());

  const { customers } = customerList.parse(await (await fetch(`${parley.url}/customers`)).json());
  const ann = customers.find(({ mobile }) => mobile === agreeable);
  const ended = await endings();
  expect(ann, await dialogOf(ended.get(agreeable)?.id)).toMatchObject({ status: 'order_confirmed' });
  expect(ann?.order_details).toMatch(/\w/);
  expect(ann?.expected_arrival_time).not.toBeNull();
  expect(ended.get(agreeable)).toMatchObject({ outcome: 'answered', disposition: 'order_confirmed' });
  expect(ended.get(voicemail), await dialogOf(ended.get(voicemail)?.id)).toMatchObject({
    outcome: 'voicemail',
  });
  expect(ended.get(busy)).toMatchObject({ outcome: 'busy' });
  expect(customers.filter(({ status }) => status === 'new')).toHaveLength(2);

  const file = await (await fetch(`${parley.url}/customers.csv`)).text();
  expect(file.trim().split('\r\n')).toHaveLength(4);
  expect(file).toContain(`${agreeable},order_confirmed`);
}, 240_000);

/** The newest ended call to each number. */
async function endings() {
  const { calls } = listCallsResponse.parse(await (await fetch(`${parley.url}/calls`)).json());
  return new Map(
    calls
      .filter(({ ended_at }) => ended_at !== null)
      .map((call) => [call.person?.phone ?? '', call] as const),
  );
}

async function dialogOf(id: string | undefined): Promise<string> {
  if (id === undefined) return 'no call';
  const { turns } = callDetailResponse.parse(await (await fetch(`${parley.url}/calls/${id}`)).json());
  return turns.map(({ role, text }) => `${role}: ${text}`).join('\n');
}
