import path from 'node:path';
import { run } from '../src/embedded/run.ts';
import { checkBusinessWords } from './check/business-words.ts';
import { checkEnvironmentFile } from './check/environment-file.ts';
import { checkImports } from './check/imports.ts';
import { checkLockFile } from './check/lock-file.ts';

/** `npm run check`: everything that can be known without running the program. All of it runs; all that is wrong is said. */
const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);

const tool =
  (command: string, ...args: string[]) =>
  async (): Promise<string[]> => {
    const output: string[] = [];
    const { code } = await run(path.join(root, 'node_modules', '.bin', command), args, {
      onLine: (line) => output.push(line),
    });
    return code === 0 ? [] : output;
  };

const checks: Array<[name: string, check: () => Promise<string[]> | string[]]> = [
  ['types', tool('tsc', '--noEmit')],
  ['types of the page', tool('tsc', '--noEmit', '--project', 'web')],
  ['lint and format', tool('biome', 'ci', '--colors=off')],
  ['import direction', () => checkImports(root)],
  ['words of scenarios', () => checkBusinessWords(root)],
  ['unused code', tool('knip', '--no-progress')],
  ['.env.example', () => checkEnvironmentFile(root)],
  ['package-lock.json', () => checkLockFile(root)],
];

/** Says each verdict as soon as it is known. @returns whether all is well */
async function verdict([name, check]: (typeof checks)[number]): Promise<boolean> {
  const startedAt = performance.now();
  const problems = await check();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? 'ok    ' : 'WRONG '} ${name} (${seconds} s)`);
  for (const problem of problems) console.log(`       ${problem}`);
  return problems.length === 0;
}

// Beside each other: the slow ones are programs of their own, most of which use one core.
const verdicts = await Promise.all(checks.map(verdict));
process.exit(verdicts.every(Boolean) ? 0 : 1);
