import { describe, expect, it } from 'vitest';
import { commands } from '../commands.ts';
import { readCampaignId, readStart, type StartOptions } from './options.ts';

const command = commands.find(({ name }) => name === 'campaign');

function read(...args: string[]) {
  const given = command?.parse(['start', ...args]);
  return readStart(
    given?.positionals.slice(1) ?? [],
    (given?.values ?? {}) as StartOptions,
    'America/New_York',
  );
}

const days = ['--from', '2027-03-15', '--to', '2027-03-20'];

describe('parley campaign start', () => {
  it('takes a service, a place and days, and everything else is as in the API', () => {
    expect(read('dentist', 'San Francisco', ...days)).toEqual({
      service: 'dentist',
      location: 'San Francisco',
      date_range_start: '2027-03-15T04:00:00Z',
      date_range_end: '2027-03-21T04:00:00Z',
      duration_min: 30,
      max_providers: 10,
      max_parallel: 5,
      preferences: {
        earliest_weight: 0.5,
        rating_weight: 0.25,
        distance_weight: 0.2,
        preference_weight: 0.05,
        parts_of_day: [],
        weekdays: [],
      },
      auto_confirm: false,
      budget: null,
      user_contact: null,
    });
  });

  it('takes times of the organization, across a change of its clocks, and instants', () => {
    // New York's clocks go forward on 14 March 2027.
    const times = read('dentist', 'Boston', '--from', '2027-03-13T09:00', '--to', '2027-03-14T09:00');
    expect(times.date_range_start).toBe('2027-03-13T14:00:00Z');
    expect(times.date_range_end).toBe('2027-03-14T13:00:00Z');
    const instants = read(
      'dentist',
      'Boston',
      '--from',
      '2027-03-15T08:00:00Z',
      '--to',
      '2027-03-15T08:00-07:00',
    );
    expect(instants.date_range_start).toBe('2027-03-15T08:00:00Z');
    expect(instants.date_range_end).toBe('2027-03-15T15:00:00Z');
  });

  it('takes how many are called, what counts and for whom it is', () => {
    const args =
      '--minutes 45 --providers 12 --parallel 3 --earliest 1 --rating 0 --distance 0 --preference 0'.split(
        ' ',
      );
    const more = ['--budget', '2.5', '--name', 'Maya Chen', '--phone', '+12025550143', '--auto-confirm'];
    expect(read('dentist', 'Boston', ...days, ...args, ...more)).toMatchObject({
      duration_min: 45,
      max_providers: 12,
      max_parallel: 3,
      preferences: { earliest_weight: 1, rating_weight: 0, distance_weight: 0, preference_weight: 0 },
      budget: 2.5,
      user_contact: { name: 'Maya Chen', phone: '+12025550143' },
      auto_confirm: true,
    });
  });

  it.each([
    [['dentist'], 'campaign start needs LOCATION.'],
    [['dentist', 'Boston', '--to', '2027-03-20'], 'campaign start needs --from.'],
    [['dentist', 'Boston', '--from', '2027-03-15'], 'campaign start needs --to.'],
    [['dentist', 'Boston', '--from', '15.3.2027', '--to', '2027-03-20'], '--from is a day or a time of it'],
    [['dentist', 'Boston', '--from', '2027-02-30', '--to', '2027-03-20'], 'not "2027-02-30"'],
    [['dentist', 'Boston', ...days, '--minutes', 'half'], '--minutes is a number, not "half".'],
    [['dentist', 'Boston', ...days, '--providers', '16'], '--providers: '],
    [['dentist', 'Boston', ...days, '--rating', '-1'], /Option '--rating' argument is ambiguous/],
    [['dentist', 'Boston', ...days, '--rating=-1'], '--rating: '],
    [['dentist', 'Boston', ...days, '--phone', '+12025550143'], '--phone needs --name.'],
    [['dentist', 'Boston', ...days, '--name', ' '], '--name: '],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});

describe('the id of a campaign', () => {
  it('is taken as it is written anywhere, and nothing else is', () => {
    const id = '6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7c01';
    expect(readCampaignId(id.toUpperCase())).toBe(id);
    for (const wrong of ['', '1', id.slice(1), `${id}0`, undefined]) {
      expect(() => readCampaignId(wrong)).toThrow('is no campaign');
    }
  });
});
