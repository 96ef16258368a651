/**
 * Sentences of a JSGF grammar as src/embedded/speech/grammar.ts writes it: rules, words, `|`, `( )`, `[ ]`, `+` and
 * `/weights/`. The choices come from a seed, so the same seed gives the same sentences.
 */
export function grammarSentences(
  grammar: string,
  options: { rule: string; count: number; seed: number },
): string[] {
  const rules = new Map(
    [...grammar.matchAll(/^(?:public )?<(\w+)> = (.*);$/gm)].map(([, name = '', body = '']) => [name, body]),
  );
  const random = randomFrom(options.seed);
  const sentences = Array.from({ length: options.count }, () => expand(options.rule, rules, random));
  return [...new Set(sentences.map((words) => words.join(' ')))];
}

type Random = (below: number) => number;

/** A linear congruential generator (Numerical Recipes): plenty for picking phrases. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function expand(rule: string, rules: Map<string, string>, random: Random): string[] {
  const body = rules.get(rule);
  if (body === undefined) throw new Error(`The grammar has no rule <${rule}>`);
  const tokens = body.replace(/\/\d+\//g, ' ').match(/<\w+>|[()[\]|+]|[^\s()[\]|+<>]+/g) ?? [];
  const reader = { tokens, at: 0 };
  return readChoice(reader).speak(rules, random);
}

interface Reader {
  tokens: string[];
  at: number;
}

interface Part {
  speak(rules: Map<string, string>, random: Random): string[];
}

function readChoice(reader: Reader): Part {
  const options = [readSequence(reader)];
  while (reader.tokens[reader.at] === '|') {
    reader.at += 1;
    options.push(readSequence(reader));
  }
  return { speak: (rules, random) => options[random(options.length)]?.speak(rules, random) ?? [] };
}

function readSequence(reader: Reader): Part {
  const parts: Part[] = [];
  while (reader.at < reader.tokens.length && !['|', ')', ']'].includes(reader.tokens[reader.at] ?? '')) {
    parts.push(readRepeated(reader));
  }
  return { speak: (rules, random) => parts.flatMap((part) => part.speak(rules, random)) };
}

function readRepeated(reader: Reader): Part {
  const part = readPart(reader);
  if (reader.tokens[reader.at] !== '+') return part;
  reader.at += 1;
  return {
    speak: (rules, random) => Array.from({ length: 1 + random(10) }, () => part.speak(rules, random)).flat(),
  };
}

function readPart(reader: Reader): Part {
  const token = reader.tokens[reader.at] ?? '';
  reader.at += 1;
  if (token === '(' || token === '[') {
    const inner = readChoice(reader);
    reader.at += 1;
    if (token === '(') return inner;
    return { speak: (rules, random) => (random(2) === 0 ? [] : inner.speak(rules, random)) };
  }
  if (token.startsWith('<')) return { speak: (rules, random) => expand(token.slice(1, -1), rules, random) };
  return { speak: () => [token] };
}
