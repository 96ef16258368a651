import { type LocalMoment, localMoment } from '../../../../language/say.ts';
import type { Answer, Asked } from '../../../../simulation/people/topic.ts';
import { instantAt } from '../../call/local-times.ts';
import type { Negotiations, Span, Temper, Terms } from '../../store/negotiations.ts';
import { boundIn, type Hearing, momentIn } from './asked-for.ts';
import { type ReceptionLines, receptionLines } from './lines.ts';

export interface ReceptionOptions {
  store: Pick<Negotiations, 'openings' | 'keep'>;
  callId: string;
  /** Null at a provider without a calendar of its own. */
  temper: Temper | null;
  terms: Terms;
  /** BCP 47. */
  language: string;
  /** When the call began, ISO 8601. */
  startedAt: string;
}

/** Of what is free, whoever bargains first gives the third. */
const counterOffer = 2;
/** That what was named does not suit. */
const regret = /\bafraid\b|\bsorry\b|متأسفانه/iu;
/** Who misspeaks names a time so much later than they mean. */
const slipMinutes = 60;

/**
 * A provider's reception in one call. It reads its own calendar anew for each answer, so that what was taken meanwhile is
 * not offered, and what it keeps is a row.
 */
export class Reception {
  private readonly options: ReceptionOptions;
  private readonly lines: ReceptionLines;
  private readonly hearing: Hearing;
  /** What it means by what it named last. */
  private meant: Span | null = null;
  /** Everything that it meant in this call. */
  private readonly named: Span[] = [];
  /** What its temper makes it do once, it has done. */
  private hasBeenItself = false;

  constructor(options: ReceptionOptions) {
    this.options = options;
    const { language, startedAt, terms } = options;
    this.lines = receptionLines(language);
    this.hearing = { language, today: localMoment(startedAt, terms.provider.time_zone).date };
  }

  /** Asked for the earliest, or for what there is from some time on. */
  async wish({ said, lines: common }: Asked): Promise<Answer> {
    const { temper } = this.options;
    switch (temper) {
      case 'no_new_clients':
        return this.lines.noNewClients;
      case 'wrong_number':
        return common.wrongNumber;
      case 'call_back_later':
        return this.lines.callLater;
      case 'hangs_up':
        return { kind: 'hangUp', afterMs: 0 };
      case 'holds':
        if (this.isFirst()) return common.oneMoment;
        break;
      case 'asks_details':
        if (this.isFirst()) return this.lines.askDetails;
        break;
      default:
        break;
    }
    const free = await this.free((moment) => !isBefore(moment, boundIn(said, 'from', this.hearing)));
    return this.name(free, this.lines.nothing);
  }

  /** Asked for something before what it named. */
  async earlier({ said }: Asked): Promise<Answer> {
    // Whoever misspoke believes to have named the earliest, until the time is read back or will not do.
    if (this.options.temper === 'misunderstands' && this.meant !== null)
      return regret.test(said) ? this.lines.notThat(this.local(this.meant.start)) : this.lines.isEarliest;
    const bound = boundIn(said, 'before', this.hearing) ?? (this.meant && this.local(this.meant.start));
    const free = await this.free((moment) => bound !== null && isBefore(moment, bound));
    const [first] = free;
    if (first === undefined) return this.lines.isEarliest;
    this.meant = first;
    this.named.push(first);
    return this.lines.offer(this.local(first.start));
  }

  /** Asked which time it means, having said "maybe". */
  async exact(asked: Asked): Promise<Answer> {
    return this.meant === null ? this.wish(asked) : this.lines.offer(this.local(this.meant.start));
  }

  /** What it named is read back. */
  async readBack({ said, lines: common }: Asked): Promise<Answer> {
    if (this.meant === null) return common.yes;
    const meant = this.local(this.meant.start);
    const heard = momentIn(said, this.hearing);
    const named = heard && this.named.findLast(({ start }) => isSame(this.local(start), heard));
    if (!named) return this.lines.notThat(meant);
    this.meant = named;
    return common.yes;
  }

  /** Asked to keep it. */
  async keep({ said }: Asked): Promise<Answer> {
    const { temper, store, callId, terms } = this.options;
    const until = boundIn(said, 'until', this.hearing);
    const instant = until && instantAt(until, terms.provider.time_zone);
    if (temper === 'strict' || this.meant === null || until === null || instant === null)
      return this.lines.keepsNone;
    if (await store.keep(callId, this.meant, instant)) return this.lines.keep(until);
    this.meant = null;
    return this.lines.gone;
  }

  /** Asked to book what it offered in an earlier call. */
  async book(): Promise<Answer> {
    const { temper, terms } = this.options;
    if (temper === null) return this.lines.booked;
    const { slot } = terms;
    const free = await this.free((moment) => slot !== null && isSame(moment, this.local(slot.start)));
    return free.length > 0 ? this.lines.booked : this.lines.gone;
  }

  takeBack(): Answer {
    return this.lines.thanks;
  }

  /** Names one of these in its own way. */
  private name(free: Span[], nothing: string): string {
    const { temper } = this.options;
    const [first] = free;
    if (first === undefined) return nothing;
    this.meant = first;
    if (temper === 'strict' && this.isFirst()) this.meant = free[counterOffer] ?? free.at(-1) ?? first;
    this.named.push(this.meant);
    const meant = this.local(this.meant.start);
    if (temper === 'vague' && this.isFirst()) return this.lines.maybe(meant);
    if (temper === 'misunderstands' && this.isFirst()) return this.lines.offer(this.slip(this.meant));
    return this.lines.offer(meant);
  }

  private slip({ start }: Span): LocalMoment {
    return this.local(new Date(Date.parse(start) + slipMinutes * 60_000).toISOString());
  }

  private isFirst(): boolean {
    const isFirst = !this.hasBeenItself;
    this.hasBeenItself = true;
    return isFirst;
  }

  private async free(suits: (moment: LocalMoment) => boolean): Promise<Span[]> {
    const { store, callId } = this.options;
    return (await store.openings(callId)).filter(({ start }) => suits(this.local(start)));
  }

  private local(instant: string): LocalMoment {
    return localMoment(instant, this.options.terms.provider.time_zone);
  }
}

function isBefore(one: LocalMoment, other: LocalMoment | null): boolean {
  return other !== null && `${one.date}T${one.time}` < `${other.date}T${other.time}`;
}

function isSame(one: LocalMoment, other: LocalMoment): boolean {
  return one.date === other.date && one.time === other.time;
}
