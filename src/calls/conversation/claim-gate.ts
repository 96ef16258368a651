import { localMoment } from '../../language/say.ts';
import type { ClaimContext } from '../claims/claim-context.ts';
import { judgeSentence } from '../claims/judge.ts';
import { createSecondLook } from '../claims/second-look.ts';
import type { CallData } from '../scenario/call-data.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { AskModel } from '../script/ask-model.ts';

/** What stands between the model's words and the voice. */
export interface ClaimGate {
  /** False for a sentence that claims what the book of facts does not hold. */
  isBacked(sentence: string): boolean | Promise<boolean>;
  /** For the model, which was about to say this sentence. */
  correction(sentence: string): string;
  /** Said in place of what the model could not say truly: how things stand. */
  truth(): string;
}

/** @param ask null without a model that could understand a question: what the words alone do not decide is not said */
export function createClaimGate(
  data: Pick<CallData, 'agent' | 'organization' | 'progress' | 'texts' | 'clock' | 'logger'>,
  { claims }: Pick<Scenario, 'claims'>,
  ask: AskModel | null,
): ClaimGate {
  const { agent, organization, progress, texts, clock, logger } = data;
  const lookAgain = ask && createSecondLook(ask, logger);
  const context = (): ClaimContext => ({
    language: agent.language,
    region: organization.region,
    now: localMoment(new Date(clock.now()).toISOString(), organization.timeZone),
    book: progress.book,
  });
  const state = (): string | null => {
    const { language, now, book } = context();
    const { outbound } = texts;
    const promised = book.facts.flatMap(({ kind, when }) => {
      if (kind === 'callback' && when !== null) return outbound.callbackPromised(when, now.date);
      return kind === 'opted_out' ? outbound.optedOut : [];
    });
    const told = claims.tellState(book, { language, today: now.date });
    return told === null && promised.length === 0
      ? null
      : [...(told === null ? [] : [told]), ...promised].join(' ');
  };
  return {
    isBacked(sentence) {
      const verdict = judgeSentence(sentence, context(), claims);
      if (verdict !== 'unclear' || lookAgain === null) return verdict === 'supported';
      return lookAgain(sentence, context());
    },
    correction: (sentence) =>
      [texts.claimCorrection(sentence, state()), claims.hint(agent.language)].join(' ').trim(),
    truth() {
      const told = state();
      return told === null ? texts.claimFallback : texts.claimState(told);
    },
  };
}
