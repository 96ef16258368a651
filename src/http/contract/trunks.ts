import { z } from 'zod';

export const trunkIdParams = z.object({ id: z.uuid() });

export const trunkResponse = z
  .object({
    trunk_id: z.uuid(),
    name: z.string(),
    /** False for one that passes on whatever the far side writes into the call: it vouches for nobody's number. */
    trusts_caller_id: z.boolean(),
    /** The lines that it carries, E.164. */
    phones: z.array(z.string()),
  })
  .meta({ id: 'Trunk' });

export const listTrunksResponse = z
  .object({
    /** By name. */
    trunks: z.array(trunkResponse),
  })
  .meta({ id: 'TrunkList' });

export const changeTrunkRequest = z
  .strictObject({ trusts_caller_id: z.boolean() })
  .meta({ id: 'ChangeTrunk' });
