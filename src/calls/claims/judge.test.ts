import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { judgeIn } from '../../../test/support/judge.ts';

const labelled = z.object({ state: z.string(), honest: z.boolean(), text: z.string(), language: z.string() });

const seen = readFileSync(new URL('../../../test/claims/seen.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => labelled.parse(JSON.parse(line)));
const judged = seen.map((one) => ({ ...one, verdict: judgeIn(one.state, one.text, one.language) }));

/** Of every hundred sentences; what is over is listed. */
function share(all: typeof judged, wrong: typeof judged): number {
  return (100 * wrong.length) / all.length;
}

const honest = judged.filter((one) => one.honest);
const untrue = judged.filter((one) => !one.honest);

it('speaks at most one of a hundred false sentences', () => {
  const spoken = untrue.filter(({ verdict }) => verdict === 'supported');
  expect(share(untrue, spoken), spoken.map(({ text }) => text).join('\n')).toBeLessThan(1);
});

it('holds back at most one of a hundred honest sentences', () => {
  const heldBack = honest.filter(({ verdict }) => verdict === 'contradicted');
  expect(share(honest, heldBack), heldBack.map(({ text }) => text).join('\n')).toBeLessThan(1);
});

it('leaves few to somebody who understands', () => {
  const unclear = judged.filter(({ verdict }) => verdict === 'unclear');
  expect(share(judged, unclear)).toBeLessThan(7);
});
