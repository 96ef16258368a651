import { parseArgs } from 'node:util';
import { UsageError } from '../shared/errors.ts';
import { checkForms, type Form } from './forms.ts';

interface Option {
  type: 'string' | 'boolean';
  what: string;
}

type Options = Record<string, Option>;

/** What was typed after the command's name. */
export interface Given<Known extends Options> {
  positionals: string[];
  values: { [Name in keyof Known]?: Known[Name]['type'] extends 'boolean' ? boolean : string };
}

interface About<Known extends Options> {
  name: string;
  /** The npm script of its own that it has, as one types it. */
  npm?: string;
  summary: string;
  forms: Form[];
  options: Known;
  /** Loaded when it runs: each command needs other halves of Parley, and `--help` none. */
  load: () => Promise<(given: Given<Known>) => Promise<number>>;
}

export interface Command<Known extends Options = Options> {
  name: string;
  summary: string;
  /** How it is called by npm. */
  npm: string;
  help: string;
  /** @throws UsageError when this is not how it is called. */
  parse: (args: string[]) => Given<Known>;
  /** @returns the exit code. */
  run: (args: string[]) => Promise<number>;
}

export function defineCommand<const Known extends Options>(about: About<Known>): Command<Known> {
  const { name, summary, load } = about;
  const npm = about.npm ?? `npm run parley -- ${name}`;
  const parse = (args: string[]) => parseGiven(about, npm, args);
  return {
    name,
    summary,
    npm,
    help: helpOf(about, npm),
    parse,
    async run(args) {
      const given = parse(args);
      return (await load())(given);
    },
  };
}

/** Whether help is asked for, whatever else is typed; what follows `--` is not read. */
export function asksForHelp(args: string[]): boolean {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return own.includes('--help') || own.includes('-h');
}

function parseGiven<Known extends Options>(
  { name, forms, options }: About<Known>,
  npm: string,
  args: string[],
): Given<Known> {
  const hint = `\`${withArguments(npm, '--help')}\` says how it is called.`;
  try {
    const types = Object.entries(options).map(([option, { type }]) => [option, { type }] as const);
    const parsed = parseArgs({ args, allowPositionals: true, options: Object.fromEntries(types) });
    checkForms(name, forms, { positionals: parsed.positionals, options: Object.keys(parsed.values) });
    return { positionals: parsed.positionals, values: parsed.values as Given<Known>['values'] };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(`${error.message}\n${hint}`);
  }
}

function helpOf<Known extends Options>({ summary, forms, options }: About<Known>, npm: string): string {
  const ways = forms.map(({ args, what }) => ({ left: withArguments(npm, args), right: what }));
  const known = Object.entries(options).map(([option, { what }]) => ({ left: `--${option}`, right: what }));
  const all = [...known, { left: '-h, --help', right: 'this text' }];
  return `${summary}\n\nUsage:\n${inColumns(ways)}\n\nOptions:\n${inColumns(all)}`;
}

/** npm hands on only what follows `--`. */
function withArguments(npm: string, args: string): string {
  if (args === '') return npm;
  return npm.includes(' -- ') ? `${npm} ${args}` : `${npm} -- ${args}`;
}

export function inColumns(rows: Array<{ left: string; right: string }>): string {
  const width = Math.max(...rows.map(({ left }) => left.length));
  return rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`.trimEnd()).join('\n');
}
