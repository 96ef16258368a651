import type { Config } from '../../config.ts';
import type { Launch } from '../../embedded/child.ts';
import { UsageError } from '../../shared/errors.ts';
import { Scenarios } from '../../wiring/scenarios.ts';
import { organizationFor } from './demo-organization.ts';

/**
 * The settings of a call about this scenario, of an organization that it can be shown with.
 * @throws UsageError when nobody calls about it.
 */
export async function configFor(scenario: string | undefined, config: Config): Promise<Config> {
  if (scenario === undefined) return config;
  const known = [...(await new Scenarios(config.SCENARIO_MODULES).all()).values()];
  const answered = known
    .filter(({ definition }) => definition.isAnswered)
    .map(({ definition }) => definition.name);
  if (!known.some(({ definition }) => definition.name === scenario)) {
    throw new UsageError(`There is no scenario "${scenario}". What can be typed: ${answered.join(', ')}.`);
  }
  if (!answered.includes(scenario)) {
    throw new UsageError(
      `Nobody calls about "${scenario}"; we do. See such a call with: npm run parley -- call NUMBER --scenario ${scenario}`,
    );
  }
  return {
    ...config,
    ORGANIZATION: organizationFor(scenario, config),
    PARLEY_CONSOLE_SCENARIO: scenario,
  };
}

/** What the agent's process has to be told of it. */
export function settingsOf({ ORGANIZATION, PARLEY_CONSOLE_SCENARIO }: Config): Launch['env'] {
  return { ORGANIZATION, PARLEY_CONSOLE_SCENARIO };
}
