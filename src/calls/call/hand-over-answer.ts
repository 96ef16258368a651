import type { HandedOver } from '../transfer/hand-over.ts';

/** What comes of leaving a person to an operator. `no_telephone`: nobody can be rung for this call, or it is ending. */
export type HandOverAnswer = HandedOver | { ok: false; code: 'no_telephone' };
