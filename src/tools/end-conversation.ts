import { llm } from '@livekit/agents';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';

export const endConversation = llm.tool({
  name: 'end_conversation',
  description:
    'End the call. Call it when the person wants nothing more or says goodbye. Say goodbye in one sentence afterwards; ' +
    'the line is cut when that sentence is over.',
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'end_conversation',
      args,
      options,
      commits: true,
      closes: true,
      run: async (data) => {
        data.farewell(options.ctx.speechHandle);
        const { texts, call } = data;
        const goodbye = call.direction === 'outbound' ? texts.outbound.goodbye : texts.goodbye;
        return { ok: true, say: goodbye, data: {} };
      },
    }),
});
