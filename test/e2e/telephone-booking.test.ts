import { dispose } from '@livekit/rtc-node';
import { AccessToken, AgentDispatchClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallSummaryEvent } from '../../src/calls/call/events.ts';
import { readOrCreateLivekitKeys } from '../../src/cli/start/data-directory.ts';
import { callDetailResponse, listCallsResponse } from '../../src/http/contract.ts';
import { throughTelephone } from '../../src/simulation/telephone/band.ts';
import { Caller, speak } from '../support/caller.ts';
import { layEmbeddedDatabase } from '../support/embedded-template.ts';
import { joinAsPerson } from '../support/person.ts';
import {
  freePorts,
  type OwnStart,
  type Ports,
  startParley,
  temporaryDirectory,
} from '../support/start/own-start.ts';

/** No key, no account: a SIP participant speaks over G.711, the local recognizer hears, and a row is committed. */

const data = temporaryDirectory();
let ports: Ports;
let parley: OwnStart;

beforeAll(async () => {
  await layEmbeddedDatabase(data.path);
  ports = await freePorts();
  parley = startParley(data.path, ports);
  await parley.until('Ready after');
});
afterAll(async () => {
  parley.signal('SIGTERM');
  await parley.exited;
  data.remove();
  await dispose();
});

test('a telephone caller books by voice from hello to goodbye', async () => {
  const { apiKey, apiSecret } = readOrCreateLivekitKeys(data.path);
  const url = `ws://127.0.0.1:${ports.livekit}`;
  const token = new AccessToken(apiKey, apiSecret, { identity: 'sip_caller', ttl: 300 });
  token.addGrant({ room: 'telephone', roomJoin: true });
  token.kind = 'sip';
  token.attributes = { 'sip.phoneNumber': '+12025550142', 'sip.trunkPhoneNumber': '+12025550100' };
  const person = await joinAsPerson(url, await token.toJwt());
  await new AgentDispatchClient(url.replace('ws', 'http'), apiKey, apiSecret).createDispatch(
    'telephone',
    'parley',
  );

  const caller = new Caller([
    { question: /number you are calling from/i, answer: 'yes' },
    { question: /how can i help|what can i do/i, answer: 'i would like to book an appointment' },
    { question: /which (other )?day|what day|when would|another day/i, answer: 'on tuesday' },
    { question: /which would you like|would that suit|could offer/i, answer: 'ten in the morning' },
    { question: /shall i book/i, answer: 'yes please' },
    { question: /anything else/i, answer: 'no thank you' },
  ]);
  const isSummary = (event: { type: string }): event is CallSummaryEvent => event.type === 'call_summary';
  for (let heard = 0; !person.events.some(isSummary); heard = person.agentSaid.length) {
    await expect.poll(() => person.agentSaid.length, { timeout: 30_000 }).toBeGreaterThan(heard);
    await person.untilQuiet(700);
    const answer = caller.answer(person.agentSaid.slice(heard).join(' '));
    if (answer) await person.say(throughTelephone(await speak(answer)));
  }
  const summary = await person.untilEvent(isSummary);
  await person.leave();
  const { calls } = listCallsResponse.parse(await (await fetch(`${parley.url}/calls`)).json());
  const detail = callDetailResponse.parse(await (await fetch(`${parley.url}/calls/${calls[0]?.id}`)).json());
  const dialog = detail.turns.map(({ role, text }) => `${role}: ${text}`).join('\n');
  expect(summary.appointments, dialog).toMatchObject([{ time: '10:00', status: 'booked' }]);
  expect(detail.call).toMatchObject({
    channel: 'sip',
    outcome: 'answered',
    disposition: 'booked',
    end_reason: 'agent_ended',
    rehearsal: true,
  });
});
