import type { Lines } from '../lines.ts';
import type { Traits } from '../traits.ts';

/** Something that an agent may say, how it is recognized, and what a person who means well answers. */
export interface Topic {
  kind: TopicKind;
  /** Of one sentence of the agent. */
  en: RegExp;
  fa: RegExp;
  answer: (asked: Asked) => string;
}

export type TopicKind =
  | 'farewell'
  | 'wait'
  | 'take_your_time'
  | 'are_you_there'
  | 'your_number'
  | 'which_number'
  | 'task'
  | 'day'
  | 'which'
  | 'order'
  | 'more'
  | 'time'
  | 'arrived'
  | 'coming'
  | 'what_instead'
  | 'interested'
  | 'confirm'
  | 'question';

export interface Asked {
  lines: Lines;
  traits: Traits;
  /** E.164 of the person. */
  phone: string;
  /** How often this was asked before. */
  times: number;
}
