import type { Chance } from './chance.ts';
import type { PersonaName } from './personas.ts';
import type { Interruption, Reaction } from './reaction.ts';
import type { Asked, Topic } from './topic.ts';

/** How a character differs from somebody agreeable. */
export interface Manner {
  /** Null leaves the answer to what anybody agreeable would say. */
  hears?: (heard: Heard) => Reaction | null;
  /** The agent has begun its turn with this number, from 1. */
  interrupts?: (turn: number) => Interruption | null;
}

export interface Heard extends Asked {
  /** What the agent's turn was about; null when it made no sense. */
  topic: Topic | null;
  /** The agent's turns so far, this one included. */
  turn: number;
}

const leavesAtOnce: Reaction = { kind: 'hangUp', afterMs: 0 };
const say = (text: string): Reaction => ({ kind: 'say', text });

/** Whoever hesitates does so twice; more would only make the call longer. */
const hesitations = 2;
/** A refusal is polite three times. */
const refusals = 3;

/** Made anew for each call, because a manner may remember what it has done. */
const manners: Partial<Record<PersonaName, (chance: Chance) => Manner>> = {
  hesitant: () => {
    let left = hesitations;
    return {
      hears: ({ topic, times, lines }) => {
        if (topic === null || times > 0 || left === 0) return null;
        left -= 1;
        return say(lines.oneMoment);
      },
    };
  },

  'not-interested': () => {
    let left = refusals;
    return {
      hears: ({ topic, ...asked }) => {
        if (topic === null) return null;
        left -= 1;
        if (left < 0) return { kind: 'say', text: asked.lines.goodbye, thenHangUp: true };
        return say(topic.declines?.(asked) ?? asked.lines.noThanks);
      },
    };
  },

  'asks-source': () => {
    let hasAsked = false;
    return {
      hears: ({ lines }) => {
        if (hasAsked) return null;
        hasAsked = true;
        return say(lines.whereFrom);
      },
    };
  },

  'tomorrow-afternoon': () => {
    let hasAsked = false;
    return {
      hears: ({ topic, lines }) => {
        if (!hasAsked) {
          hasAsked = true;
          return say(lines.callTomorrow);
        }
        // "At what time?" is answered with one that is in the afternoon.
        return topic?.kind === 'time' ? say(lines.at(3)) : null;
      },
    };
  },

  'talks-over': () => ({
    interrupts: (turn) => (turn === 1 || turn === 3 ? { kind: 'talkOver', text: '', afterMs: 1_200 } : null),
  }),

  angry: () => ({
    hears: ({ turn, lines }) => (turn === 1 ? say(lines.neverAgain) : leavesAtOnce),
  }),

  'hangs-up': (chance) => {
    const inTurn = chance.between(1, 3);
    return { interrupts: (turn) => (turn >= inTurn ? { kind: 'hangUp', afterMs: 900 } : null) };
  },

  'wrong-person': () => ({
    hears: ({ turn, topic, lines }) => {
      if (turn === 1) return say(lines.wrongNumber);
      if (turn === 2 && topic !== null) return say(lines.no);
      return { kind: 'say', text: lines.goodbye, thenHangUp: true };
    },
  }),

  silent: () => ({ hears: () => ({ kind: 'nothing' }) }),
};

export function mannerOf(name: PersonaName, chance: Chance): Manner {
  return manners[name]?.(chance) ?? {};
}
