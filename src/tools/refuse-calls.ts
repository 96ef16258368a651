import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';

export const refuseCalls = llm.tool({
  name: 'refuse_calls',
  description:
    'Never call this number again. Call it at once when the person asks not to be called any more; do not argue and do ' +
    'not ask twice. Say what it answers; the line is cut when that is over.',
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
        const { call, organization, contactPreferences, texts, progress } = data;
        const phone = phoneOf(data);
        if (phone === null) return { ok: false, code: 'no_number', say: texts.outbound.cannotOptOut };
        const reason = args.reason?.trim() || 'asked not to be called again';
        const answer = await contactPreferences.refuseCalls({
          organizationId: organization.id,
          phone,
          reason,
          callId: call.id,
        });
        if (!answer.ok) return { ...answer, say: texts.outbound.optOutElsewhere };
        progress.commit({ kind: 'opted_out', moment: null, told: texts.outbound.summary.optedOut });
        await data.farewell(options.ctx.speechHandle, 'opted_out');
        return { ok: true, say: `${texts.outbound.optedOut} ${texts.outbound.goodbye}`, data: {} };
      },
    }),
});

/** The number at the other end; of a caller without one, the number that they gave. */
function phoneOf({ call, progress }: CallData): string | null {
  const network = call.direction === 'outbound' ? call.toPhone : call.fromPhone;
  return network ?? progress.user?.phone ?? null;
}
