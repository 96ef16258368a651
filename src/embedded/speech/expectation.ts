/** Calls of a restaurant that can be rehearsed by voice. */
export type VisitTopic = 'order' | 'arrival' | 'recovery';

/** Scenarios that the local ears have phrases for. */
export const heardTopics = ['appointment', 'order', 'arrival', 'recovery', 'outreach'] as const;

/** What the agent waits for, and what is known of what may be said. */
export interface Expectation {
  expects: 'yes_no' | 'phone_number' | 'date_time' | 'open';
  /** What was offered last: `YYYY-MM-DD` and `HH:MM`. Said more likely than other times. */
  slots?: Array<{ date: string; time: string }>;
  /** Names that may be given, beyond the common ones. */
  names?: string[];
  /** What the call is about; an appointment unless told otherwise. */
  topic?: (typeof heardTopics)[number];
  /** We called them: they may want something else than the call is about. */
  isCalled?: boolean;
  /** Dishes that can be ordered. */
  menu?: string[];
}
