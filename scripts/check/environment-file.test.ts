import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { checkEnvironmentFile } from './environment-file.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('.env.example', () => {
  it('names every variable that is read, in the same order, and no other', () => {
    expect(checkEnvironmentFile(root)).toEqual([]);
  });

  it('shows the defaults', () => {
    const example = parseEnv(readFileSync(path.join(root, '.env.example'), 'utf8'));
    expect(readConfig(example as Record<string, string>)).toEqual(readConfig({}));
  });
});
