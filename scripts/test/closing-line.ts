import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Counts for the last line of a run, which programs read. A file that cannot be loaded is a failure of its own. */
export class ClosingLine implements Reporter {
  readonly counts = { passed: 0, failed: 0, skipped: 0 };

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    this.counts.failed += unhandledErrors.length;
    for (const module of modules) {
      this.counts.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') this.counts.passed += 1;
        else if (state === 'failed') this.counts.failed += 1;
        else this.counts.skipped += 1;
      }
      for (const suite of module.children.allSuites()) this.counts.failed += suite.errors().length;
    }
  }
}
