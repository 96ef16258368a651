import type { CallDetail } from '../../calls/call/call-views.ts';
import { describeBill, describeEnding } from './ending-text.ts';

/** A call that is over, or goes on, in full. */
export function showRecord(detail: CallDetail, print: (line: string) => void): void {
  const { call, turns, events, outcome, disposition, end_reason: endReason } = detail;
  const person = call.person?.name ?? 'Person';
  print(`${call.scenario}, ${call.direction} by ${call.channel}, ${call.started_at}\n`);
  const spoken = turns.map(({ role, text, started_at: at }) => ({
    at,
    line: `${role === 'agent' ? 'Agent' : person}: ${text}`,
  }));
  const done = events.flatMap((event) =>
    event.type === 'tool_call' && event.status !== 'started'
      ? [{ at: event.timestamp, line: `  [${event.tool} ${event.status}] ${JSON.stringify(event.data)}` }]
      : [],
  );
  const inOrder = [...spoken, ...done].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (const { line } of inOrder) print(line);
  if (call.summary !== null) print(`\n${call.summary}`);
  const isOver = outcome !== null && endReason !== null;
  print(`\n${isOver ? describeEnding({ outcome, disposition, endReason }) : 'The call goes on.'}`);
  print(describeBill(detail));
}
