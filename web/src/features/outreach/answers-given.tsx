import { z } from 'zod';
import { listCapturesResponse } from '../../../../src/http/contract.ts';
import type { CallOutcome } from '../../lib/scenario-page.ts';
import { texts } from '../../lib/texts/texts.ts';
import { words } from './words.ts';

const { transcript, class: understood } = listCapturesResponse.shape.captures.element.shape;
const answers = z.object({ captures: z.array(z.object({ transcript, class: understood })).default([]) });

/** What the person answered in this call, and how it was understood. */
export function AnswersGiven({ told }: Pick<CallOutcome, 'told'>) {
  const captures = answers.safeParse(told).data?.captures ?? [];
  if (captures.length === 0) return <p className="text-soft">{words.noAnswerGiven}</p>;
  return (
    <ol data-testid="answers-given" className="flex flex-col gap-2">
      {captures.map((capture, at) => (
        // The flow asks twice at most, in this order.
        <li key={at === 0 ? 'first' : `again-${at}`}>
          <p className="font-medium">{words.classes[capture.class]}</p>
          <p dir="auto" className="text-sm break-words text-soft">
            {capture.transcript ? texts.quoted(capture.transcript) : words.nothingSaid}
          </p>
        </li>
      ))}
    </ol>
  );
}
