import { z } from 'zod';

/** What `lookUp` asks of a user. */
export const personColumns = 'name, phone, claimed_phone';

/** Somebody's number is theirs, or the one that they said it is; the database keeps exactly one of the two. */
export const personRow = z
  .object({
    name: z.string().nullable(),
    phone: z.string().nullable(),
    claimed_phone: z.string().nullable(),
  })
  .transform(({ name, phone, claimed_phone }) => ({ name, phone: phone ?? claimed_phone ?? '' }));
