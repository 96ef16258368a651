import { llm } from '@livekit/agents';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';

export const wrongPerson = llm.tool({
  name: 'wrong_person',
  description:
    'End the call because somebody else answers this number and the person whom you want cannot be reached on it. Tell ' +
    'them nothing about that person. Say what it answers; the line is cut when that is over.',
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'wrong_person',
      args,
      options,
      commits: true,
      closes: true,
      run: async (data) => {
        const { outbound } = data.texts;
        data.progress.commit({ kind: 'wrong_person', moment: null, told: outbound.summary.wrongPerson });
        await data.farewell(options.ctx.speechHandle);
        return { ok: true, say: `${outbound.wrongPerson} ${outbound.goodbye}`, data: {} };
      },
    }),
});
