import { readFileSync } from 'node:fs';
import { judgeLine, readLine } from './understanding/labelled.ts';

/**
 * How well what people say is understood: `node bench/understanding.ts FILE.jsonl …` judges each labelled line by the
 * functions that calls use, prints what was read wrongly, and a table by kind and language. Needs nothing but the file.
 */
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node bench/understanding.ts FILE.jsonl …');
  process.exit(2);
}

const table = new Map<string, { right: number; of: number }>();
for (const file of files) {
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    if (text.trim() === '') continue;
    const line = readLine(text);
    const { isRight, read } = judgeLine(line);
    const name = `${line.kind}\t${line.language}`;
    const row = table.get(name) ?? { right: 0, of: 0 };
    table.set(name, { right: row.right + (isRight ? 1 : 0), of: row.of + 1 });
    if (!isRight) console.log(`WRONG ${text}\n      read ${read}`);
  }
}

const width = Math.max(...[...table.keys()].map((name) => name.length)) + 4;
for (const [name, { right, of }] of [...table].toSorted()) {
  console.log(`${name.replace('\t', ' '.repeat(width - name.length))}  ${right} of ${of}`);
}
const sum = (key: 'right' | 'of') => [...table.values()].reduce((total, row) => total + row[key], 0);
console.log(`right ${sum('right')} of ${sum('of')}`);
