import { speakWithFlite } from '../../src/embedded/speech/flite.ts';

/**
 * Somebody who wants an appointment and answers what the agent asked: the first line whose question fits. A line is used
 * once, so a question that comes again (because the answer was not understood) finds the next line that fits, or none.
 */
export interface Line {
  question: RegExp;
  answer: string;
}

export class Caller {
  private readonly lines: Line[];

  constructor(lines: Line[]) {
    this.lines = [...lines];
  }

  /** @returns what to say now, or null when the agent asked nothing that this caller has an answer for */
  answer(agentSaid: string): string | null {
    const index = this.lines.findIndex(({ question }) => question.test(agentSaid));
    return index < 0 ? null : (this.lines.splice(index, 1)[0]?.answer ?? null);
  }
}

/** A voice that is not the agent's. */
export function speak(text: string): Promise<Int16Array> {
  return speakWithFlite(text, { voice: 'rms', rate: 1 });
}
