import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Unusable } from '../calls/scenario/tool-result.ts';
import { localDay } from '../language/dates.ts';
import { instantOf, type LocalMoment } from '../language/say.ts';
import { tellMoment } from './moments.ts';
import { perform } from './perform.ts';
import { refuseWish } from './wish.ts';

export const promiseCallback = llm.tool({
  name: 'promise_callback',
  description:
    'Promise to call the person again at a day and time that suits them. Call it when they ask to be called later; for ' +
    '"tomorrow afternoon" choose a time in it. Never promise a call without it.',
  parameters: z.object({
    callback_date: z.string().describe('The day where the person is, as YYYY-MM-DD'),
    callback_time: z.string().describe('The time where the person is, 24 hours, as HH:MM'),
    note: z.string().max(500).nullish().describe('What the call will be about, for whoever makes it'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'promise_callback',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const { texts, progress, person, clock } = data;
        const moment = { date: args.callback_date, time: args.callback_time };
        const dueAt = readDue(moment, data);
        if (typeof dueAt !== 'string') return dueAt;
        const answer = await data.contactPreferences.promiseCallback(key, { dueAt, note: args.note ?? null });
        if (!answer.ok)
          return { ok: false, code: answer.code, say: texts.outbound.callbackRefused(answer.code) };
        const told = texts.outbound.summary.callback(tellMoment(data, moment));
        progress.commit({ kind: 'callback', moment, told });
        const today = localDay(clock.now(), person.timeZones[0]);
        return { ok: true, say: texts.outbound.callbackPromised(moment, today), data: { due_at: dueAt } };
      },
    }),
});

/** The instant that is meant where the person is, or why there is none. */
function readDue(moment: LocalMoment, data: CallData): string | Unusable {
  const refused = refuseWish(moment.date, moment.time, data);
  if (refused) return refused;
  const dueAt = instantOf(moment, data.person.timeZones[0]);
  if (dueAt === null) return { ok: false, code: 'no_such_time', say: data.texts.noSuchTime };
  if (Date.parse(dueAt) > data.clock.now()) return dueAt;
  return { ok: false, code: 'past', say: data.texts.outbound.callbackRefused('past') };
}
