import type { KeptRecording } from '../recording/recordings.ts';

/** Everything that is kept of a person, by table. */
export interface PersonExport {
  exportedAt: string;
  data: Record<string, Array<Record<string, unknown>>>;
  recordings: KeptRecording[];
}

export interface Erasure {
  /** How many rows of each table went, or were emptied. */
  erased: Record<string, number>;
  /** What is left of each table, and why. */
  kept: Record<string, string>;
  /** Their rows are over; their files are still there. */
  recordings: KeptRecording[];
}

/** Only the owner of an organization, or a program with its key, may do this. */
export type Refusal = 'owner_required';

/** After how many days what goes, named as its columns; null keeps it for good. */
export interface Retention {
  /** What was said, and the summary of it. */
  transcript_days: number | null;
  /** Events, tool calls and reviews. */
  event_days: number | null;
  recording_days: number | null;
  /** People who were only ever called. */
  only_called_days: number | null;
}

export type RetentionChanges = { [Kind in keyof Retention]?: Retention[Kind] | undefined };

/** People by their number (E.164). Every method throws `DatabaseError` when the database could not answer. */
export interface People {
  retention(organizationId: string): Promise<Retention>;
  /** What is not named stays. */
  changeRetention(organizationId: string, changes: RetentionChanges): Promise<Retention | Refusal>;
  export(organizationId: string, phone: string): Promise<PersonExport | Refusal>;
  /** `person_in_call` while somebody talks with them, or calls them. */
  erase(organizationId: string, phone: string): Promise<Erasure | Refusal | 'person_in_call'>;
}
