import { RoomAgentDispatch, RoomConfiguration } from '@livekit/protocol';
import { SipClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LivekitServer } from '../../../src/embedded/livekit-server.ts';
import { applyPlan, describePlan } from '../../../src/lines/apply-lines.ts';
import { type Exchange, ExchangeError } from '../../../src/lines/exchange.ts';
import { type Plan, planLines } from '../../../src/lines/line-plan.ts';
import type { Line, Trunk } from '../../../src/lines/lines.ts';
import { createExchange, fingerprint } from '../../../src/services/livekit/trunks.ts';
import { lineRow, organizationId, tablesOf, trunkRow } from '../../support/lines/rows.ts';
import { startOwnLivekit } from '../../support/page/own-livekit.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

/** Trunks and dispatch rules of the real livekit-server, kept in a real Redis. */

let redis: TestRedis;
let livekit: LivekitServer;
let sip: SipClient;
let exchange: Exchange;

beforeAll(async () => {
  redis = await startRedis();
  livekit = await startOwnLivekit(undefined, redis.address);
  sip = new SipClient(livekit.url.replace('ws', 'http'), livekit.apiKey, livekit.apiSecret);
  exchange = createExchange(livekit);
});
afterEach(async () => {
  for (const { sipDispatchRuleId } of await sip.listSipDispatchRule())
    await sip.deleteSipDispatchRule(sipDispatchRuleId);
  for (const { sipTrunkId } of await sip.listSipInboundTrunk()) await sip.deleteSipTrunk(sipTrunkId);
  for (const { sipTrunkId } of await sip.listSipOutboundTrunk()) await sip.deleteSipTrunk(sipTrunkId);
});
afterAll(async () => {
  await livekit.stop();
  await redis.stop();
});

const password = 'a password of the provider';

async function plan(trunks: Trunk[], lines: Line[], agentName = 'parley'): Promise<Plan> {
  const secret = { password, fingerprint: fingerprint(password, livekit.apiSecret) };
  const named = trunks.filter((trunk) => trunk.passwordVariable !== null);
  const passwords = new Map(named.map(({ id }) => [id, secret]));
  return planLines({ organizationId, trunks, lines, agentName, passwords }, await exchange.inventory());
}

async function apply(trunks: Trunk[], lines: Line[]): Promise<Plan> {
  const planned = await plan(trunks, lines);
  await applyPlan(planned, trunks, exchange, tablesOf(trunks, lines));
  return planned;
}

test('makes an inbound trunk, an outbound trunk and a rule that sends the agent', async () => {
  const trunk = trunkRow();
  await apply([trunk], [lineRow(trunk, '+12025550110'), lineRow(trunk, '+12025550111', { inbound: false })]);
  const [inbound] = await sip.listSipInboundTrunk();
  expect(inbound).toMatchObject({
    name: 'Provider',
    numbers: ['+12025550110'],
    allowedAddresses: ['192.0.2.0/24'],
    // Providers do not log in when they bring a call.
    authUsername: '',
    sipTrunkId: trunk.livekitInboundTrunkId,
  });
  const [outbound] = await sip.listSipOutboundTrunk();
  expect(outbound).toMatchObject({
    address: 'sip.example.com',
    transport: 3,
    numbers: ['+12025550110', '+12025550111'],
    authUsername: 'parley',
    authPassword: password,
    headers: { 'X-Account': 'clinic' },
    media: { encryption: 2 },
    sipTrunkId: trunk.livekitOutboundTrunkId,
  });
  const [rule] = await sip.listSipDispatchRule();
  expect(rule).toMatchObject({
    trunkIds: [trunk.livekitInboundTrunkId],
    rule: { rule: { case: 'dispatchRuleCallee', value: { roomPrefix: 'call', randomize: true } } },
    roomConfig: { agents: [{ agentName: 'parley' }] },
    sipDispatchRuleId: trunk.livekitDispatchRuleId,
  });
});

test('applied twice, there is nothing left to change', async () => {
  const trunk = trunkRow();
  const open = trunkRow({ name: 'Exchange', allowedAddresses: [], headers: {}, mediaEncryption: 'disable' });
  const lines = [
    lineRow(trunk, '+12025550111'),
    lineRow(trunk, '+12025550110'),
    lineRow(open, '+12025550112'),
  ];
  await apply([trunk, open], lines);
  expect((await plan([trunk, open], lines)).steps).toEqual([]);
});

test('finds what it made again by the mark when its ids were forgotten', async () => {
  const trunk = trunkRow();
  const lines = [lineRow(trunk, '+12025550110')];
  await apply([trunk], lines);
  const known = { ...trunk };
  Object.assign(trunk, {
    livekitInboundTrunkId: null,
    livekitOutboundTrunkId: null,
    livekitDispatchRuleId: null,
  });
  expect((await apply([trunk], lines)).steps).toEqual([]);
  expect(trunk).toEqual(known);
});

test('changes what is different, in place, and keeps what others set besides', async () => {
  const trunk = trunkRow();
  const lines = [lineRow(trunk, '+12025550110')];
  await apply([trunk], lines);
  const before = { ...trunk };
  const [info] = await sip.listSipInboundTrunk();
  if (info) await sip.updateSipInboundTrunk(info.sipTrunkId, Object.assign(info, { krispEnabled: true }));
  Object.assign(trunk, {
    address: 'other.example.com:5080',
    headers: {},
    allowedAddresses: [],
    transport: 'tcp',
  });
  lines.push(lineRow(trunk, '+12025550111'));
  const { steps } = await apply([trunk], lines);
  expect(steps.map((step) => step.do)).toEqual(['update', 'update']);
  expect(trunk).toMatchObject({
    livekitInboundTrunkId: before.livekitInboundTrunkId,
    livekitOutboundTrunkId: before.livekitOutboundTrunkId,
  });
  expect((await sip.listSipInboundTrunk())[0]).toMatchObject({
    numbers: ['+12025550110', '+12025550111'],
    allowedAddresses: [],
    // Without known addresses, whoever calls has to log in.
    authUsername: 'parley',
    krispEnabled: true,
  });
  const [outbound] = await sip.listSipOutboundTrunk();
  expect(outbound).toMatchObject({ address: 'other.example.com:5080', transport: 2, headers: {} });
});

test('notices another password without ever showing one', async () => {
  const trunk = trunkRow();
  const lines = [lineRow(trunk, '+12025550110')];
  await apply([trunk], lines);
  const desired = { organizationId, trunks: [trunk], lines, agentName: 'parley' };
  const secret = { password: 'another one', fingerprint: fingerprint('another one', livekit.apiSecret) };
  const planned = planLines(
    { ...desired, passwords: new Map([[trunk.id, secret]]) },
    await exchange.inventory(),
  );
  const shown = describePlan(planned).join('\n');
  expect(shown).toContain('password: another → as set');
  expect(shown).not.toContain('another one');
  await applyPlan(planned, [trunk], exchange, tablesOf([trunk], lines));
  expect((await sip.listSipOutboundTrunk())[0]?.authPassword).toBe('another one');
});

test('moves a number from one trunk to another, and swaps two', async () => {
  const one = trunkRow({ name: 'One' });
  const two = trunkRow({ name: 'Two' });
  const lines = [lineRow(one, '+12025550110'), lineRow(two, '+12025550111')];
  await apply([one, two], lines);
  const [first, second] = lines;
  if (first && second) [first.trunkId, second.trunkId] = [two.id, one.id];
  await apply([one, two], lines);
  const inbound = await sip.listSipInboundTrunk();
  expect(new Map(inbound.map(({ name, numbers }) => [name, numbers]))).toEqual(
    new Map([
      ['One', ['+12025550111']],
      ['Two', ['+12025550110']],
    ]),
  );
  const rules = await sip.listSipDispatchRule();
  expect(rules.map(({ trunkIds }) => trunkIds).toSorted()).toEqual(
    [[one.livekitInboundTrunkId], [two.livekitInboundTrunkId]].toSorted(),
  );
  expect((await plan([one, two], lines)).steps).toEqual([]);
});

test('removes what the tables no longer have, and nothing that it did not make', async () => {
  const trunk = trunkRow();
  const lines = [lineRow(trunk, '+12025550110')];
  await apply([trunk], lines);
  const theirs = await sip.createSipInboundTrunk('Theirs', ['+12025550120'], { metadata: 'by hand' });
  const other = JSON.stringify({ parley: { organization: crypto.randomUUID(), trunk: crypto.randomUUID() } });
  const neighbor = await sip.createSipOutboundTrunk('Neighbor', 'sip.example.org', ['+12025550121'], {
    transport: 0,
    metadata: other,
  });
  const rule = { type: 'individual', roomPrefix: 'theirs' } as const;
  const roomConfig = new RoomConfiguration({ agents: [new RoomAgentDispatch({ agentName: 'theirs' })] });
  await sip.createSipDispatchRule(rule, { trunkIds: [theirs.sipTrunkId], roomConfig });
  const { steps } = await apply([], []);
  expect(steps.map((step) => step.do)).toEqual(['delete', 'delete', 'delete']);
  expect((await sip.listSipInboundTrunk()).map(({ sipTrunkId }) => sipTrunkId)).toEqual([theirs.sipTrunkId]);
  expect((await sip.listSipOutboundTrunk()).map(({ sipTrunkId }) => sipTrunkId)).toEqual([
    neighbor.sipTrunkId,
  ]);
  expect(await sip.listSipDispatchRule()).toHaveLength(1);
});

test('never changes a trunk that somebody else made and we only use', async () => {
  const theirs = await sip.createSipOutboundTrunk('Theirs', 'sip.example.org', ['+12025550110'], {
    transport: 0,
  });
  const trunk = trunkRow({ managed: false, livekitOutboundTrunkId: theirs.sipTrunkId });
  const lines = [lineRow(trunk, '+12025550110')];
  expect((await apply([trunk], lines)).steps).toEqual([]);
  expect(trunk.livekitOutboundTrunkId).toBe(theirs.sipTrunkId);
});

test('a plan alone changes nothing', async () => {
  const trunk = trunkRow();
  const planned = await plan([trunk], [lineRow(trunk, '+12025550110')]);
  expect(describePlan(planned)).toEqual([
    '+ make inbound trunk "Provider"',
    '    numbers: +12025550110',
    '    allowed addresses: 192.0.2.0/24',
    '    media encryption: require',
    '+ make dispatch rule "Provider"',
    '    trunks: (new)',
    '    rooms: callee',
    '    room prefix: call',
    '    agents: parley',
    '+ make outbound trunk "Provider"',
    '    address: sip.example.com',
    '    transport: tls',
    '    numbers: +12025550110',
    '    username: parley',
    '    headers: X-Account: clinic',
    '    media encryption: require',
    '    password: as set',
  ]);
  expect(await sip.listSipInboundTrunk()).toEqual([]);
});

test('what was made before LiveKit refused is remembered', async () => {
  await sip.createSipInboundTrunk('Theirs', ['+12025550111']);
  const one = trunkRow({ name: 'One' });
  const two = trunkRow({ name: 'Two' });
  const lines = [lineRow(one, '+12025550110'), lineRow(two, '+12025550111')];
  const refusal = await apply([one, two], lines).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ExchangeError);
  expect(refusal).toMatchObject({
    reason: 'rejected',
    message: expect.stringContaining('inbound trunk "Two"'),
  });
  expect(one.livekitInboundTrunkId).toMatch(/^ST_/);
});

test('a second copy of ours is removed', async () => {
  const trunk = trunkRow();
  const lines = [lineRow(trunk, '+12025550110')];
  await apply([trunk], lines);
  const [made] = await sip.listSipOutboundTrunk();
  await sip.createSipOutboundTrunk('Provider', 'sip.example.com', ['+12025550110'], {
    transport: 0,
    metadata: made?.metadata ?? '',
  });
  const { steps } = await apply([trunk], lines);
  expect(steps.map((step) => step.do)).toEqual(['delete']);
  expect((await sip.listSipOutboundTrunk()).map(({ sipTrunkId }) => sipTrunkId)).toEqual([
    trunk.livekitOutboundTrunkId,
  ]);
});

test('says that Redis is missing, that the key is refused, that nobody answers', async () => {
  const bare = await startOwnLivekit();
  await expect(createExchange(bare).inventory()).rejects.toMatchObject({ reason: 'no_redis' });
  await bare.stop();
  await expect(createExchange(bare).inventory()).rejects.toMatchObject({
    reason: 'unreachable',
    retryable: true,
  });
  const stranger = createExchange({ ...livekit, apiSecret: 'another-secret-of-32-characters-or-more' });
  await expect(stranger.inventory()).rejects.toMatchObject({ reason: 'refused' });
});
