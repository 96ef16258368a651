/**
 * How long the person has been waiting for the agent's next words. LiveKit calls the agent `thinking` from the end of
 * their turn until its first sound, and again while a tool's answer is put into words; not while an answer is prepared
 * ahead of the end of a turn, which nobody waits for yet.
 */
export class Patience {
  /** The agent has spoken since the person last did. */
  hasSpoken = false;
  private since: number | null = null;
  private readonly wakes = new Set<(since: number) => void>();

  agentState(state: string): void {
    if (state === 'thinking') {
      this.begin();
      return;
    }
    this.since = null;
    this.hasSpoken = state === 'speaking';
  }

  /** Resolves with the instant since which the person waits, once they do; never if they do not. */
  begun(): Promise<number> {
    if (this.since !== null) return Promise.resolve(this.since);
    return new Promise((resolve) => this.wakes.add(resolve));
  }

  private begin(): void {
    this.since ??= Date.now();
    for (const wake of this.wakes) wake(this.since);
    this.wakes.clear();
  }
}
