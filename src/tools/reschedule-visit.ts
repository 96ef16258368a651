import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { changed } from '../scenarios/restaurant/call/visit-change.ts';
import { todayOf } from './moments.ts';
import { perform } from './perform.ts';
import { dateArgument, readMoment, timeArgument } from './wish.ts';

export const rescheduleVisit = llm.tool({
  name: 'reschedule_visit',
  description:
    'Move a missed visit to another day or time. Call it only after you have read the weekday, date and time back and ' +
    'the customer has agreed.',
  parameters: z.object({ visit_date: dateArgument, visit_time: timeArgument }),
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'reschedule_visit',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const moment = readMoment(args.visit_date, args.visit_time, data);
        if ('code' in moment) return moment;
        const answer = await data.slice.visits.rescheduleVisit(key, moment);
        const { texts } = data.slice;
        return changed(data, answer, {
          say: texts.rescheduled(moment, todayOf(data)),
          action: { kind: 'rescheduled', moment, told: '' },
        });
      },
    }),
});
