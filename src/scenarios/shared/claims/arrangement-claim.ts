/** What is said of something arranged; `done` does not say what ("all set"), `existing` only mentions one. */
export type ArrangementClaim = 'booked' | 'modified' | 'canceled' | 'done' | 'existing';
