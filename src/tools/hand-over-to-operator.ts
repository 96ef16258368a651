import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Done, Unusable } from '../calls/scenario/tool-result.ts';
import { telephoneTexts } from '../calls/texts/telephone-texts.ts';
import { localMoment } from '../language/say.ts';
import { tellMoment } from './moments.ts';
import { perform } from './perform.ts';

/** Soon enough to be a promise worth having, late enough for somebody to be free again. */
const callBackAfterMs = 15 * 60_000;

const parameters = z.object({
  reason: z.string().max(200).describe('What the person wants, in a few words, for the operator.'),
});

/** Offered by scenarios that have people behind them. */
export const handOverToOperator = llm.tool({
  name: 'hand_over_to_operator',
  description:
    'Connect the person with a human colleague. Call it when they ask for a human, or for something that no other tool ' +
    'can do. They are put on hold meanwhile; do not announce it. When nobody is free, say so as the tool tells you.',
  parameters,
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'hand_over_to_operator',
      args,
      options,
      commits: true,
      closes: true,
      run: async (data, key) => {
        const result = await data.handOver(args.reason);
        if (result.ok) return { ok: true, say: '', data: { operator: result.operator.name } };
        return nobodyFree(data, args.reason, key);
      },
    }),
});

async function nobodyFree(
  data: CallData,
  reason: string,
  key: Parameters<CallData['contactPreferences']['promiseCallback']>[0],
): Promise<Done | Unusable> {
  const { language } = data.agent;
  const dueAt = new Date(data.clock.now() + callBackAfterMs).toISOString();
  const promised = await data.contactPreferences.promiseCallback(key, { dueAt, note: reason });
  if (!promised.ok) return { ok: false, code: promised.code, say: telephoneTexts(language).nobodyFree };
  const moment = localMoment(dueAt, data.person.timeZones[0]);
  const told = data.texts.outbound.summary.callback(tellMoment(data, moment));
  data.progress.commit({ kind: 'callback', moment, told });
  return { ok: true, say: telephoneTexts(language).nobodyFreeCallback, data: { callback_at: dueAt } };
}
