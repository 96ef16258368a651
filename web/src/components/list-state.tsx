import { ApiError } from '../lib/api.ts';
import { texts } from '../lib/texts/texts.ts';

interface ListStateProps {
  isPending: boolean;
  error: unknown;
  isEmpty: boolean;
  empty: string;
}

/** What stands where a list has nothing to show; what was loaded before stays visible when a poll fails. */
export function ListState({ isPending, error, isEmpty, empty }: ListStateProps) {
  const words = error ? failure(error) : isPending ? texts.lists.loading : isEmpty ? empty : null;
  return words === null ? null : <p className="px-4 pb-3 text-sm text-soft">{words}</p>;
}

/** A refusal (such as "sign in") says what to do; anything else only that it did not work. */
function failure(error: unknown): string {
  const isRefusal = error instanceof ApiError && error.status >= 400 && error.status < 500;
  return isRefusal ? [error.message, error.fix].filter(Boolean).join(' ') : texts.lists.failed;
}
