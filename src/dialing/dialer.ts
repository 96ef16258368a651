import type { z } from 'zod';
import type { callRequestView, dialRules, obstacle, requestStatus } from './dialer-views.ts';

/** `draining` lets the calls that are dialed already come to their end and then becomes `paused`. */
export type DialerState = 'running' | 'draining' | 'paused';

export interface DialerStatus {
  state: DialerState;
  /** Of the whole deployment; the stricter of the two counts. */
  deploymentState: DialerState;
  /** Why it does not run, for people; null while it runs. */
  reason: string | null;
  changedAt: string;
  consecutiveFailures: number;
  failAlertThreshold: number;
  waiting: number;
  due: number;
  dialing: number;
  /** Those who were handed over and talk on among them. */
  talking: number;
  /** Workers that LiveKit can send calls to, of the whole deployment. */
  agents: number;
  rules: DialRules;
  lines: LineLoad[];
}

export interface LineLoad {
  lineId: string;
  phone: string;
  name: string;
  enabled: boolean;
  concurrent: number;
  lastMinute: number;
  today: number;
  maxConcurrent: number;
  maxPerMinute: number;
  maxPerDay: number;
}

export type DialRules = z.infer<typeof dialRules>;
export type CallRequestView = z.infer<typeof callRequestView>;
export type DialRuleChanges = { [Rule in keyof DialRules]?: DialRules[Rule] | undefined };
export type RequestStatus = z.infer<typeof requestStatus>;
export type Obstacle = z.infer<typeof obstacle>;

/** Where a page of requests goes on: after the one that was due then. */
export interface RequestCursor {
  dueAt: string;
  id: string;
}

export interface Dialer {
  /** Calls that are owed, the next one first; with another status those that were. */
  requests(
    organizationId: string,
    page: { status: RequestStatus; limit: number; after: RequestCursor | null },
  ): Promise<{ requests: CallRequestView[]; next: RequestCursor | null }>;
  status(organizationId: string): Promise<DialerStatus>;
  /** Pauses, resumes or drains one organization. */
  set(organizationId: string, state: DialerState, reason: string | null): Promise<DialerStatus>;
  /** What is not named stays. For the owner alone. */
  changeRules(
    organizationId: string,
    changes: DialRuleChanges,
  ): Promise<DialerStatus | 'owner_required' | 'unknown_country'>;
}
