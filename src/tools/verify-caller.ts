import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { VerifyRefusal } from '../calls/call/users.ts';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Texts } from '../calls/texts/texts.ts';
import { perform } from './perform.ts';
import { readDate } from './wish.ts';

export const verifyCaller = llm.tool({
  name: 'verify_caller',
  description:
    'Check that the caller is the person of the number, by something that both know. Call it when a tool answered that ' +
    'this is not certain, with what the caller then said: the name it is under, or the day of the next appointment or ' +
    'visit. Pass what they said and nothing that you know otherwise. There are two tries; never say what would be right, ' +
    'or whether anything is on file. Booking something new needs no check.',
  parameters: z.object({
    name: z.string().max(120).nullish().describe('The name as they said it, all of it'),
    appointment_date: z
      .string()
      .nullish()
      .describe('The day that they named, as YYYY-MM-DD or in their words'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'verify_caller',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const { texts, progress } = data;
        const said = args.appointment_date?.trim();
        const day = said ? readDate(said, data) : null;
        if (day !== null && typeof day !== 'string') return day;
        const answer = await data.users.verify(key, { name: args.name?.trim() || null, day });
        if (!answer.ok) return { ...answer, say: whatToDo(answer.code, texts) };
        const { user } = answer;
        progress.identify(user);
        const { name, proof, returning, preferences } = user;
        return { ok: true, say: texts.identified(user), data: { name, proof, returning, preferences } };
      },
    }),
});

function whatToDo(code: VerifyRefusal, texts: Texts): string {
  return {
    call_ended: texts.callEnded,
    not_identified: texts.askPhone,
    wrong_person: texts.outbound.onlyThemselves,
    nothing_said: texts.askProof,
    not_matched: texts.proofWrong,
    check_locked: texts.proofLocked,
  }[code];
}
