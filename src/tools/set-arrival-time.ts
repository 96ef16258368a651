import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { roundUp } from '../language/round-moment.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { changed } from '../scenarios/restaurant/call/visit-change.ts';
import { todayOf } from './moments.ts';
import { perform } from './perform.ts';
import { dateArgument, readMoment, timeArgument } from './wish.ts';

export const setArrivalTime = llm.tool({
  name: 'set_arrival_time',
  description:
    'Note when the customer will come: the first time that they say, or a later one when they are late. Work "in half ' +
    'an hour" out from the present time. Call it as soon as the time is clear.',
  parameters: z.object({ arrival_date: dateArgument, arrival_time: timeArgument }),
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'set_arrival_time',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const read = readMoment(args.arrival_date, args.arrival_time, data);
        if ('code' in read) return read;
        // Worked out from "in about twenty minutes" it would be said as nobody says a time.
        const moment = roundUp(read);
        const answer = await data.slice.visits.setArrivalTime(key, moment);
        const { texts } = data.slice;
        return changed(data, answer, {
          say: texts.arrivalSet(moment, todayOf(data)),
          action: { kind: 'arrival_set', moment, told: '' },
        });
      },
    }),
});
