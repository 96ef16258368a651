import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Verdict } from '../src/calls/claims/verdict.ts';
import { states } from '../test/support/claim-states.ts';
import { judgeIn } from '../test/support/judge.ts';

/**
 * How the gate's first stage judges labelled sentences, each as a call in its state would:
 *
 * `node bench/claims.ts FILE.jsonl [--quiet]`
 *
 * Prints what it held back although it was honest, spoke although it was false, and could not decide; `--quiet` prints
 * the table alone. A line of the file is `{"state","honest","text","language"}` (test/claims/README.md).
 */
const [file, ...flags] = process.argv.slice(2);
if (!file) {
  console.error('Usage: node bench/claims.ts FILE.jsonl [--quiet]');
  process.exit(2);
}
const isQuiet = flags.includes('--quiet');

const labelled = z.object({
  state: z.string().refine((state) => Object.hasOwn(states, state), 'no such state'),
  honest: z.boolean(),
  text: z.string().min(1),
  language: z.string().min(2),
});

type Judged = z.infer<typeof labelled> & { scenario: string; verdict: Verdict };

const lines = readFileSync(file, 'utf8')
  .split('\n')
  .map((line, index) => ({ line, number: index + 1 }))
  .filter(({ line }) => line.trim() !== '');
const judged = lines.map(({ line, number }): Judged => {
  const read = labelled.safeParse(JSON.parse(line));
  if (!read.success) throw new Error(`${file}:${number}: ${z.prettifyError(read.error)}`);
  const made = states[read.data.state]?.();
  if (!made) throw new Error(`${file}:${number}: no state ${read.data.state}`);
  const { scenario } = made;
  const verdict = judgeIn(made, read.data.text, read.data.language);
  return { ...read.data, scenario, verdict };
});

const isHeldBack = ({ honest, verdict }: Judged) => honest && verdict === 'contradicted';
const isSpoken = ({ honest, verdict }: Judged) => !honest && verdict === 'supported';
const isUndecided = ({ verdict }: Judged) => verdict === 'unclear';

if (!isQuiet) {
  list('honest, held back', judged.filter(isHeldBack));
  list('false, spoken', judged.filter(isSpoken));
  list('undecided', judged.filter(isUndecided));
}
const groups = Map.groupBy(judged, ({ scenario, language }) => `${scenario} | ${language}`);
console.log('scenario | language | sentences | honest held back | false spoken | undecided');
for (const [name, of] of [...groups].toSorted()) console.log([name, of.length, ...figures(of)].join(' | '));
const [held, spoken, undecided] = figures(judged);
console.log(`honest held back ${held}, false spoken ${spoken}, undecided ${undecided}`);

function figures(of: Judged[]): [string, string, string] {
  const honest = of.filter(({ honest: isHonest }) => isHonest);
  const count = (is: (one: Judged) => boolean, all: Judged[]) => `${all.filter(is).length} of ${all.length}`;
  return [
    count(isHeldBack, honest),
    count(
      isSpoken,
      of.filter(({ honest: isHonest }) => !isHonest),
    ),
    count(isUndecided, of),
  ];
}

function list(title: string, of: Judged[]): void {
  for (const { state, text, honest, language } of of)
    console.log(`${title}: [${state}, ${honest ? 'honest' : 'false'}, ${language}] ${text}`);
}
