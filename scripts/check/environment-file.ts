import { readFileSync } from 'node:fs';
import path from 'node:path';
import { variableNames } from '../../src/config.ts';

/** `.env.example` names each variable that Parley reads, in the same order, and no other. */
export function checkEnvironmentFile(root: string): string[] {
  const lines = readFileSync(path.join(root, '.env.example'), 'utf8').split('\n');
  const listed = lines.flatMap((line) => /^#?\s?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
  const absent = variableNames
    .filter((name) => !listed.includes(name))
    .map((name) => `${name} is not listed`);
  const unknown = listed
    .filter((name) => !variableNames.includes(name))
    .map((name) => `${name} is listed but never read`);
  if (absent.length + unknown.length > 0) return [...absent, ...unknown];
  const first = listed.findIndex((name, index) => name !== variableNames[index]);
  return first === -1 ? [] : [`${listed[first]} is not in the order of src/config.ts`];
}
