import type { Chance } from './chance.ts';
import type { Lines } from './lines.ts';
import type { Reaction } from './reaction.ts';

/** Something that an agent may say, how it is recognized, and what a person who means well answers. */
export interface Topic<Traits = object> {
  /** Names it. `farewell`, `wait`, `take_your_time` and `are_you_there` are no questions; `time` asks for one. */
  kind: string;
  /** Of one sentence of the agent. */
  en: RegExp;
  fa: RegExp;
  answer: (asked: Asked<Traits>) => Answer | Promise<Answer>;
  /** What somebody answers who wants none of it, where "no thank you" would not do. */
  declines?: (asked: Asked<Traits>) => string;
}

/** What somebody says, or does instead. */
export type Answer = string | Reaction;

export interface Asked<Traits = object> {
  lines: Lines;
  /** BCP 47. */
  language: string;
  traits: Traits;
  /** E.164 of the person. */
  phone: string;
  /** Everything that the agent said in its turn, for whoever has to know more of it than what it is about. */
  said: string;
  /** How often this was asked before. */
  times: number;
}

/** What one kind of call makes of a person: what they have in mind, and what they answer. */
export interface Part<Traits = object> {
  /** Drawn once a call: what this person has in mind, whoever they are. */
  traits: (chance: Chance) => Traits;
  /** Looked for before what may be said in any call. */
  topics: Topic<Traits>[];
}

/** For whoever plays a part without looking into what the person has in mind. */
export function anyPart<Traits extends object>(part: Part<Traits>): Part {
  return part as unknown as Part;
}
