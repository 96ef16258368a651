import { z } from 'zod';
import type { EndedCall, ScenarioDefinition, SummaryParts } from '../../calls/scenario/definition.ts';
import { requestInput } from '../../calls/scenario/request-input.ts';
import { type OutreachTexts, outreachTexts } from './words/texts.ts';

const outreachInput = z.object({ contact_id: z.string().optional(), ...requestInput });

export type OutreachInput = z.infer<typeof outreachInput>;

/** Somebody on a marketing list is told of an offer, and handed to an operator when they are interested. */
export const outreachDefinition: ScenarioDefinition<OutreachInput> = {
  name: 'outreach',
  isAnswered: true,
  input: outreachInput,
  // The database adds those that the flow cannot know (supabase/migrations, app.outreach_result).
  dispositions: [
    'connected_to_operator',
    'not_interested',
    'disconnected',
    'hangup',
    'missed',
    'failed:operator_failed',
  ],
  summarizeRows: (_parts, ended) => summarizeOutreach(ended),
};

/** Whether they were interested and what became of that; whatever else was done is told by the call's actions. */
export function summarizeOutreach({ disposition, language }: EndedCall): SummaryParts {
  const own = outreachTexts(language);
  const told = disposition === null ? [] : [tell(disposition, own)];
  return { told, nothing: own.nothing, quote: own.answered, event: {} };
}

function tell(disposition: string, { results, failed }: OutreachTexts): string {
  return results[disposition] ?? failed;
}
