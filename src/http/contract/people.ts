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

/** Null keeps for good. */
const days = z.number().int().min(1).max(36_500).nullable();

export const retentionResponse = z
  .object({
    /** What was said, and the summary of it. */
    transcript_days: days,
    /** Events, tool calls and reviews; what they made, such as an appointment, stays. */
    event_days: days,
    /** Where that is less than RECORDING_DAYS; counts for those that are kept already. */
    recording_days: days,
    /** People who never called themselves and of whom no business keeps anything. */
    only_called_days: days,
  })
  .meta({ id: 'Retention' });

export const changeRetentionRequest = z
  .strictObject(retentionResponse.partial().shape)
  .meta({ id: 'ChangeRetention' });

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
