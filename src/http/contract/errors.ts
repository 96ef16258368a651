import { z } from 'zod';

/** Every answer that is not 2xx. `code` is stable (docs/error-codes.md); `message` and `fix` are for people. */
export const errorBody = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      /** The field of the request that is wrong, as `limit` or `body.participant_name`. */
      field: z.string().optional(),
      /** What to do about it. */
      fix: z.string().optional(),
    }),
  })
  .meta({ id: 'Error' });

export type ErrorBody = z.infer<typeof errorBody>;
