import { z } from 'zod';

/** Supabase Auth gives sessions to this audience; other tokens that the same secret signs are for somebody else. */
const audience = 'authenticated';

const claims = z.object({
  exp: z.number(),
  aud: z.union([z.literal(audience), z.array(z.string()).refine((all) => all.includes(audience))]),
});

/**
 * What Lite does not look at in a token whose signature it checks: that it ends at all, and whom it is for. Its keys are no
 * tokens, and a request without credentials is its own affair.
 */
export function isForNobodyHere(authorization: string | null): boolean {
  const parts = /^Bearer +([^ ]+)$/i.exec(authorization ?? '')?.[1]?.split('.');
  if (parts?.length !== 3) return false;
  try {
    return !claims.safeParse(JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString())).success;
  } catch {
    return true;
  }
}
