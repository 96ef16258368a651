import type { OpenedCall } from '../calls/call/call.ts';
import type { Part } from '../simulation/people/topic.ts';
import type { Dependencies } from './dependencies.ts';

/** What a call makes of whoever answers it: somebody who is known to its store, else whoever its rehearsal has. */
export async function partOf(
  { scenarios, database }: Pick<Dependencies, 'scenarios' | 'database'>,
  opened: OpenedCall,
): Promise<Part> {
  const { scenario } = opened.call;
  const rehearsal = await scenarios.rehearsalOf(scenario);
  if (!rehearsal.called) return rehearsal.person;
  const { createStore } = await scenarios.find(scenario);
  return rehearsal.called(createStore(database), opened);
}
