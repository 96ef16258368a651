import { describe, expect, it } from 'vitest';
import { startCampaignRequest } from '../../../../src/campaigns/campaign-views.ts';
import { readForm, usualRange } from './read-form.ts';

function filled(change: Record<string, string | string[]> = {}): FormData {
  const form = new FormData();
  const values = {
    service: ' dentist ',
    location: 'San Francisco',
    date_range_start: '2027-03-15T08:00',
    date_range_end: '2027-03-20T18:00',
    duration_min: '45',
    max_providers: '12',
    max_parallel: '3',
    'preferences.earliest_weight': '50',
    'preferences.rating_weight': '25',
    'preferences.distance_weight': '20',
    'preferences.preference_weight': '5',
    budget: '',
    'user_contact.name': '',
    'user_contact.phone': '',
    ...change,
  };
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat()) form.append(name, one);
  return form;
}

describe('the form of a campaign', () => {
  it('is what the API takes, with times of the reader as instants', () => {
    const request = readForm(filled());
    expect(startCampaignRequest.safeParse(request).error).toBeUndefined();
    expect(request).toMatchObject({
      service: 'dentist',
      date_range_start: new Date(2027, 2, 15, 8).toISOString(),
      date_range_end: new Date(2027, 2, 20, 18).toISOString(),
      duration_min: 45,
      preferences: { earliest_weight: 50, preference_weight: 5, parts_of_day: [], weekdays: [] },
      auto_confirm: false,
      budget: null,
      user_contact: null,
    });
  });

  it('leaves to the server what was left empty', () => {
    const parsed = startCampaignRequest.parse(readForm(filled({ duration_min: '', max_parallel: '' })));
    expect(parsed).toMatchObject({ duration_min: 30, max_parallel: 5 });
  });

  it('has what is liked, for whom it is and what it may cost', () => {
    const likes = {
      'preferences.parts_of_day': ['evening', 'morning'],
      'preferences.weekdays': ['2', '4'],
      'user_contact.name': 'Maya Chen',
      budget: '2.5',
      auto_confirm: 'on',
    };
    expect(startCampaignRequest.parse(readForm(filled(likes)))).toMatchObject({
      preferences: { parts_of_day: ['morning', 'evening'], weekdays: [2, 4] },
      user_contact: { name: 'Maya Chen', phone: null },
      budget: 2.5,
      auto_confirm: true,
    });
  });

  it.each([
    [{ date_range_start: '' }, ['date_range_start']],
    [{ 'user_contact.phone': '+12025550143' }, ['user_contact', 'name']],
  ])('leaves it to the server to refuse %j at its field', (change, path) => {
    const { error } = startCampaignRequest.safeParse(readForm(filled(change)));
    expect(error?.issues[0]?.path).toEqual(path);
  });

  it('begins with the days from tomorrow on, also at the end of a month', () => {
    expect(usualRange(new Date(2027, 0, 31, 23, 59))).toEqual({
      from: '2027-02-01T08:00',
      to: '2027-02-06T18:00',
    });
  });
});
