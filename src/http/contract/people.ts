import { z } from 'zod';

export const personRequest = z
  .strictObject({
    phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, { error: 'must be a telephone number with + and the country' }),
  })
  .meta({ id: 'Person' });

export const exportPersonResponse = z
  .object({
    phone: z.string(),
    exported_at: z.iso.datetime({ offset: true }),
    /** The rows of each table, as they are. */
    data: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
    recordings: z.array(z.object({ call_id: z.uuid(), url: z.string() })),
  })
  .meta({ id: 'PersonExport' });

export const erasePersonResponse = z
  .object({
    /** How many rows of each table went, or were emptied. */
    erased: z.record(z.string(), z.number().int()),
    /** What is left of each table, and why. */
    kept: z.record(z.string(), z.string()),
    recordings: z.object({
      deleted: z.number().int(),
      /** Their store did not answer: the runner deletes them. */
      deleted_within_minutes: z.number().int(),
    }),
  })
  .meta({ id: 'Erasure' });
