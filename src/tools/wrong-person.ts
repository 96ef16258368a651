import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';

export const wrongPerson = llm.tool({
  name: 'wrong_person',
  description:
    'Note that somebody else is at the telephone than the person whom you want, such as a stranger, a relative or a ' +
    'colleague. Call it at once, tell them nothing about that person and change nothing. Where the person can be reached ' +
    'there at another time the call goes on: agree on when with promise_callback, take a message if they want, and call ' +
    'end_conversation. Otherwise the line is cut when what it answers was said.',
  parameters: z.object({
    can_be_reached: z
      .boolean()
      .nullish()
      .describe('True when the person lives or works there, or can come to this telephone at another time'),
    message: z.string().max(500).nullish().describe('What they want passed on, in their words'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'wrong_person',
      args,
      options,
      commits: true,
      closes: true,
      run: async (data, key) => {
        const { outbound, callEnded } = data.texts;
        const message = args.message?.trim() || null;
        const answer = await data.users.refuseWrongPerson(key, { message });
        if (!answer.ok) return { ...answer, say: callEnded };
        data.progress.isWithWrongPerson = true;
        const told = outbound.summary.wrongPerson(message);
        data.progress.commit({ kind: 'wrong_person', moment: null, told });
        if (args.can_be_reached) return { ok: true, say: outbound.onlyThemselves, data: {} };
        data.farewell(options.ctx.speechHandle);
        return { ok: true, say: `${outbound.wrongPerson} ${outbound.goodbye}`, data: {} };
      },
    }),
});
