import type { LocalMoment } from '../../../../language/say.ts';
import { call, type Step } from '../../../../simulation/scripted-model/step.ts';
import type { VisitKind } from '../../visit-kind.ts';
import type { HeardItem, HeardOrder } from './items.ts';

/** What the guest was asked last. */
export type VisitQuestion =
  | 'order_now'
  | 'items'
  | 'phone'
  /** Something that only the person of the number knows. */
  | 'proof'
  | 'confirm_order'
  | 'time'
  | 'arrived'
  | 'what_instead'
  | 'confirm_move'
  | 'confirm_cancel'
  | 'callback_time'
  | 'more';

/** Everything the scripted model knows of a call about a visit; computed anew from the conversation each time. */
export interface VisitTalk {
  kind: VisitKind;
  asked: VisitQuestion;
  /** Whose visit it is, is known. */
  isIdentified: boolean;
  /** The number that they call from is not the one to use. */
  isNumberRefused: boolean;
  /** As it will be ordered, or was. */
  items: HeardItem[];
  isOrdered: boolean;
  /** An order from before this call was asked for: what to do once it is known whose it is, and once it is there. */
  errand: 'place' | 'change' | 'cancel';
  isLookedUp: boolean;
  /** Said of an order that is not known yet: "another kebab". */
  pending: HeardOrder | null;
  /** As they were said, and not yet given to a tool. */
  allergies: string | null;
  partySize: number | null;
  /** When they will come: as far as it was said, and whether it is settled. */
  date: string | null;
  time: string | null;
  isTimeSettled: boolean;
  /** The day of a call that they asked for. */
  callbackDate: string | null;
  /** The time that was offered instead of the one they asked for. */
  callbackOffer: LocalMoment | null;
  /** Times that they said no, and times in a row that nothing was understood. */
  noes: number;
  confusion: number;
}

export type VisitStep = Step<VisitTalk>;

export function goodbye(talk: VisitTalk): VisitStep {
  return call(talk, 'end_conversation');
}
