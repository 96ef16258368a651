import type { LocalMoment } from '../../language/say.ts';

/**
 * How a thing stands. `offered` may be chosen; `held` is kept for a few minutes; `committed` was made by this call and
 * `changed` moved by it; `canceled` was taken back by it; `known` stood in the database before the call did anything.
 */
export type FactStatus = 'offered' | 'held' | 'committed' | 'changed' | 'canceled' | 'known';

/** One thing that a call knows, as it stands now. */
export interface Fact {
  /** Which thing: what is recorded under the same id replaces it. */
  id: string;
  /** A scenario's own word for what it is, or one of every call's: `callback`, `opted_out`, `wrong_person`, `transfer`. */
  kind: string;
  status: FactStatus;
  /** The day and time that it is about, as the business names it. */
  when: LocalMoment | null;
  /** When it ends, where that is known. */
  until: LocalMoment | null;
  /** When it was before this call moved it. */
  was: LocalMoment | null;
  /** For whom; null for the person on the line, or nobody knows. */
  who: string | null;
  /** What it is of, or with whom, with how many: null counts and an empty list are not known. */
  what: ReadonlyArray<{ name: string; count: number | null }>;
  /** How many people. */
  people: number | null;
}

/** What has to be said of a thing; the rest is not known. */
export type FactGiven = Pick<Fact, 'id' | 'kind' | 'status'> & Partial<Fact>;

/** It stands: it was made or changed by this call, or before it. */
export function isLive({ status }: Fact): boolean {
  return status === 'committed' || status === 'changed' || status === 'known';
}

/** This call has done it. */
export function isDone({ status }: Fact): boolean {
  return status === 'committed' || status === 'changed' || status === 'canceled';
}
