import type { CallEvent, ToolCallEvent } from '../../../src/calls/call/events.ts';

/** One tool call from its start to its answer. */
export interface ToolRun {
  id: number;
  tool: string;
  status: ToolCallEvent['status'];
  /** What the agent asked with; null when the page came too late to see it. */
  asked: Record<string, unknown> | null;
  /** What came back; null while it runs. */
  answer: Record<string, unknown> | null;
  startedAt: string;
}

/** What the agent did, oldest first. */
export type Activity = readonly ToolRun[];

/**
 * Events carry no id of their tool call: an answer belongs to the oldest run of that tool which has none yet. The
 * agent runs calls of one tool one after another, so that is the right one.
 */
export function recordTool(activity: Activity, event: ToolCallEvent): Activity {
  const started = event.status === 'started';
  const index = started ? -1 : activity.findIndex((run) => run.tool === event.tool && run.answer === null);
  const running = activity[index];
  if (running) return activity.with(index, { ...running, status: event.status, answer: event.data });
  return [
    ...activity,
    {
      id: activity.length,
      tool: event.tool,
      status: event.status,
      asked: started ? event.data : null,
      answer: started ? null : event.data,
      startedAt: event.timestamp,
    },
  ];
}

/** What the agent did in a call that was kept. */
export function activityOf(events: readonly CallEvent[]): Activity {
  return events.reduce<Activity>(
    (activity, event) => (event.type === 'tool_call' ? recordTool(activity, event) : activity),
    [],
  );
}
