import { z } from 'zod';
import type { Logger } from '../../shared/logger.ts';
import type { AskModel } from '../script/ask-model.ts';
import type { ClaimContext } from './claim-context.ts';
import { writeFactBook } from './facts-in-words.ts';

/** Somebody waits for the sentence; a model that takes longer has not vouched for it. */
const secondLookMs = 500;

const answer = z.object({
  is_backed: z
    .boolean()
    .describe('True when the sentence asserts nothing about the business, or only what the facts hold'),
});

const instructions = [
  'A telephone agent is about to say a sentence. Decide whether it may, given everything that is known of this call.',
  'The facts are the only truth: `committed`, `changed` and `canceled` were done by this call, `known` stood before,',
  '`held` is kept for some minutes and not booked, `offered` may be chosen. Questions, offers, conditions, courtesies, and',
  'what the person said themselves assert nothing. A day, time, number, name, price, promise of a call or message, or a',
  'deed that the facts do not hold makes the sentence not backed. It may be in any language.',
].join(' ');

/** The second stage: somebody who understands every language, asked about what the words alone do not decide. */
export type SecondLook = (sentence: string, context: ClaimContext) => Promise<boolean>;

/** @param ask one structured request to the call's own model; its tokens are counted like all others of the call */
export function createSecondLook(ask: AskModel, logger: Logger): SecondLook {
  return async (sentence, context) => {
    const { now, language, book } = context;
    const from = performance.now();
    const took = () => Math.round(performance.now() - from);
    try {
      const { is_backed: isBacked } = await ask({
        instructions,
        input: `Now: ${now.date} ${now.time}. Language: ${language}.\nFacts:\n${writeFactBook(book)}\nSentence: ${JSON.stringify(sentence)}`,
        name: 'judge_sentence',
        answer,
        timeoutMs: secondLookMs,
      });
      logger.info({ isBacked, ms: took() }, 'took a second look at a sentence');
      return isBacked;
    } catch (error) {
      logger.warn({ err: error, ms: took() }, 'nobody vouched for a sentence');
      return false;
    }
  };
}
