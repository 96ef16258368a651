import { answeringOf } from './answering.ts';
import { linesFor } from './lines.ts';
import { type Manner, mannerOf } from './manners.ts';
import { type Choice, chanceFor, choosePersona, type PersonaName } from './personas.ts';
import type { Answering, Interruption, Reaction } from './reaction.ts';
import { type Answer, type Asked, anyPart, type Part, type Topic } from './topic.ts';
import { topicOf } from './topic-of.ts';

/** Somebody at the other end of one call. */
export interface Person {
  answering: Answering;
  /** The agent begins to speak. @returns what this person does without waiting for its end */
  interrupts(): Interruption | null;
  /** The agent has finished a turn, or was stopped in it. Who has to look something up takes their time. */
  hears(agentSaid: string): Reaction | Promise<Reaction>;
}

export interface PersonOptions<Traits = object> extends Choice {
  /** What the call makes of whoever answers it. */
  part: Part<Traits>;
  /** BCP 47; people speak the agent's language. */
  language: string;
  /** Who it is, instead of whom the seed chooses. */
  persona?: PersonaName | undefined;
  /** What they have in mind, instead of what the seed chooses. */
  traits?: Partial<Traits>;
}

export interface CalledPerson extends Person {
  persona: PersonaName;
}

/** After a goodbye the agent hangs up; whoever waited this long does it themselves. */
const goodbyeGraceMs = 3_000;
/** Nobody answers the same question for ever, repeats themselves for ever, or talks to a machine for ever. */
const patience = { sameQuestion: 4, notUnderstood: 3, turns: 40 };

/** The person who answers this attempt, always the same one for the same options. */
export function createPerson<Traits extends object>(options: PersonOptions<Traits>): CalledPerson {
  const persona = options.persona ?? choosePersona(options);
  const lines = linesFor(options.language);
  const chance = chanceFor(options, 'manner');
  return new SimulatedPerson(
    { ...options, part: anyPart(options.part) },
    persona,
    answeringOf(persona, lines, chance),
    mannerOf(persona, chance),
  );
}

class SimulatedPerson implements CalledPerson {
  readonly persona: PersonaName;
  readonly answering: Answering;
  private readonly options: PersonOptions;
  private readonly manner: Manner;
  private readonly traits: object;
  private readonly lines;
  private readonly timesAsked = new Map<string, number>();
  private begun = 0;
  private turns = 0;
  private notUnderstood = 0;
  /** The last question; still open when the agent only says that there is no hurry. */
  private pending: Topic | null = null;

  constructor(options: PersonOptions, persona: PersonaName, answering: Answering, manner: Manner) {
    this.options = options;
    this.persona = persona;
    this.answering = answering;
    this.manner = manner;
    this.traits = { ...options.part.traits(chanceFor(options, 'traits')), ...options.traits };
    this.lines = linesFor(options.language);
  }

  interrupts(): Interruption | null {
    this.begun += 1;
    const interruption = this.manner.interrupts?.(this.begun) ?? null;
    if (interruption?.kind !== 'talkOver') return interruption;
    return { ...interruption, text: this.lines.hello };
  }

  hears(agentSaid: string): Reaction | Promise<Reaction> {
    const { part, language } = this.options;
    const topic = topicOf(agentSaid, part.topics, language);
    if (topic?.kind === 'farewell') return { kind: 'hangUp', afterMs: goodbyeGraceMs };
    if (topic?.kind === 'wait') return { kind: 'nothing' };
    // "This is a rehearsal." is no reason to speak: whoever calls will say why.
    if (topic === null && this.turns === 0 && !/[?؟]/u.test(agentSaid)) return { kind: 'nothing' };
    this.turns += 1;
    if (this.turns > patience.turns) return { kind: 'hangUp', afterMs: 0 };
    const open = isReminder(topic) ? (this.pending ?? topic) : topic;
    return this.reactTo(open, agentSaid);
  }

  private reactTo(topic: Topic | null, said: string): Reaction | Promise<Reaction> {
    const { lines, traits, turns } = this;
    const times = topic === null ? 0 : (this.timesAsked.get(topic.kind) ?? 0);
    if (topic !== null) this.timesAsked.set(topic.kind, times + 1);
    const { phone, language } = this.options;
    const asked = { lines, language, traits, phone, said, times };
    const special = this.manner.hears?.({ ...asked, topic, turn: turns });
    if (special) {
      this.pending = topic ?? this.pending;
      return special;
    }
    return topic === null ? this.puzzled() : this.answer(topic, asked);
  }

  private answer(topic: Topic, asked: Asked): Reaction | Promise<Reaction> {
    if (asked.times > patience.sameQuestion) return this.giveUp();
    this.notUnderstood = 0;
    this.pending = topic;
    const answer = topic.answer(asked);
    return answer instanceof Promise ? answer.then(reactionOf) : reactionOf(answer);
  }

  private puzzled(): Reaction {
    this.notUnderstood += 1;
    if (this.notUnderstood > patience.notUnderstood) return this.giveUp();
    return { kind: 'say', text: this.lines.pardon };
  }

  private giveUp(): Reaction {
    return { kind: 'say', text: this.lines.goodbye, thenHangUp: true };
  }
}

function reactionOf(answer: Answer): Reaction {
  return typeof answer === 'string' ? { kind: 'say', text: answer } : answer;
}

/** What asks nothing new: the question before it is still open. */
function isReminder(topic: Topic | null): boolean {
  return topic?.kind === 'take_your_time' || topic?.kind === 'are_you_there';
}
