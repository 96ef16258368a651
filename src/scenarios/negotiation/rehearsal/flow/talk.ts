import type { LocalMoment } from '../../../../language/say.ts';

/** What the reception was asked last. */
export type Question =
  /** For what they have, from some time on. */
  | 'slot'
  /** For something before what they named. */
  | 'earlier'
  /** For the day and time that they mean. */
  | 'exact'
  | 'read_back'
  | 'keep'
  /** To book the chosen slot, or to take the kept one back. */
  | 'answer'
  | 'more';

/** What the scripted model knows of a call to a provider, computed anew from the conversation each time. */
export interface Talk {
  asked: Question;
  /** A day that was named without a time. */
  day: string | null;
  /** What they named last, until it is known whether it would do. */
  named: LocalMoment | null;
  /** The earliest of what they named that would do. */
  chosen: LocalMoment | null;
  /** What is asked for begins here. */
  from: LocalMoment | null;
  hasAskedEarlier: boolean;
  /** Whether all of the range was asked for. */
  hasAskedAll: boolean;
  /** Until when they were asked to keep it. */
  until: LocalMoment | null;
  /** Why what they named last would not do, said with what is asked next. */
  regret: string;
  /** Slots that would not do. */
  refused: number;
  /** Times in a row that nothing was understood. */
  confusion: number;
}

export const beginning: Talk = {
  asked: 'slot',
  day: null,
  named: null,
  chosen: null,
  from: null,
  hasAskedEarlier: false,
  hasAskedAll: false,
  until: null,
  regret: '',
  refused: 0,
  confusion: 0,
};

export function isBefore(one: LocalMoment, other: LocalMoment): boolean {
  return `${one.date}T${one.time}` < `${other.date}T${other.time}`;
}

export function earlier(one: LocalMoment, other: LocalMoment | null): LocalMoment {
  return other === null || isBefore(one, other) ? one : other;
}
