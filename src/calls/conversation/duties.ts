import { asksNotToBeCalled } from '../../language/refusals.ts';
import type { Turn } from '../call/call.ts';
import type { WriteQueue } from '../call/write-queue.ts';
import type { CallData } from '../scenario/call-data.ts';
import { optOut } from '../scenario/opt-out.ts';
import type { OwnAnswers } from './own-answers.ts';
import type { Talk } from './talk.ts';

export interface DutiesParts {
  data: CallData;
  queue: Pick<WriteQueue, 'add'>;
  ownAnswers: OwnAnswers;
  talk: Pick<Talk, 'say'>;
  /** A script does what an emergency needs itself. */
  isScripted: boolean;
}

/**
 * What follows from words that were really said, whether the model sees to it or not: who asks not to be called again is
 * on the list, and after the number for an emergency a person is brought to the telephone where there is one.
 */
export class Duties {
  private readonly parts: DutiesParts;

  constructor(parts: DutiesParts) {
    this.parts = parts;
  }

  /** A turn has become part of the conversation. */
  kept(turn: Pick<Turn, 'role' | 'text' | 'interrupted'>): void {
    const { data, queue, ownAnswers, isScripted } = this.parts;
    if (turn.role === 'person' && asksNotToBeCalled(turn.text)) {
      queue.add('refuse_calls', () => optOut(data, turn.text));
    }
    if (isScripted) return;
    const emergency = ownAnswers.kept(turn);
    if (emergency !== null) void this.bringSomebody(ownAnswers.emergencyWords(emergency));
  }

  private async bringSomebody(words: string): Promise<void> {
    const { data, talk } = this.parts;
    const answer = await data.handOver(data.texts.emergencyBrief);
    if (answer.ok || answer.code === 'gone' || answer.code === 'no_telephone') return;
    talk.say(words, { isAside: true });
  }
}
