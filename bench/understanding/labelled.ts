import { z } from 'zod';
import { emergencyIn } from '../../src/language/emergencies.ts';
import { parseSpokenPhone } from '../../src/language/phone-numbers.ts';
import { asksNotToBeCalled } from '../../src/language/refusals.ts';
import { isSomebodyElse } from '../../src/language/somebody-else.ts';
import { answerOf } from '../../src/language/yes-no.ts';
import { judgeDate } from './dates.ts';

const said = { text: z.string(), language: z.string() };

/** Also "yes", "no" and null, as people write it. */
const claim = z
  .union([z.boolean(), z.enum(['yes', 'no']), z.null()])
  .transform((right) => right === true || right === 'yes');

/** One line of a file: what somebody said, and what is understood of it when all is well. */
const labelledLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), ...said, region: z.string(), right: z.string().nullable() }),
  z.object({ kind: z.enum(['opt_out', 'emergency', 'relative']), ...said, right: claim }),
  // Judged, and parsed in full, by `judgeDate`.
  z.looseObject({ kind: z.literal('date'), ...said }),
  z.object({ kind: z.literal('yes_no'), ...said, right: z.enum(['yes', 'no']).nullable() }),
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
  const { text, language } = line;
  switch (line.kind) {
    case 'date': {
      const { isRight, read } = judgeDate(line);
      return { isRight, read: JSON.stringify(read) };
    }
    case 'number': {
      const phone = parseSpokenPhone(text, line.region, language);
      const e164 = phone.status === 'valid' ? phone.e164 : null;
      return { isRight: e164 === line.right, read: e164 ?? JSON.stringify(phone) };
    }
    case 'opt_out':
      return verdict(asksNotToBeCalled(text), line.right);
    case 'emergency': {
      const emergency = emergencyIn(text);
      return { isRight: (emergency !== null) === line.right, read: String(emergency) };
    }
    case 'relative':
      return verdict(isSomebodyElse(text), line.right);
    case 'yes_no':
      return verdict(answerOf(text, language), line.right);
  }
}

function verdict(read: string | boolean | null, right: string | boolean | null): Verdict {
  return { isRight: read === right, read: String(read) };
}
