import { z } from 'zod';
import type { LocalMoment } from '../../../../language/say.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';

const moment = z.object({ date: z.string(), time: z.string() });

const facts = z.object({
  purpose: z.enum(['find', 'confirm', 'release']).default('find'),
  provider_id: z.string().default(''),
  now: moment.nullish(),
  client: z.string().nullable().default(null),
  service: z.string().default(''),
  minutes: z.number().default(30),
  earliest: moment.nullish(),
  first: moment.nullish(),
  best: moment.nullable().default(null),
  slot: moment.nullable().default(null),
});

/** What the instructions tell of the campaign, by the provider's clocks. */
export interface Known extends Omit<z.infer<typeof facts>, 'now' | 'earliest' | 'first'> {
  /** What is asked for first. */
  earliest: LocalMoment;
  /** Where the range begins: the same, unless some times are liked better. */
  first: LocalMoment;
  /** As any reply is read, but where the provider is. */
  setting: Setting;
}

export function knownOf(setting: Setting): Known {
  const { now, earliest, first, ...rest } = facts.parse(setting.facts);
  const there = now ?? setting.now;
  return {
    ...rest,
    earliest: earliest ?? there,
    first: first ?? earliest ?? there,
    setting: { ...setting, now: there, today: there.date },
  };
}
