import type { LocalMoment } from '../../../../language/say.ts';
import { call, type Step } from '../../../../simulation/scripted-model/step.ts';
import type { VisitKind } from '../../visit-kind.ts';
import type { HeardItem } from './items.ts';

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
