/** Whether a JSGF grammar, as src/embedded/speech/grammar.ts writes it, can hear a sentence: its rules as one pattern. */
export function grammarMatcher(grammar: string, rule = 'said'): (sentence: string) => boolean {
  const rules = new Map(
    [...grammar.matchAll(/^(?:public )?<(\w+)> = (.*);$/gm)].map(([, name = '', body = '']) => [name, body]),
  );
  const pattern = new RegExp(`^${patternOf(rule, rules)}$`);
  return (sentence) => pattern.test(`${sentence} `);
}

/** Every word takes the space after it along, so that optional ones leave none behind. */
function patternOf(rule: string, rules: Map<string, string>): string {
  const body = rules.get(rule);
  if (body === undefined) throw new Error(`The grammar has no rule <${rule}>`);
  const tokens = body.replace(/\/\d+\//g, ' ').match(/<\w+>|[()[\]|+]|[^\s()[\]|+<>]+/g) ?? [];
  const parts = tokens.map((token) => {
    if (token === '(' || token === '[') return '(?:';
    if (token === ']') return ')?';
    if (token === ')' || token === '|' || token === '+') return token;
    if (token.startsWith('<')) return patternOf(token.slice(1, -1), rules);
    return `(?:${token.replace(/\./g, '\\.')} )`;
  });
  return `(?:${parts.join('')})`;
}
