import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { optOut } from '../calls/scenario/opt-out.ts';
import { perform } from './perform.ts';

/** For the model, of a number that was merely named. */
const elsewhere =
  'Say how it is done, and not that it was noted. Do not call this tool for this number again.';

export const refuseCalls = llm.tool({
  name: 'refuse_calls',
  description:
    'Never call this number again: the one that is called or calling, never one that is only named. Call it at once when ' +
    'the person asks not to be called any more; do not argue and do not ask twice. Say what it answers; the line is cut when that is over.',
  parameters: z.object({
    reason: z.string().max(500).nullish().describe('What the person said, in their words'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'refuse_calls',
      args,
      options,
      commits: true,
      closes: true,
      run: async (data) => {
        const { texts } = data;
        const reason = args.reason?.trim() || 'asked not to be called again';
        const answer = await optOut(data, reason);
        if (!answer.ok) {
          const { cannotOptOut, optOutElsewhere } = texts.outbound;
          return answer.code === 'no_number'
            ? { ...answer, say: cannotOptOut }
            : { ...answer, say: optOutElsewhere, next: elsewhere };
        }
        data.farewell(options.ctx.speechHandle, 'opted_out');
        return { ok: true, say: `${texts.outbound.optedOut} ${texts.outbound.goodbye}`, data: {} };
      },
    }),
});
