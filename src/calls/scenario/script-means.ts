import type { AskModel } from '../script/ask-model.ts';
import type { Prompts } from '../script/prompts.ts';

/** What scripted scenarios speak and understand with. */
export interface ScriptParts {
  prompts: Prompts;
  /** Null without a language model that could understand a question. */
  ask: AskModel | null;
}

/** What a script may use beside its channel. */
export interface ScriptMeans extends Pick<ScriptParts, 'ask'> {
  /** Writes something that nobody waits for: repeated when it fails, and done before the call's ending is written. */
  keep(what: string, write: () => Promise<unknown>): void;
}
