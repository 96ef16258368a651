interface Waiter<T> {
  isWanted: (value: T) => boolean;
  finish: (value: T | null) => void;
}

/** Those who wait for a value that may never come. */
export class Waiting<T> {
  private readonly waiters = new Set<Waiter<T>>();

  get isAwaited(): boolean {
    return this.waiters.size > 0;
  }

  /** Resolves with the first wanted value, or null once `timeoutMs` has passed or everybody gave up. */
  wait(isWanted: (value: T) => boolean, timeoutMs?: number): Promise<T | null> {
    return new Promise((resolve) => {
      const waiter: Waiter<T> = {
        isWanted,
        finish: (value) => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve(value);
        },
      };
      const timer = timeoutMs === undefined ? undefined : setTimeout(() => waiter.finish(null), timeoutMs);
      this.waiters.add(waiter);
    });
  }

  tell(value: T): void {
    for (const waiter of [...this.waiters]) if (waiter.isWanted(value)) waiter.finish(value);
  }

  giveUp(): void {
    for (const waiter of [...this.waiters]) waiter.finish(null);
  }
}
