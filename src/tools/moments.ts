import type { CallData } from '../calls/scenario/call-data.ts';
import { localDay } from '../language/dates.ts';
import { type LocalMoment, sayWhen } from '../language/say.ts';

/** Today where the business is, YYYY-MM-DD. */
export function todayOf({
  clock,
  organization,
}: {
  clock: { now(): number };
  organization: { timeZone: string };
}): string {
  return localDay(clock.now(), organization.timeZone);
}

/** A moment for the summary, which is read on another day: never "today". */
export function tellMoment({ agent }: Pick<CallData, 'agent'>, moment: LocalMoment): string {
  return sayWhen(agent.language, moment, '1970-01-01');
}
