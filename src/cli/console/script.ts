import { UsageError } from '../../shared/errors.ts';

/**
 * A conversation to be played (docs/operations.md, "Scripts"). One step a line:
 *
 *   > what the person says
 *   < what the agent's answer must match: a regular expression, in any case
 *   ! tool success|error      a tool that this answer used, in the order of the lines
 *   ! none                    it used no tool
 *   .                         the agent has ended the call
 *   # a remark
 */

export type Step = { line: number } & (
  | { kind: 'say'; text: string }
  | { kind: 'answer'; pattern: RegExp }
  | { kind: 'tool'; name: string; status: 'success' | 'error' }
  | { kind: 'no_tool' }
  | { kind: 'ended' }
);

/** @throws UsageError that names every line that is none of these. */
export function parseScript(text: string, file: string): Step[] {
  const steps: Step[] = [];
  const problems: string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const parsed = parseLine(content, index + 1);
    if (typeof parsed === 'string') problems.push(`${file}:${index + 1}: ${parsed}`);
    else steps.push(parsed);
  }
  if (problems.length === 0 && steps.length === 0) problems.push(`${file}: has no steps`);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return steps;
}

function parseLine(content: string, line: number): Step | string {
  const sign = content[0];
  const rest = content.slice(1).trim();
  if (content === '.') return { line, kind: 'ended' };
  if (sign === '>') return rest === '' ? 'says nothing' : { line, kind: 'say', text: rest };
  if (sign === '<') return parsePattern(rest, line);
  if (sign === '!') return parseTool(rest, line);
  return 'starts with none of > < ! . #';
}

function parsePattern(source: string, line: number): Step | string {
  if (source === '') return 'expects nothing; write a regular expression after <';
  try {
    return { line, kind: 'answer', pattern: new RegExp(source, 'iu') };
  } catch (error) {
    return `is no regular expression: ${(error as Error).message}`;
  }
}

function parseTool(rest: string, line: number): Step | string {
  if (rest === 'none') return { line, kind: 'no_tool' };
  const [, name, status] = /^([a-z_]+) (success|error)$/.exec(rest) ?? [];
  if (name === undefined || (status !== 'success' && status !== 'error')) {
    return 'is neither "! tool success", "! tool error" nor "! none"';
  }
  return { line, kind: 'tool', name, status };
}
