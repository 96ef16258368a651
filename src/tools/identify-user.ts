import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { parseSpokenPhone } from '../language/phone-numbers.ts';
import { perform } from './perform.ts';

export const identifyUser = llm.tool({
  name: 'identify_user',
  description:
    'Say whom the call is about. Call it first, as soon as the caller has said or confirmed a phone number; every other ' +
    'tool refuses until then. Pass the final digits: what was corrected as it was corrected, once where it was said ' +
    'twice, and no digits of ages, dates, addresses or extensions. Do not call it with a number that nobody said. When it ' +
    'refuses, it says which digits it has read. When they ask something for another person, such as their mother, call ' +
    "it with that person's number; for a child who has none, with theirs.",
  parameters: z.object({
    contact_number: z.string().describe('The phone number that was meant, as digits or as it was spoken'),
    name: z.string().nullish().describe('The name of whoever has that number, if it was said'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'identify_user',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const { organization, agent, texts, progress } = data;
        const number = parseSpokenPhone(args.contact_number, organization.region, agent.language);
        if (number.status !== 'valid') {
          return { ok: false, code: 'impossible_number', say: texts.numberImpossible(number) };
        }
        const answer = await data.users.identify(key, { phone: number.e164, name: args.name ?? null });
        if (!answer.ok) return { ...answer, say: texts.callEnded };
        progress.identify(answer.user);
        return {
          ok: true,
          say: texts.identified(answer.user),
          data: {
            contact_number: number.e164,
            name: answer.user.name,
            proof: answer.user.proof,
            returning: answer.user.returning,
            preferences: answer.user.preferences,
          },
        };
      },
    }),
});
