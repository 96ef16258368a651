import { z } from 'zod';
import type { TrunkTrust } from '../../lines/trunk-trust.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';
import { orRefusal } from './or-refusal.ts';

const trunkRow = camelRow({
  trunk_id: z.uuid(),
  name: z.string(),
  trusts_caller_id: z.boolean(),
  phones: z.array(z.string()),
});

export function createTrunkTrust(db: Database): TrunkTrust {
  return {
    list: (organizationId) =>
      callFunction(db, 'list_trunks', { organization_id: organizationId }, z.array(trunkRow)),
    set: (organizationId, trunkId, trusts) =>
      callFunction(
        db,
        'trust_trunk',
        { organization_id: organizationId, trunk_id: trunkId, trusts },
        orRefusal(trunkRow, 'owner_required', 'trunk_not_found'),
      ),
  };
}
