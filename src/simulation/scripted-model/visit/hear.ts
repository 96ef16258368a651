import { clearAnswer, leadingAnswer } from '../../../language/yes-no.ts';
import { type Intent, intentOf } from '../intents.ts';
import type { Setting } from '../setting.ts';
import { type Want, wantsOf } from './wants.ts';

/** What one turn of the guest says, whatever was asked. */
export interface Heard {
  text: string;
  wants: Want[];
  intent: Intent | null;
  answer: 'yes' | 'no' | null;
  /** The answer is all that was said. */
  isPlainAnswer: boolean;
}

export function hear(text: string, { language }: Setting): Heard {
  return {
    text,
    wants: wantsOf(text, language),
    intent: intentOf(text, language),
    answer: leadingAnswer(text, language),
    isPlainAnswer: clearAnswer(text, language) !== null,
  };
}

/** "That's all", "goodbye", "no thank you": nothing more is wanted. */
export function isFinished({ intent, answer }: Heard): boolean {
  return intent === 'goodbye' || intent === 'nothing_else' || answer === 'no';
}
