import type { z } from 'zod';
import { UsageError } from '../../shared/errors.ts';

/** `max_per_number_day` is typed as `--max-per-number-day`. */
export const optionOf = (field: string) => field.replaceAll('_', '-');

/** What a function answered, or that it refused whoever asked. */
export function ownersOnly<Answer>(answer: Answer | 'owner_required'): Answer {
  if (answer === 'owner_required') throw new UsageError('Only the owner of the organization may do this.');
  return answer;
}

/** Which of the options are wrong, by the names under which they were typed. */
export function wrongOptions(error: z.ZodError): UsageError {
  return new UsageError(
    error.issues.map(({ path, message }) => `--${optionOf(path.join('.'))}: ${message}`).join('\n'),
  );
}

/** What was typed of these fields, as `read` understands it. */
export function typedFields<Field extends string>(
  fields: readonly Field[],
  values: Record<string, unknown>,
  read: (typed: string, field: Field) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const typed = values[optionOf(field)];
      return typeof typed === 'string' ? [[field, read(typed, field)] as const] : [];
    }),
  );
}
