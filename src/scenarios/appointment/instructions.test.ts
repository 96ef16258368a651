import { expect, test } from 'vitest';
import { toolsFor } from '../../calls/assemble.ts';
import type { OpenedCall } from '../../calls/call/call.ts';
import { type Briefing, brief } from '../../calls/scenario/briefing.ts';
import { anyScenario } from '../../calls/scenario/scenario.ts';
import type { AppointmentInput } from './definition.ts';
import { appointment } from './scenario.ts';

const at = Date.parse('2026-11-27T15:04:00Z');
const business = {
  address: '1 Main Street',
  services: ['cleaning', 'check-up'],
  resources: ['Dr. Rivera'],
  hours: {
    week: [{ weekday: 1, opens: '09:00', closes: '12:00' }],
    exceptions: [{ day: '2026-12-25', isOpen: false, opens: null, closes: null, reason: null }],
  },
};

function briefing(call: Partial<OpenedCall['call']> = {}, language = 'en-US', now = at) {
  const opened: OpenedCall = {
    call: {
      id: 'c1',
      scenario: 'appointment',
      direction: 'inbound',
      channel: 'sip',
      roomName: null,
      fromPhone: '+12025550101',
      toPhone: null,
      rehearsal: false,
      startedAt: new Date(now).toISOString(),
      ...call,
    },
    organization: { id: 'o1', name: 'Demo Clinic', timeZone: 'America/New_York', region: 'US', business },
    agent: {
      id: 'a1',
      version: 1,
      name: 'Ava',
      language,
      voice: null,
      persona: 'Be warm.',
      knowledge: 'Parking? Behind the house.',
      maxCallSeconds: 900,
    },
  };
  return brief<AppointmentInput>({ opened, now, input: {}, request: undefined, recorded: false });
}

const written = (of: Briefing<AppointmentInput>) => appointment.instructions(of);

test('tell address, hours, services, staff and what callers ask', () => {
  const text = written(briefing());
  for (const part of [
    '1 Main Street',
    'Monday 09:00–12:00',
    'cleaning, check-up',
    'Dr. Rivera',
    'Parking? Behind the house.',
    'Be warm.',
    '2026-12-25 closed',
  ])
    expect(text).toContain(part);
});

test('ask for no number before a plain question is answered', () => {
  const text = written(briefing({ fromPhone: null }));
  expect(text).not.toMatch(/before anything else|number first/);
  expect(text).toMatch(/Plain questions .* answered at once/);
});

test('are the same for the next call up to where the day, the time and the caller stand', () => {
  const [first, second] = [
    written(briefing()),
    written(briefing({ fromPhone: '+12025550102' }, 'en-US', at + 26 * 3_600_000)),
  ];
  let same = 0;
  while (same < first.length && first[same] === second[same]) same += 1;
  expect(first.slice(same - 20)).toContain('2026-11-27');
  expect(same / first.length).toBeGreaterThan(0.8);
});

test('say the day and the time, to a Persian agent in both calendars', () => {
  expect(written(briefing())).toContain('Today is Friday, 2026-11-27. The call began at 10:04.');
  expect(written(briefing({}, 'fa-IR'))).toContain('In the Persian calendar it is 1405-09-06, جمعه ششم آذر.');
  expect(written(briefing({}, 'fa-IR'))).toContain('Speak Persian only.');
});

test('offer what makes sense in the direction of the call', () => {
  const namesOf = (of: Briefing<AppointmentInput>) =>
    toolsFor(of, anyScenario(appointment)).map(({ id }) => id);
  expect(namesOf(briefing())).not.toContain('wrong_person');
  expect(namesOf(briefing({ direction: 'outbound', toPhone: '+12025550101' }))).toContain('wrong_person');
});
