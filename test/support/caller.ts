import { speakWithFlite } from '../../src/embedded/speech/flite.ts';

/**
 * Somebody who answers what the agent asks: with the first line whose question fits. A question that comes again, because
 * the answer was not understood, is answered again, as often as people have patience.
 */
export interface Line {
  question: RegExp;
  answer: string;
}

const patience = 3;

export class Caller {
  private readonly lines: Array<Line & { timesSaid: number }>;

  constructor(lines: Line[]) {
    this.lines = lines.map((line) => ({ ...line, timesSaid: 0 }));
  }

  /** @returns what to say now, or null when the agent asked nothing that this caller has an answer for */
  answer(agentSaid: string): string | null {
    const line = this.lines.find(
      ({ question, timesSaid }) => question.test(agentSaid) && timesSaid < patience,
    );
    if (!line) return null;
    line.timesSaid += 1;
    return line.answer;
  }
}

/** A voice that is not the agent's. */
export function speak(text: string): Promise<Int16Array> {
  return speakWithFlite(text, { voice: 'rms', rate: 1 });
}
