import { expect, test } from 'vitest';
import type { OpenedCall } from '../../src/calls/call/call.ts';
import { readFacts } from '../../src/calls/call/facts.ts';
import { type Briefing, brief } from '../../src/calls/scenario/briefing.ts';
import { aboutQuoted } from '../../src/language/quoted.ts';
import { appointment } from '../../src/scenarios/appointment/scenario.ts';
import { arrival } from '../../src/scenarios/restaurant/arrival.ts';
import { order } from '../../src/scenarios/restaurant/order.ts';
import { recovery } from '../../src/scenarios/restaurant/recovery.ts';
import { forModel } from '../../src/tools/for-model.ts';
import { injections } from '../support/injections.ts';

/** What others bring is in the instructions as data, in its place, and changes nothing else of them. */

const scenarios = [appointment, order, arrival, recovery];

function opened(scenario: string): OpenedCall {
  return {
    call: {
      id: 'c1',
      scenario,
      direction: 'outbound',
      channel: 'sip',
      roomName: null,
      fromPhone: null,
      toPhone: '+12025550101',
      rehearsal: false,
      startedAt: '2026-11-27T15:04:00Z',
    },
    organization: {
      id: 'o1',
      name: 'Demo',
      timeZone: 'America/New_York',
      region: 'US',
      business: { address: null, services: [], resources: [], hours: { week: [], exceptions: [] } },
    },
    agent: {
      id: 'a1',
      version: 1,
      name: 'Ava',
      language: 'en-US',
      voice: null,
      persona: '',
      knowledge: '',
      maxCallSeconds: 900,
    },
  };
}

function instructionsOf(scenario: (typeof scenarios)[number], note: string | null, name: string): string {
  const input = scenario.input.parse({ callback_note: note });
  const briefing = brief({
    opened: opened(scenario.name),
    now: Date.parse('2026-11-27T15:04:00Z'),
    input,
    request: { input, attempt: 1, person: { name, timeZones: ['America/New_York'] } },
    recorded: false,
  });
  return (scenario.instructions as (of: Briefing<unknown>) => string)(briefing);
}

test.each(scenarios)('$name: a note and a name add no line, and stay between their marks', (scenario) => {
  const plain = instructionsOf(scenario, 'about Tuesday', 'Ann').split('\n');
  for (const injection of injections) {
    const lines = instructionsOf(scenario, injection, injection).split('\n');
    expect(lines).toHaveLength(plain.length);
    const others = lines.filter((line, at) => line !== plain[at]);
    expect(others).toHaveLength(2);
    expect(others[0]).toMatch(/^They asked for this call: «[^«»]*»$/);
    expect(others[1]).toMatch(/^Known facts: \{.*\}$/);
    expect(readFacts(lines.join('\n'))).toMatchObject({ isCalled: true, phone: '+12025550101' });
  }
});

test.each(scenarios)('$name: the model is told what data is', (scenario) => {
  expect(instructionsOf(scenario, null, 'Ann')).toContain(aboutQuoted);
});

test.each(injections)('the answer of a tool holds it as one bounded text: %j', (text) => {
  const data = forModel({ appointments: [{ title: text, notes: text }] }, 'America/New_York');
  const [one] = data.appointments as Array<Record<string, string>>;
  for (const value of Object.values(one ?? {})) {
    expect(value).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
    expect(value.length).toBeLessThanOrEqual(1_000);
  }
});
