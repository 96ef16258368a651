/** An operator who has taken a call. */
export interface Colleague {
  legId: string;
  name: string;
  /** Who they are in the room. */
  identity: string;
}

/** `all_busy`: no line is free to ask anybody. `gone`: the person hung up, or the call ended. */
export type HandedOver =
  | { ok: true; operator: Colleague }
  | { ok: false; code: 'exhausted' | 'all_busy' | 'gone' };

/** What comes of leaving a person to an operator. `no_telephone`: nobody can be rung for this call, or it is ending. */
export type HandOverAnswer = HandedOver | { ok: false; code: 'no_telephone' };
