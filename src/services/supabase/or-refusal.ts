import { z } from 'zod';

/** What a function answers, or the code with which it refused. */
export function orRefusal<Schema extends z.ZodType, Code extends string>(
  schema: Schema,
  ...codes: [Code, ...Code[]]
) {
  return z.union([
    z.object({ ok: z.literal(false), code: z.enum(codes) }).transform(({ code }) => code as Code),
    schema,
  ]);
}
