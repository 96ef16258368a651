import { answeringOf } from './answering.ts';
import { linesFor } from './lines.ts';
import type { Person } from './person.ts';
import { chanceFor, chooseOperator, type OperatorName } from './personas.ts';
import type { Reaction } from './reaction.ts';

export interface CalledOperator extends Person {
  operator: OperatorName;
  /** What they say to the person once the two are connected. */
  greeting: string;
}

export interface OperatorOptions {
  seed: number;
  /** E.164, or an extension. */
  phone: string;
  /** BCP 47. */
  language: string;
  operator?: OperatorName | undefined;
}

/** Time for the agent to hang up on an operator who does not want the call. */
const refusedGraceMs = 5_000;

/** An operator to whom a call is handed over: hears who waits, then takes the call or does not. */
export function createOperator(options: OperatorOptions): CalledOperator {
  const operator = options.operator ?? chooseOperator(options);
  const lines = linesFor(options.language);
  const answers: Partial<Record<OperatorName, Reaction>> = {
    accepts: { kind: 'say', text: lines.acceptHandover },
    'accepts-by-key': { kind: 'press', digits: '1' },
    'says-no': { kind: 'say', text: lines.no },
  };
  let turns = 0;
  return {
    operator,
    greeting: lines.operatorHello,
    answering: answeringOf(operator, lines, chanceFor({ ...options, attempt: 1 }, 'manner')),
    interrupts: () => null,
    hears() {
      turns += 1;
      // Whoever is asked a second time was not understood the first time.
      if (turns <= 2) return answers[operator] ?? { kind: 'nothing' };
      return operator === 'says-no' ? { kind: 'hangUp', afterMs: refusedGraceMs } : { kind: 'nothing' };
    },
  };
}
