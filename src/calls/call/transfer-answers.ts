import type { Transferred } from '../telephony/telephone.ts';
import type { HandedOver } from '../transfer/hand-over.ts';

/** What comes of leaving a person to somebody else. `no_telephone`: nobody can be rung for this call, or it is ending. */
export type HandOverAnswer = HandedOver | { ok: false; code: 'no_telephone' };
export type TransferAnswer = Transferred | { ok: false; code: 'no_telephone' };
