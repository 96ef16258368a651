/**
 * Runs steps at exact distances from one start, so that late timers do not add up. `setTimeout` is some 1 ms late, which
 * is what the delays of the fakes are measured to.
 */
export class Pacer {
  #cancelled = false;
  readonly #timers = new Set<NodeJS.Timeout>();

  /** Runs `step` once `performance.now()` has reached `dueAt`. */
  at(dueAt: number, step: () => void): void {
    if (this.#cancelled) return;
    const wait = dueAt - performance.now();
    if (wait <= 0) {
      step();
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      // Node rounds down: a timer may fire up to 1 ms early.
      if (!this.#cancelled) this.at(dueAt, step);
    }, wait);
    this.#timers.add(timer);
  }

  cancel(): void {
    this.#cancelled = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
