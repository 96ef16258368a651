import type { Rehearsal } from './rehearsal.ts';
import { anyScript } from './scripted-model/script.ts';
import { ask } from './scripted-model/step.ts';
import { readSay } from './scripted-model/tool-result.ts';

/** What is made of a call that nobody has rehearsed: it is said that nothing was understood, and nothing is called. */
export const unrehearsed: Rehearsal = {
  model: anyScript<{ asked: null }>({
    begin: ({ phrases }) => ask({ asked: null }, null, phrases.notUnderstood),
    onPerson: (talk, _text, { phrases }) => ask(talk, null, phrases.notUnderstood),
    onTool: (talk, result) => ask(talk, null, readSay(result)),
    onGreeting: () => null,
  }),
  person: { traits: () => ({}), topics: [] },
  phrases: () => [],
  hearing: () => null,
};
