import { z } from 'zod';
import type { Lines } from '../../lines/lines.ts';
import { DatabaseError } from '../../shared/errors.ts';
import { camelRow } from './camel-row.ts';
import type { Database } from './client.ts';

const trunkRows = z.array(
  camelRow({
    id: z.uuid(),
    organization_id: z.uuid(),
    name: z.string(),
    address: z.string().nullable(),
    transport: z.enum(['auto', 'udp', 'tcp', 'tls']),
    media_encryption: z.enum(['disable', 'allow', 'require']),
    username: z.string().nullable(),
    password_variable: z.string().nullable(),
    allowed_addresses: z.array(z.string()),
    headers: z.record(z.string(), z.string()),
    dial_template: z.string(),
    initial_dtmf: z.string().nullable(),
    ring_timeout_seconds: z.number(),
    allows_foreign_caller_id: z.boolean(),
    trusts_caller_id: z.boolean(),
    managed: z.boolean(),
    livekit_inbound_trunk_id: z.string().nullable(),
    livekit_outbound_trunk_id: z.string().nullable(),
    livekit_dispatch_rule_id: z.string().nullable(),
  }),
);

const lineRows = z.array(
  camelRow({
    id: z.uuid(),
    organization_id: z.uuid(),
    trunk_id: z.uuid().nullable(),
    phone: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    inbound: z.boolean(),
    outbound: z.boolean(),
    caller_id: z.string().nullable(),
    inbound_scenario: z.string().nullable(),
    max_concurrent: z.number(),
    max_per_minute: z.number(),
    max_per_day: z.number(),
    inbound_headroom: z.number(),
  }),
);

/**
 * The tables `trunks` and `lines`, in order of name and number.
 * @param db a connection with the secret key.
 */
export function createLines(db: Database): Lines {
  return {
    async trunks(organizationId) {
      const { data, error } = await db
        .from('trunks')
        .select()
        .eq('organization_id', organizationId)
        .order('name');
      if (error) throw new DatabaseError('list_trunks', { cause: error });
      return trunkRows.parse(data);
    },

    async lines(organizationId) {
      const { data, error } = await db
        .from('lines')
        .select()
        .eq('organization_id', organizationId)
        .order('phone');
      if (error) throw new DatabaseError('list_lines', { cause: error });
      return lineRows.parse(data);
    },

    async rememberTrunk(trunkId, ids) {
      const { error } = await db
        .from('trunks')
        .update({
          livekit_inbound_trunk_id: ids.livekitInboundTrunkId,
          livekit_outbound_trunk_id: ids.livekitOutboundTrunkId,
          livekit_dispatch_rule_id: ids.livekitDispatchRuleId,
        })
        .eq('id', trunkId);
      if (error) throw new DatabaseError('remember_trunk', { cause: error });
    },
  };
}
