import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';
import { changed, tellMoment, todayOf } from './visit.ts';
import { dateArgument, refuseWish, timeArgument } from './wish.ts';

export const setArrivalTime = llm.tool({
  name: 'set_arrival_time',
  description:
    'Note when the customer will come: the first time that they say, or a later one when they are late. Work "in half ' +
    'an hour" out from the present time. Call it as soon as the time is clear.',
  parameters: z.object({ arrival_date: dateArgument, arrival_time: timeArgument }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'set_arrival_time',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const moment = { date: args.arrival_date, time: args.arrival_time };
        const refused = refuseWish(moment.date, moment.time, data);
        if (refused) return refused;
        const answer = await data.visits.setArrivalTime(key, moment);
        const { visit } = data.texts;
        return changed(data, answer, {
          say: visit.arrivalSet(moment, todayOf(data)),
          deed: { kind: 'arrival_set', moment, told: visit.summary.arrivalSet(tellMoment(data, moment)) },
        });
      },
    }),
});
