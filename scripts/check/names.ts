/** An identifier, or a string that is one word or a path. */
export interface Name {
  name: string;
  line: number;
  isString: boolean;
}

/** A comment, a string, a pattern, an identifier, a number, a line's end, or a single sign. */
const token =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|\n|\S/gu;

/** The names in a file. Comments, sentences and patterns hold none: they may speak of anything. */
export function namesIn(text: string): Name[] {
  const names: Name[] = [];
  let line = 1;
  let last = '';
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    const isComment = /^\/[/*]/.test(found);
    if (found.length > 1 && found.startsWith('/') && !isComment && isDivision(last)) {
      token.lastIndex = match.index + 1;
      last = '/';
      continue;
    }
    for (const name of namesOf(found)) names.push({ ...name, line });
    line += found.split('\n').length - 1;
    if (!isComment && found !== '\n') last = found;
  }
  return names;
}

/** After a value a slash divides; after anything else it begins a pattern. */
function isDivision(last: string): boolean {
  return /[\p{L}\p{N}_$)\]'"`]$/u.test(last) && !/^(?:return|typeof|case|in|of)$/.test(last);
}

function namesOf(found: string): Array<Pick<Name, 'name' | 'isString'>> {
  if (/^[\p{L}_$]/u.test(found)) return [{ name: found, isString: false }];
  const inside = found.slice(1, -1);
  if (/^['"]/.test(found)) return /^[\w./:@-]+$/.test(inside) ? [{ name: inside, isString: true }] : [];
  if (!found.startsWith('`')) return [];
  // What is put into a sentence is code.
  return [...inside.matchAll(/\$\{([^}]*)\}/g)].flatMap(([, code = '']) =>
    [...code.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)].map(([name]) => ({ name, isString: false })),
  );
}
