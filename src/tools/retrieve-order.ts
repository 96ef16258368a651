import { llm } from '@livekit/agents';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { notFound, viewVisit } from '../scenarios/restaurant/call/visit-change.ts';
import { factsOf } from '../scenarios/restaurant/call/visit-facts.ts';
import { todayOf } from './moments.ts';
import { perform } from './perform.ts';

export const retrieveOrder = llm.tool({
  name: 'retrieve_order',
  description:
    'Look up the order and the visit that stand for this person. Call it when they ask about their order or want to ' +
    'change or cancel it, after identify_user.',
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'retrieve_order',
      args,
      options,
      run: async (data) => {
        const { slice, progress } = data;
        const answer = await slice.visits.find(data.call.id);
        if (!answer.ok) return notFound(data, answer.code, slice.texts.noVisit);
        const { visit } = answer;
        slice.visit = visit;
        for (const fact of factsOf(visit)) progress.book.record(fact);
        return { ok: true, say: slice.texts.standing(visit, todayOf(data)), data: viewVisit(visit) };
      },
    }),
});
