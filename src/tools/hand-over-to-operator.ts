import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { ToolCallKey } from '../calls/call/tool-call.ts';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Done, Unusable } from '../calls/scenario/tool-result.ts';
import { telephoneTexts } from '../calls/texts/telephone-texts.ts';
import { tellMoment } from './moments.ts';
import { perform } from './perform.ts';
import { promise } from './promise.ts';
import { askWhether, sayCallback } from './promise-callback.ts';

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
      speaks: true,
      run: async (data, key) => {
        const result = await data.handOver(args.reason);
        if (result.ok) return { ok: true, say: '', data: { operator: result.operator.name } };
        return nobodyFree(options, args.reason, key);
      },
    }),
});

async function nobodyFree(
  options: llm.ToolOptions<CallData>,
  reason: string,
  key: ToolCallKey,
): Promise<Done | Unusable> {
  const data = options.ctx.userData;
  const { language } = data.agent;
  const earliest = new Date(data.clock.now() + callBackAfterMs).toISOString();
  const promised = await promise(options, key, { when: { earliest }, note: reason });
  const { nobodyFree, nobodyFreeCallback } = telephoneTexts(language);
  if (!promised.ok && promised.code === 'number_not_confirmed') {
    const { code, say } = askWhether(promised.phone, data);
    return { ok: false, code, say: `${nobodyFree} ${say}` };
  }
  if (!promised.ok) return { ok: false, code: promised.code, say: nobodyFree };
  const { at, moment } = promised.kept;
  const told = data.texts.outbound.summary.callback(tellMoment(data, moment));
  data.progress.commit({ kind: 'callback', moment, told });
  // At night the next hour in which somebody may be called is not what they expect of "we will call you back".
  const isSoon = Date.parse(at) - Date.parse(earliest) < callBackAfterMs;
  const say = isSoon ? nobodyFreeCallback : `${nobodyFree} ${sayCallback(data, promised.kept)}`;
  return { ok: true, say, data: { callback_at: at, ...moment } };
}
