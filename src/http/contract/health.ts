import { z } from 'zod';

/** A part that Parley speaks or thinks with. `real` is false for the local stand-ins. */
const provider = z.object({ provider: z.string(), real: z.boolean() });

export const healthResponse = z
  .object({
    /** False only when the database cannot be reached (answered with 503). */
    ok: z.boolean(),
    version: z.string(),
    database: z.object({ ok: z.boolean(), kind: z.enum(['embedded', 'supabase']) }),
    /** `ok` false means that calls in the browser cannot start; `missing` says why. */
    livekit: z.object({ ok: z.boolean(), url: z.string().optional() }),
    /** Whom calls of this deployment belong to and what they can be about, in order; null while the database is away. */
    organization: z
      .object({
        name: z.string(),
        scenarios: z.array(
          z.object({
            name: z.string(),
            /** Whoever calls can be answered with it; with the others the organization only calls. */
            answers: z.boolean(),
          }),
        ),
      })
      .nullable(),
    speech: provider,
    model: provider,
    voice: provider,
    rehearsal: z.boolean(),
    missing: z.array(
      z.object({
        part: z.enum(['database', 'livekit', 'speech', 'model', 'voice', 'credentials']),
        why: z.string(),
        fix: z.string(),
      }),
    ),
  })
  .meta({ id: 'Health' });

export type HealthResponse = z.infer<typeof healthResponse>;
