import type { OpenedCall } from '../calls/call/call.ts';
import type { Expectation, Hearing } from '../embedded/speech/expectation.ts';
import { anyPart, type Part } from './people/topic.ts';
import { anyScript, type Script } from './scripted-model/script.ts';

/**
 * How one kind of call is rehearsed where nobody and nothing real takes part: what the model says, what the person says,
 * and what local ears listen for. A model or a recognizer that is configured needs none of it.
 *
 * @typeParam Slice what of the scenario's own part of a call decides what may be said
 */
export interface Rehearsal<Slice = unknown> {
  /** How the scripted model converses; null where a script speaks instead of a model. */
  model: Script<unknown> | null;
  /** Who is called, or calls. */
  person: Part;
  /** Whoever answers this one call, where they know more than anybody: what they have is in the scenario's store. */
  called?(store: unknown, opened: OpenedCall): Promise<Part>;
  /** Every sentence that this person may say beside what anybody says; local ears have to hear each. */
  phrases(language: string): string[];
  /** What local ears listen for next, in English; null for no more than what is said in any call. */
  hearing(now: Moment<Slice>): Hearing | null;
}

export interface Moment<Slice> extends Pick<Expectation, 'expects'> {
  /** We called them: they may want something else than the call is about. */
  isCalled: boolean;
  slice: Slice;
}

/** A rehearsal that knows what may be said. */
export interface Rehearsed<Slice> extends Rehearsal<Slice> {
  hearing(now: Moment<Slice>): Hearing;
}

/** For whoever rehearses a call without looking into what is known in it. */
export function rehearse<Slice, Talk, Traits extends object, Store = unknown>(
  rehearsal: Omit<Rehearsal<Slice>, 'model' | 'person' | 'called' | 'hearing'> & {
    model: Script<Talk> | null;
    person: Part<Traits>;
    called?: (store: Store, opened: OpenedCall) => Promise<Part<Traits>>;
    hearing(now: Moment<Slice>): Hearing;
  },
): Rehearsed<Slice> {
  const { model, person, called, ...rest } = rehearsal;
  return {
    ...rest,
    model: model && anyScript(model),
    person: anyPart(person),
    ...(called
      ? {
          called: async (store: unknown, opened: OpenedCall) => anyPart(await called(store as Store, opened)),
        }
      : {}),
  };
}
