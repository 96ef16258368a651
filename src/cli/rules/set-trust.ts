import type { TrunkTrust } from '../../lines/trunk-trust.ts';
import { UsageError } from '../../shared/errors.ts';
import { nearest } from '../../shared/nearest.ts';
import { ownersOnly } from './options.ts';

/** Believes the numbers of callers that a trunk tells, or no longer. */
export async function setTrust(
  trust: TrunkTrust,
  organizationId: string,
  name: string,
  trusts: boolean,
): Promise<number> {
  const trunks = await trust.list(organizationId);
  const named = trunks.find((trunk) => trunk.name === name);
  if (named === undefined)
    throw unknownTrunk(
      name,
      trunks.map((trunk) => trunk.name),
    );
  const changed = ownersOnly(await trust.set(organizationId, named.trunkId, trusts));
  if (changed === 'trunk_not_found') throw unknownTrunk(name, []);
  const { phones } = changed;
  console.log(
    `Numbers of callers that ${name} tells are ${changed.trustsCallerId ? '' : 'not '}believed` +
      `${phones.length === 0 ? '' : ` (${phones.join(', ')})`}.`,
  );
  return 0;
}

function unknownTrunk(name: string, names: string[]): UsageError {
  const meant = nearest(name, names);
  const known = names.length === 0 ? 'There is none.' : `There are: ${names.join(', ')}.`;
  return new UsageError(
    `There is no trunk "${name}".${meant === null ? '' : ` Did you mean "${meant}"?`} ${known}`,
  );
}
