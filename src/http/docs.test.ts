import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callEvent } from '../calls/call/events.ts';
import { campaignErrors } from '../scenarios/negotiation/http/errors.ts';
import { customerErrors } from '../scenarios/restaurant/http/errors.ts';
import { httpErrors } from './http-errors.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file));
}

/** Codes as the source spells them: errors with a code, refusals of the domain and of tools, what SQL raises. */
function codesInSource(): Set<string> {
  const typescript = filesUnder('src', '.ts').map(read).join('\n');
  const sql = filesUnder('supabase/migrations', '.sql').map(read).join('\n');
  const refusals =
    /export type Refusal =([^;]+);/.exec(read('src/scenarios/appointment/store/appointments.ts'))?.[1] ?? '';
  const unreadable = /export type Unreadable =([^;]+);/.exec(typescript)?.[1] ?? '';
  const unproven = /export const verifyRefusals = \[([^\]]+)\]/.exec(typescript)?.[1] ?? '';
  const slots = /export const slotRefusals = \[([^\]]+)\]/.exec(typescript)?.[1] ?? '';
  return new Set([
    ...Object.keys({ ...httpErrors, ...customerErrors, ...campaignErrors }),
    ...matches(typescript, /new ParleyError\(\s*'([a-z_]+)'/g),
    ...matches(typescript, /\bsuper\(\s*'([a-z_]+)',/g),
    ...matches(typescript, /ok: false, code: '([a-z_]+)'/g),
    ...matches(refusals + unreadable + unproven + slots, /'([a-z_]+)'/g),
    ...matches(sql, /errcode = 'PT\d{3}', message = '([a-z_]+)'/g),
  ]);
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** The first column of every table, apart from notices, whose codes are put together from two words. */
function documentedCodes(): string[] {
  const text = read('docs/error-codes.md').replace(/## Notices[\s\S]*?(?=\n## )/, '');
  return matches(text, /^\| `([a-z_]+)` \|/gm);
}

describe('docs/error-codes.md', () => {
  it('has every code of the source, once, and no other', () => {
    expect(documentedCodes().toSorted()).toEqual([...codesInSource()].toSorted());
  });

  it('says of each HTTP code with which status it comes', () => {
    const text = read('docs/error-codes.md');
    for (const [code, { status }] of Object.entries({
      ...httpErrors,
      ...customerErrors,
      ...campaignErrors,
    })) {
      expect(text).toContain(`| \`${code}\` | ${status} |`);
    }
  });

  it('names notices by the parts and actions that providers report, and leaves out no action', () => {
    const [, parts = '', actions = ''] =
      /type Stage = ([^;]+);[\s\S]*?action: ([^;]+);/.exec(read('src/calls/conversation/faults.ts')) ?? [];
    const table = /## Notices[\s\S]*?(?=\n## )/.exec(read('docs/error-codes.md'))?.[0] ?? '';
    const notices = matches(table, /`((?:ears|model|voice)_[a-z_]+)`/g);
    const known = matches(actions, /'([a-z_]+)'/g);
    const possible = matches(parts, /'([a-z]+)'/g).flatMap((part) =>
      [...known, 'failed', 'busy'].map((action) => `${part}_${action}`),
    );
    expect(notices.filter((notice) => !possible.includes(notice))).toEqual([]);
    for (const action of known) expect(table).toContain(`_${action}\``);
  });

  it('has a meaning and, where there is a column for it, something to do for each code', () => {
    const rows = read('docs/error-codes.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    for (const row of rows) {
      for (const cell of row.split(/(?<!\\)\|/).slice(1, -1)) expect(cell.trim(), row).not.toBe('');
    }
  });
});

describe('docs/events.md', () => {
  const text = read('docs/events.md');
  const examples = matches(text, /```json\n([\s\S]*?)```/g).map((example) => JSON.parse(example));

  it('has examples that are events, field for field', () => {
    for (const example of examples) expect(callEvent.parse(example)).toEqual(example);
  });

  it.each(callEvent.options.map((option) => [option.shape.type.value, option] as const))(
    'describes each field of %s under its heading, with an example',
    (type, option) => {
      const section = text.split(/^## /m).find((part) => part.startsWith(`${type}\n`)) ?? '';
      const common = new Set(['type', 'version', 'timestamp']);
      for (const field of Object.keys(option.shape).filter((name) => !common.has(name))) {
        expect(section).toContain(`| \`${field}\` |`);
      }
      expect(examples.some((example) => example.type === type)).toBe(true);
    },
  );

  it('shows each status of a tool call', () => {
    const statuses = examples.filter(({ type }) => type === 'tool_call').map(({ status }) => status);
    expect(statuses).toEqual(['started', 'success', 'error']);
  });
});
