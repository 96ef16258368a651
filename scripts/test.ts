import { existsSync } from 'node:fs';
import path from 'node:path';
import { startVitest } from 'vitest/node';
import { buildPage } from '../src/cli/start/page.ts';
import { shareCompiledModules } from '../src/embedded/programs.ts';
import { ClosingLine } from './test/closing-line.ts';
import { prepareMachine } from './test/machine.ts';

/**
 * `npm test`: brings what the tests need (Postgres, Chromium, Redis, livekit-server, the built page), runs all of them
 * once and ends with the line `N passed, N failed, N skipped`. Arguments choose test files, as with vitest.
 * In CI nothing may be missing or skipped; elsewhere, tests of a program that cannot be had are skipped, and that is said.
 */
const isCi = process.env.CI === 'true';
const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
shareCompiledModules(process.env.PARLEY_CACHE_DIR);

const missing = await prepareMachine((line) => console.log(line));
for (const { program, why } of missing) console.log(`Missing ${program}: ${why}. Its tests are skipped.`);
if (isCi && missing.length > 0) {
  console.error('In CI nothing is skipped.');
  process.exit(1);
}
if (existsSync(path.join(root, 'web', 'index.html'))) await buildPage((line) => console.log(line));

const closingLine = new ClosingLine();
const vitest = await startVitest('test', process.argv.slice(2), {
  run: true,
  watch: false,
  reporters: ['default', closingLine],
});
await vitest?.close();
const { failed, skipped, passed } = closingLine.counts;
const isGreen = failed === 0 && passed > 0 && !(isCi && skipped > 0) && process.exitCode !== 1;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(isGreen ? 0 : 1);
