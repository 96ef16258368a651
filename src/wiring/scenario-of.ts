import type { OpenedCall } from '../calls/call/call.ts';
import type { Scenario } from '../calls/scenario/scenario.ts';
import { ParleyError } from '../shared/errors.ts';
import { scenarios } from './scenarios.ts';

/** @throws ParleyError when the call is of a business case that this version does not know. */
export function scenarioOf({ call }: OpenedCall): Scenario {
  const scenario = scenarios.get(call.scenario);
  if (scenario) return scenario;
  throw new ParleyError('unknown_scenario', `No scenario is named ${call.scenario}.`);
}
