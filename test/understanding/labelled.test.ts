import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeLine, readLine } from '../../bench/understanding/labelled.ts';

const files = ['numbers', 'opt-outs', 'emergencies', 'yes-no', 'relatives'];

describe.each(files)('what people say (%s)', (file) => {
  const text = readFileSync(new URL(`${file}.jsonl`, import.meta.url), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');

  it.each(lines)('is understood: %s', (line) => {
    expect(judgeLine(readLine(line))).toMatchObject({ isRight: true });
  });
});
