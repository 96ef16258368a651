import type { AskedErrand, Unreadable } from '../dialing/dialing.ts';
import { ParleyError } from '../shared/errors.ts';
import type { Scenarios } from './scenarios.ts';

/** Asked before anybody is dialed: a telephone must not ring for what nobody here can talk about. */
export async function whyUnreadable(
  scenarios: Pick<Scenarios, 'find'>,
  { scenario, input }: AskedErrand,
): Promise<Unreadable | null> {
  try {
    const { definition } = await scenarios.find(scenario);
    return definition.input.safeParse(input).success ? null : 'unreadable_input';
  } catch (error) {
    if (error instanceof ParleyError && error.code === 'unknown_scenario') return 'unknown_scenario';
    throw error;
  }
}
