import type { OpenedCall } from '../calls/call/call.ts';
import type { Scenario } from '../calls/scenario/scenario.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * What a call follows, with the store behind it and what was looked up in it.
 * @throws ParleyError when the call is of a business case that this version does not know.
 */
export async function findScenario(
  { scenarios, database }: Pick<Dependencies, 'scenarios' | 'database'>,
  { call }: OpenedCall,
): Promise<{ scenario: Scenario; store: unknown; known: Record<string, unknown> }> {
  const registered = await scenarios.find(call.scenario);
  const scenario = await registered.load();
  const store = registered.createStore(database);
  return { scenario, store, known: (await scenario.lookUp?.(store, call.id)) ?? {} };
}
