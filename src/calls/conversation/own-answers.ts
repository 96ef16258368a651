import type { llm } from '@livekit/agents';
import { asideOf } from '../../language/asides.ts';
import { type Emergency, emergencyIn } from '../../language/emergencies.ts';
import { emergencyNumber } from '../../language/emergency-numbers.ts';
import { wordsOf } from '../../language/normalize.ts';
import { regionOfNumber } from '../../language/phone-numbers.ts';
import { quoted } from '../../language/quoted.ts';
import { isSomebodyElse } from '../../language/somebody-else.ts';
import type { Turn } from '../call/call.ts';
import type { CallFacts } from '../scenario/call-data.ts';
import { nextQuestion } from './next-question.ts';

/** With more words there is something else to answer, too. */
const mostWordsOfAside = 10;

export interface OwnAnswer {
  /** Empty where only the model has to know something. */
  words: string;
  /** For the model, which goes on after these words; null where they are the whole reply. */
  note: string | null;
}

type Facts = Pick<CallFacts, 'organization' | 'call' | 'person' | 'progress' | 'texts'>;

/**
 * What Parley itself answers, whatever the call is about and however the model feels: where help is to be had in an
 * emergency, and that it is a machine. An emergency is answered before anything else, and again with the next reply when
 * the person spoke over it.
 */
export class OwnAnswers {
  private readonly facts: Facts;
  /** What was last spoken of and may not have been heard to its end. */
  private owed: Emergency | null = null;
  private isTold = false;

  constructor(facts: Facts) {
    this.facts = facts;
    // V8 compiles a pattern when it is first tried, which takes 60 ms here: better before anybody has spoken.
    emergencyIn('hello');
    asideOf('hello');
  }

  /** Before the model is asked, also for an answer that is prepared ahead and perhaps never heard. */
  to(history: llm.ChatContext): OwnAnswer | null {
    const last = history.items.at(-1);
    if (last?.type !== 'message' || last.role !== 'user') return null;
    return this.toWords(last.textContent ?? '', () => nextQuestion(history, this.facts.texts));
  }

  /** @param askAgain the question that still stands */
  toWords(text: string, askAgain: () => string): OwnAnswer | null {
    const { texts } = this.facts;
    const emergency = emergencyIn(text) ?? this.owed;
    if (emergency !== null) {
      const words = this.emergencyWords(emergency);
      // Whoever goes on about it has heard the number and wants an answer as well.
      return { words, note: this.isTold ? noteOf(words) : null };
    }
    if (asideOf(text) !== 'robot') return this.aboutSpeaker(text);
    const words = texts.iAmMachine;
    if (wordsOf(text).length > mostWordsOfAside) return { words, note: noteOf(words) };
    return { words: `${words} ${askAgain()}`, note: null };
  }

  /** A model is told what the words sound like; whether it is so, it knows better. */
  private aboutSpeaker(text: string): OwnAnswer | null {
    const { call, person, progress } = this.facts;
    if (call.direction === 'inbound' || progress.isWithWrongPerson || !isSomebodyElse(text)) return null;
    const whom = person.name === null ? 'the person whom you called' : quoted(person.name);
    const note =
      `That sounds as if somebody else than ${whom} were at the telephone. If so, call wrong_person now, tell them ` +
      'nothing of what the call is about, and change nothing.';
    return { words: '', note };
  }

  /** @returns the emergency whose number has just been heard to its end for the first time */
  kept({ role, text, interrupted }: Pick<Turn, 'role' | 'text' | 'interrupted'>): Emergency | null {
    if (role === 'person') {
      this.owed = emergencyIn(text) ?? this.owed;
      return null;
    }
    const heard = this.owed;
    if (heard === null || interrupted || !text.includes(this.emergencyWords(heard))) return null;
    this.owed = null;
    const isFirst = !this.isTold;
    this.isTold = true;
    return isFirst ? heard : null;
  }

  emergencyWords(emergency: Emergency): string {
    return this.facts.texts.emergency(this.numbersFor(emergency));
  }

  /** Of the business's region, and of the person's own where their number is at home elsewhere. */
  private numbersFor(emergency: Emergency): string[] {
    const { call, organization } = this.facts;
    const phone = call.direction === 'outbound' ? call.toPhone : call.fromPhone;
    const home = phone === null ? null : regionOfNumber(phone);
    const regions =
      call.direction === 'outbound' ? [home ?? organization.region] : [organization.region, home];
    const numbers = regions.flatMap((region) => (region === null ? [] : emergencyNumber(region, emergency)));
    return [...new Set(numbers)];
  }
}

function noteOf(words: string): string {
  return `You have just said: "${words}" Do not say it again; go on with the rest of what they said.`;
}
