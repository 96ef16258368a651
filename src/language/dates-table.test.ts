import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeDate } from '../../bench/understanding/dates.ts';

/** What people say, and what is right: the table that libraries were measured with as well (docs/measurements.md). */
const lines = readFileSync(new URL('../../test/understanding/dates.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): { text: string; language: string } => JSON.parse(line));

test.each(lines)('reads «$text» ($language, $region, on $today) as its line says', (line) => {
  const { isRight, read } = judgeDate(line);
  expect(isRight, JSON.stringify({ ...line, read })).toBe(true);
});
