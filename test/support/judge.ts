import { judgeSentence } from '../../src/calls/claims/judge.ts';
import type { Verdict } from '../../src/calls/claims/verdict.ts';
import { splitSentences } from '../../src/language/sentences.ts';
import { now, type State, states } from './claim-states.ts';

/**
 * How the first stage judges what an agent would say in a call in this state, sentence by sentence; the worst counts.
 * @param state one of those in `test/claims/README.md`, or a call that was made for the test
 */
export function judgeIn(state: string | State, text: string, language = 'en-US'): Verdict {
  const call = typeof state === 'string' ? states[state]?.() : state;
  if (!call) throw new Error(`no state ${state}`);
  const splitter = splitSentences(language);
  const context = { language, region: 'US', now, book: call.book };
  const verdicts = [...splitter.push(text), ...splitter.flush()].map((sentence) =>
    judgeSentence(sentence, context, call.rules),
  );
  return (['contradicted', 'unclear'] as const).find((one) => verdicts.includes(one)) ?? 'supported';
}
