import { answerOf } from '../../../../language/yes-no.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { type Intent, intentOf } from '../../../shared/rehearsal/intents.ts';
import type { Want } from '../../../shared/rehearsal/wants.ts';
import { type VisitWant, visitWantsOf } from './wants.ts';

/** What one turn of the guest says, whatever was asked. */
export interface Heard {
  text: string;
  wants: Array<Want | VisitWant>;
  intent: Intent | null;
  answer: 'yes' | 'no' | null;
}

export function hear(text: string, { language }: Setting): Heard {
  const intent = intentOf(text, language);
  return {
    text,
    wants: visitWantsOf(text, language),
    intent,
    // "I don't know" begins like a no.
    answer: intent === 'unsure' ? null : answerOf(text, language),
  };
}

/** "That's all", "goodbye", "no thank you": nothing more is wanted. */
export function isFinished({ intent, answer }: Heard): boolean {
  return intent === 'goodbye' || intent === 'nothing_else' || answer === 'no';
}
