import type { Captures } from '../../scenarios/outreach/store/captures.ts';
import type { AskModel } from './ask-model.ts';
import type { Prompts } from './prompts.ts';

/** What scripted scenarios speak and understand with. */
export interface ScriptParts {
  prompts: Prompts;
  /** Null without a language model that could understand a question. */
  ask: AskModel | null;
  captures: Captures;
}

/** What a script may use beside its stage. */
export interface ScriptMeans extends Pick<ScriptParts, 'ask' | 'captures'> {
  /** Writes something that nobody waits for: repeated when it fails, and done before the call's ending is written. */
  keep(what: string, write: () => Promise<unknown>): void;
}
