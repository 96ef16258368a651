import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPostgres } from '../../src/embedded/programs.ts';
import { run } from '../../src/embedded/run.ts';

/**
 * The chaos run with fewer requests (by hand: 500 and 10,000): runners in processes of their own, one killed each second,
 * the clock shifted. What it finds it says itself.
 */
describe.skipIf(findPostgres() === null)('calling while runners are killed', () => {
  test('breaks no rule: no limit exceeded, nobody dialed twice, each call ended once, all finished', async () => {
    const { code, output } = await chaos('--requests', '100');
    expect(output).toContain('no rule was broken');
    expect(output, 'a run without a kill proves little').toMatch(/^[1-9]\d* kills in /m);
    expect(code, output).toBe(0);
  }, 600_000);

  test('is found out when the table allows more than was intended', async () => {
    const { code, output } = await chaos(
      ...['--requests', '40', '--runners', '3', '--kill-ms', '600000'],
      ...['--loosen', 'day'],
    );
    expect(output).toMatch(/VIOLATED: limit day of /);
    expect(code, output).toBe(1);
  }, 300_000);
});

async function chaos(...options: string[]): Promise<{ code: number | null; output: string }> {
  const lines: string[] = [];
  const main = path.resolve(import.meta.dirname, '../../bench/chaos/main.ts');
  const { code } = await run(process.execPath, [main, ...options], { onLine: (line) => lines.push(line) });
  return { code, output: lines.join('\n') };
}
