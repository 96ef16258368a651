import { z } from 'zod';
import { parseSpokenPhone } from '../../src/language/phone-numbers.ts';

const said = { text: z.string(), language: z.string() };

/** One line of a file: what somebody said, and what is understood of it when all is well. */
const labelledLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), ...said, region: z.string(), right: z.string().nullable() }),
]);

export type LabelledLine = z.infer<typeof labelledLine>;

/** @throws z.ZodError for a line of another shape */
export function readLine(line: string): LabelledLine {
  return labelledLine.parse(JSON.parse(line));
}

export interface Verdict {
  isRight: boolean;
  /** What was understood, for people to read. */
  read: string;
}

/** Judges one line by what calls themselves understand with. */
export function judgeLine(line: LabelledLine): Verdict {
  switch (line.kind) {
    case 'number': {
      const phone = parseSpokenPhone(line.text, line.region, line.language);
      const e164 = phone.status === 'valid' ? phone.e164 : null;
      const read = phone.status === 'valid' ? phone.e164 : `${phone.status} ${phone.digits}`;
      return { isRight: e164 === line.right, read };
    }
  }
}
