import { llm } from '@livekit/agents';
import type { CallData } from '../calls/scenario/call-data.ts';
import { telephoneTexts } from '../calls/texts/telephone-texts.ts';
import { perform } from './perform.ts';

/** Offered by scenarios whose people take calls without being asked first. */
export const transferCall = llm.tool({
  name: 'transfer_call',
  description:
    'Put the person through to a human colleague without asking anybody first, and leave the call. Call it when they want ' +
    'a human now and know what for. Do not announce it. When it fails, say so as the tool tells you.',
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'transfer_call',
      args,
      options,
      commits: true,
      closes: true,
      run: async (data) => {
        const result = await data.transfer();
        if (result.ok) return { ok: true, say: '', data: {} };
        return {
          ok: false,
          code: 'transfer_failed',
          say: telephoneTexts(data.agent.language).transferFailed,
        };
      },
    }),
});
