import { expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { camelRow } from './camel-row.ts';

const row = camelRow({
  id: z.string(),
  max_per_day: z.number(),
  livekit_inbound_trunk_id: z.string().nullable(),
  is_likely: z.boolean().optional(),
  headers: z.record(z.string(), z.string()),
});

it('names columns as TypeScript does, for the compiler too', () => {
  const read = row.parse({ id: 'a', max_per_day: 3, livekit_inbound_trunk_id: null, headers: {} });
  expect(read).toEqual({ id: 'a', maxPerDay: 3, livekitInboundTrunkId: null, headers: {} });
  expectTypeOf(read).toEqualTypeOf<{
    id: string;
    maxPerDay: number;
    livekitInboundTrunkId: string | null;
    isLikely?: boolean | undefined;
    headers: Record<string, string>;
  }>();
});

it('lets be what is inside a value, and drops what was not asked for', () => {
  const headers = { x_line_name: 'front desk' };
  const read = row.parse({
    id: 'a',
    max_per_day: 3,
    livekit_inbound_trunk_id: 't',
    headers,
    secret_key: 'no',
  });
  expect(read.headers).toEqual(headers);
  expect(Object.keys(read)).not.toContain('secretKey');
});

it('refuses a row that lacks a column', () => {
  expect(row.safeParse({ id: 'a', headers: {} }).success).toBe(false);
});
