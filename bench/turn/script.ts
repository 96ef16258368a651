/**
 * The conversation that both agents are measured on. Each of the person's turns is one or more bursts of speech with
 * pauses between; the text is what the recognizer makes of it.
 */
export interface PersonTurn {
  id: string;
  /** How the turn counts: a reply that is complete for what was asked, or any other; with or without a tool. */
  kind: 'complete, plain' | 'complete, tool' | 'elsewhere';
  bursts: string[];
  /** Silence between the bursts. */
  pauseMs: number;
}

export const greeting = 'Hello, this is the clinic. How can I help you?';
export const phoneNumber = 'two zero two five five five oh one four two';

export const measuredTurns: PersonTurn[] = [
  {
    id: 'wish',
    kind: 'elsewhere',
    bursts: ['well I was told that you have a good dentist there'],
    pauseMs: 0,
  },
  { id: 'number', kind: 'complete, tool', bursts: [phoneNumber], pauseMs: 0 },
  { id: 'when', kind: 'complete, tool', bursts: ['on tuesday at ten'], pauseMs: 0 },
  { id: 'yes', kind: 'complete, plain', bursts: ['yes please'], pauseMs: 0 },
  { id: 'no', kind: 'complete, plain', bursts: ['no thank you'], pauseMs: 0 },
  {
    id: 'parking',
    kind: 'elsewhere',
    bursts: ['the parking situation over there is always a bit difficult'],
    pauseMs: 0,
  },
];

/** The same two answers, dictated with a pause. */
export function pausedTurns(pauseMs: number): PersonTurn[] {
  return [
    {
      id: 'wish',
      kind: 'elsewhere',
      bursts: ['well I was told that you have a good dentist there'],
      pauseMs: 0,
    },
    {
      id: 'number',
      kind: 'complete, tool',
      bursts: ['two zero two five five five', 'oh one four two'],
      pauseMs,
    },
    { id: 'when', kind: 'complete, tool', bursts: ['on tuesday', 'at ten'], pauseMs },
  ];
}
