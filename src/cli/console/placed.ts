import type { Config } from '../../config.ts';
import { fillEmptyTables } from '../../runner/first-start.ts';
import { UsageError } from '../../shared/errors.ts';
import { createDependencies } from '../../wiring/dependencies.ts';
import { createTypedCalls } from '../../wiring/typed-calls.ts';
import { placeFromTerminal, placeWithAnybody } from '../call/place.ts';
import type { AgentLink } from './agent-link.ts';
import type { Heard } from './heard.ts';
import type { Wish } from './scenario.ts';
import { answerCall } from './typed-link.ts';

export interface PlacedCall {
  link: AgentLink;
  /** So far, in US dollars. */
  cost: () => Promise<number>;
}

/**
 * We call whoever sits at the terminal. It is a real request, line and ending; no telephone rings.
 * @throws UsageError when such a call cannot be placed.
 */
export async function openPlaced(
  config: Config,
  { organizationId, wish }: { organizationId: string; wish: Wish },
  onHeard: (heard: Heard) => void,
): Promise<PlacedCall> {
  const dependencies = createDependencies({ ...config, LOG_LEVEL: 'error' });
  const { database, logger, calls } = dependencies;
  // Where no runner has been yet there is no line to call on.
  await fillEmptyTables({ ...config, SIMULATED_CALLS: true }, database, logger);
  const { input, name } = wish;
  const wanted = { organizationId, scenario: wish.definition?.name ?? '', name, input };
  const placed =
    wish.phone === null
      ? await placeWithAnybody(wanted, dependencies)
      : {
          phone: wish.phone,
          callId: await placeFromTerminal({ ...wanted, phone: wish.phone }, dependencies),
        };
  const { callId, phone } = placed;
  console.log(`You are called at ${phone}; no telephone rings.\n`);
  const link = answerCall(callId, createTypedCalls(dependencies), onHeard);
  const refused = link.result.then((result) => {
    if (!result.dialed) throw new UsageError(`Not dialed: ${result.code.replaceAll('_', ' ')}.`);
  });
  // Whoever waits for the opening is told.
  refused.catch(() => {});
  return {
    link: { ...link, opened: Promise.race([link.opened, refused]) },
    cost: async () => (await calls.cost(callId)).total,
  };
}
