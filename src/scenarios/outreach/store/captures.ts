import type { CaptureClass, CaptureView } from './outreach-views.ts';

/** How an answer was understood. */
export interface Understood {
  class: CaptureClass;
  classifier: CaptureView['classifier'];
  /** 0 to 1. */
  confidence: number;
}

/** Where answers are kept. Throws `DatabaseError` when the database could not answer. */
export interface Captures {
  /** The first row for this call and index stands. */
  record(
    callId: string,
    capture: Understood & { index: number; transcript: string; language: string },
  ): Promise<void>;
}

/** Where a page of captures starts: strictly older than this one. */
export interface CaptureCursor {
  createdAt: string;
  id: string;
}

export interface CapturesQuery {
  /** All classes when null. */
  class: CaptureClass | null;
  limit: number;
  before: CaptureCursor | null;
}

/** What one member of an organization may read. Throws `DatabaseError` when there was no answer. */
export interface CaptureRecords {
  /** Newest first. */
  list(
    organizationId: string,
    query: CapturesQuery,
  ): Promise<{ captures: CaptureView[]; next: CaptureCursor | null }>;
}
