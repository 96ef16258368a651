import { normalize } from '../../language/normalize.ts';
import type { LocalMoment } from '../../language/say.ts';
import { type Fact, type FactGiven, isDone } from './fact.ts';

/**
 * What a call may speak of: everything that its tools committed, looked up, held, offered, or were refused, and what the
 * business taught. A thing is in it once, as it stands: what changes it replaces it.
 */
export class FactBook {
  private readonly entries = new Map<string, Fact>();
  private readonly lookedUp = new Set<string>();
  private readonly said = new Set<string>();
  private readonly people = new Set<string>();
  private readonly things = new Set<string>();
  private readonly taught: string[] = [];
  private wasRefused = false;
  private isOpen = false;

  /** In the order in which each was first recorded. */
  get facts(): Fact[] {
    return [...this.entries.values()];
  }

  /** A refusal came after whatever was done last: "noted" is not said of that. */
  get isRefused(): boolean {
    return this.wasRefused;
  }

  /** A time was asked for or held since the last thing was done: what is said now may be about that one. */
  get hasOpenWish(): boolean {
    return this.isOpen;
  }

  /** What the business has told its agent, in its own words. */
  get knowledge(): readonly string[] {
    return this.taught;
  }

  record(given: FactGiven): void {
    const before = this.entries.get(given.id);
    const fact: Fact = {
      ...{ when: null, until: null, was: null, who: null, what: [], people: null },
      ...given,
      was: given.was ?? before?.was ?? null,
    };
    if (isMoved(before, fact)) fact.was = before?.when ?? null;
    this.entries.set(fact.id, fact);
    if (!isDone(fact)) return;
    this.wasRefused = false;
    this.isOpen = false;
    // What a tool said before may not be so any more.
    this.said.clear();
  }

  /** What was looked up or offered, in place of what was before under this status. */
  show(
    kind: string,
    status: 'known' | 'offered' | 'held',
    given: Array<Omit<FactGiven, 'kind' | 'status'>>,
  ): void {
    this.lookedUp.add(kind);
    const shown = new Set(given.map(({ id }) => id));
    for (const [id, fact] of this.entries) {
      if (fact.kind === kind && fact.status === status && !shown.has(id)) this.entries.delete(id);
    }
    for (const one of given) {
      const before = this.entries.get(one.id);
      // What this call did to it says more than the list.
      if (!before || !isDone(before)) this.record({ ...one, kind, status });
    }
    if (status !== 'known') this.isOpen = true;
  }

  /** What was looked up, offered or held for one person is not said to the next; what this call did stays done. */
  forgetPerson(): void {
    for (const [id, fact] of this.entries) if (!isDone(fact)) this.entries.delete(id);
    this.lookedUp.clear();
    this.said.clear();
    this.isOpen = false;
  }

  /** A list of these was asked for, even if it was empty. */
  hasLookedUp(kind: string): boolean {
    return this.lookedUp.has(kind);
  }

  refuse(): void {
    this.wasRefused = true;
  }

  /** A tool's own words may always be said, until something else is done. */
  maySay(words: string): void {
    for (const sentence of words.split(sentenceEnd)) this.said.add(bare(sentence));
    this.said.add(bare(words));
  }

  isToolsOwn(sentence: string): boolean {
    return this.said.has(bare(sentence));
  }

  /** Everybody whom the business has. */
  learnPeople(names: readonly string[]): void {
    for (const name of names) this.people.add(normalize(name));
  }

  /** Everything that it has: its menu. */
  learnThings(names: readonly string[]): void {
    for (const name of names) this.things.add(normalize(name));
  }

  /** Normalized; empty where nobody has said who or what there is. */
  get knownPeople(): string[] {
    return this.with(this.people);
  }

  get knownThings(): string[] {
    return this.with(this.things);
  }

  private with(names: ReadonlySet<string>): string[] {
    if (names.size === 0) return [];
    return [...names, ...this.facts.flatMap(({ what }) => what.map(({ name }) => normalize(name)))];
  }

  teach(texts: readonly string[]): void {
    this.taught.push(...texts.filter((text) => text.trim() !== ''));
  }
}

const sentenceEnd = /(?<=[.!?؟])\s+/u;

function bare(text: string): string {
  return normalize(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function isMoved(before: Fact | undefined, { status, when }: Fact): boolean {
  return status === 'changed' && before?.when != null && when !== null && !isSame(before.when, when);
}

function isSame(one: LocalMoment, other: LocalMoment): boolean {
  return one.date === other.date && one.time === other.time;
}
