import { noClaims } from '../../calls/claims/claim-meaning.ts';
import type { Briefing } from '../../calls/scenario/briefing.ts';
import type { CallData } from '../../calls/scenario/call-data.ts';
import { optOut } from '../../calls/scenario/opt-out.ts';
import type { Scenario } from '../../calls/scenario/scenario.ts';
import type { ScriptMeans } from '../../calls/scenario/script-means.ts';
import type { Capture } from '../../calls/script/script.ts';
import { playScript } from '../../calls/script/scripted-call.ts';
import { introduction, throughMenu } from '../shared/called-person.ts';
import { classify } from './classify.ts';
import { type OutreachInput, outreachDefinition, summarizeOutreach } from './definition.ts';
import { outreachFlow } from './flow.ts';
import type { Captures } from './store/captures.ts';
import type { CaptureClass } from './store/outreach-views.ts';

/** Ten seconds at most; two of silence end it. */
const limits = { maxMs: 10_000, silenceMs: 2_000 };

/** Somebody on a marketing list is told of an offer, and handed to an operator when they are interested. */
export const outreach: Scenario<OutreachInput, Captures, Captures> = {
  ...outreachDefinition,
  begin: ({ store }) => store,
  tools: [],
  instructions: () => '',
  // Said to a call screener; people hear the prompt `hello`.
  opening: introduction,
  answerPolicy: (briefing: Briefing<OutreachInput>) => ({
    voicemail: 'hang_up',
    screener: { say: introduction(briefing) },
    ivr: throughMenu(briefing),
  }),
  expectation: () => 'yes_no',
  claims: noClaims,
  summarize: (_captures, ended) => summarizeOutreach(ended),
  disposition: (progress) => (progress.isTransferred ? 'connected_to_operator' : progress.settled),
  script(channel, data, means) {
    let index = 0;
    return playScript({
      flow: outreachFlow,
      channel,
      limits,
      understand: (capture) => understand(capture, index++, data, means),
    });
  },
};

async function understand(
  { transcript }: Capture,
  index: number,
  data: CallData<Captures>,
  { ask, keep }: ScriptMeans,
): Promise<CaptureClass | null> {
  const { call, agent, logger, slice } = data;
  const { language } = agent;
  const understood = await classify({ transcript, language, ask, logger });
  keep('record_capture', () => slice.record(call.id, { ...understood, index, transcript, language }));
  if (understood.class === 'opt_out') keep('refuse_calls', () => optOut(data, transcript));
  return understood.classifier === 'silence' ? null : understood.class;
}
