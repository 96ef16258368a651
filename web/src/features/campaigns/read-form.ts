import type { z } from 'zod';
import type { startCampaignRequest } from '../../../../src/campaigns/campaign-views.ts';

export const weightNames = [
  'earliest_weight',
  'rating_weight',
  'distance_weight',
  'preference_weight',
] as const;

export const partsOfDay = ['morning', 'afternoon', 'evening'] as const;

/** What stands in the form, as the API takes it; what was left empty is left to the server. */
export function readForm(form: FormData): z.input<typeof startCampaignRequest> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const number = (name: string) => (text(name) === '' ? undefined : Number(text(name)));
  const weights = weightNames.map((name) => [name, number(`preferences.${name}`)] as const);
  const contact = { name: text('user_contact.name'), phone: text('user_contact.phone') || null };
  const parts = form.getAll('preferences.parts_of_day');
  return {
    service: text('service'),
    location: text('location'),
    date_range_start: instantOf(text('date_range_start')),
    date_range_end: instantOf(text('date_range_end')),
    duration_min: number('duration_min'),
    max_providers: number('max_providers'),
    max_parallel: number('max_parallel'),
    preferences: {
      ...Object.fromEntries(weights),
      parts_of_day: partsOfDay.filter((part) => parts.includes(part)),
      weekdays: form.getAll('preferences.weekdays').map(Number),
    },
    auto_confirm: form.has('auto_confirm'),
    budget: number('budget') ?? null,
    user_contact: contact.name || contact.phone ? contact : null,
  };
}

/** `2027-03-15T08:00`, as the reader's clock shows it; what is no time is sent as it is, and refused at its field. */
function instantOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}

/** Days from tomorrow to the end of that week on, as `datetime-local` writes them. */
export function usualRange(now: Date): { from: string; to: string } {
  const on = (days: number, hour: number) => {
    const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
    const two = (part: number) => String(part).padStart(2, '0');
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(hour)}:00`;
  };
  return { from: on(1, 8), to: on(6, 18) };
}
