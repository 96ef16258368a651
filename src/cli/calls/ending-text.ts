import type { CallDetail } from '../../calls/call/call-views.ts';
import type { RunningStack } from '../start/data-directory.ts';

interface Ending {
  outcome: string;
  disposition: string | null;
  endReason: string;
}

/** How it ended, for a person. */
export function describeEnding({ outcome, disposition, endReason }: Ending): string {
  const meaning = disposition === null ? '' : `, ${disposition.replaceAll('_', ' ')}`;
  return `The call has ended: ${outcome.replaceAll('_', ' ')}${meaning} (${endReason.replaceAll('_', ' ')}).`;
}

/** How long people talked, and what it cost. */
export function describeBill({ call, cost_breakdown }: Pick<CallDetail, 'call' | 'cost_breakdown'>): string {
  const { answered_at: from, ended_at: until, rehearsal } = call;
  const length = from === null || until === null ? 'Nobody talked' : `Length: ${lengthOf(from, until)}`;
  const note = rehearsal ? ' (a rehearsal; stand-ins cost nothing)' : '';
  return `${length}. Cost: $${cost_breakdown.total.toFixed(6)}${note}.`;
}

/** The page shows the calls of one organization; any other's are shown by the command. */
export function whereToSee(callId: string, organization: string, running: RunningStack | null): string {
  return running?.organization === organization
    ? `See it at ${running.url}/#/calls/${callId}`
    : `See it with: npm run parley -- calls show ${callId}`;
}

function lengthOf(from: string, until: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
