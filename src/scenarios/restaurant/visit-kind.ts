/** What a restaurant calls its guests about. */
export type VisitKind = 'order' | 'arrival' | 'recovery';
