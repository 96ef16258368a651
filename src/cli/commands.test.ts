import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands, runCommandLine } from './commands.ts';

const root = path.resolve(import.meta.dirname, '../..');
const documents = ['README.md', ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
);

async function printed(...args: string[]): Promise<{ code: number; text: string }> {
  const texts: string[] = [];
  const code = await runCommandLine(args, (text) => texts.push(text));
  return { code, text: texts.join('\n') };
}

describe('the command line', () => {
  it('names a command that it does not know, the nearest one and all that there are', async () => {
    await expect(printed('nonsense')).rejects.toThrow(
      /^There is no command "nonsense". There are: start, console, /,
    );
    await expect(printed('consol')).rejects.toThrow('There is no command "consol". Did you mean "console"?');
    await expect(printed('keys', 'creat', 'x')).rejects.toThrow('Did you mean "keys create"?');
  });

  it.each([[[]], [['--help']], [['-h']], [['help']]])('lists every command for %j', async (args) => {
    const { code, text } = await printed(...args);
    expect(code).toBe(0);
    for (const { name, summary } of commands) expect(text).toMatch(new RegExp(`${name} +${summary}`));
  });

  it.each(commands.map(({ name }) => name))(
    'explains %s wherever help is asked for, and runs nothing',
    async (name) => {
      const { code, text } = await printed(name, '--help');
      expect(code).toBe(0);
      expect(text).toMatch(/Usage:\n {2}npm /);
      for (const args of [['-h'], ['something', '--help'], ['--unknown', '-h']]) {
        expect(await printed(name, ...args)).toEqual({ code, text });
      }
      expect(await printed('help', name)).toEqual({ code, text });
    },
  );

  it.each([
    [['start', 'now'], 'start takes nothing more, but was given: now'],
    [['call'], 'call needs NUMBER.'],
    [['keys'], 'keys takes one of: list, create, revoke.'],
    [['keys', 'create'], 'keys create needs NAME.'],
    [['lines', 'check', '--dry-run'], 'lines check does not take --dry-run.'],
    [['dialer', 'status', '--all'], 'dialer status does not take --all.'],
    [['console', '--loud'], "Unknown option '--loud'"],
  ])('says what is wrong with %j, and where help is', async (args, message) => {
    await expect(printed(...args)).rejects.toThrow(message);
    await expect(printed(...args)).rejects.toThrow('--help` says how it is called.');
  });

  it('is in README.md as it explains itself', () => {
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    for (const { npm, summary } of commands) expect(readme).toContain(`| \`${npm}\` | ${summary}`);
  });

  it.each(documents)('understands each command in %s', (document) => {
    const text = readFileSync(path.join(root, document), 'utf8');
    for (const [, line = ''] of text.matchAll(/npm run parley -- ([^`\n]+)/g)) {
      const [name, ...args] = line
        .replace(/ +#.*$/, '')
        .trim()
        .split(/\s+/);
      const command = commands.find((one) => one.name === name);
      expect(command?.name, line).toBe(name);
      // A command that is only mentioned has no arguments.
      const isMention = args.length === 0 || args[0] === '…';
      if (!isMention) expect(() => command?.parse(args), line).not.toThrow();
    }
  });
});
