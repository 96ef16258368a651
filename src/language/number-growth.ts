/**
 * Whether a longer number can start with given digits. libphonenumber describes numbers by regular expressions that use
 * only digits, classes, groups, alternation and counts, and it cannot be asked about beginnings. This matcher walks
 * such a pattern and notices whether it ever wanted a digit after the last one: every such pattern can then be
 * finished, so a longer number exists. (The same question as `Matcher.hitEnd` of java.util.regex.)
 */

type Node =
  | { kind: 'digits'; allowed: string }
  | { kind: 'sequence'; parts: Node[] }
  | { kind: 'choice'; options: Node[] }
  | { kind: 'repeat'; part: Node; min: number; max: number };

const parsed = new Map<string, Node>();

/** True when some number that the pattern matches starts with `digits` and has more of them. */
export function canGrowInto(pattern: string, digits: string): boolean {
  let node = parsed.get(pattern);
  if (node === undefined) {
    node = parsePattern(pattern);
    parsed.set(pattern, node);
  }
  const walk = { digits, wantedMore: false };
  endsOf(node, 0, walk);
  return walk.wantedMore;
}

interface Walk {
  digits: string;
  wantedMore: boolean;
}

/** Where the node can end when it starts at `from`. */
function endsOf(node: Node, from: number, walk: Walk): Set<number> {
  switch (node.kind) {
    case 'digits':
      return endOfDigit(node.allowed, from, walk);
    case 'choice':
      return new Set(node.options.flatMap((option) => [...endsOf(option, from, walk)]));
    case 'sequence':
      return node.parts.reduce((starts, part) => advance(part, starts, walk), new Set([from]));
    case 'repeat':
      return endsOfRepeat(node, from, walk);
  }
}

function endOfDigit(allowed: string, from: number, walk: Walk): Set<number> {
  const digit = walk.digits[from];
  if (digit === undefined) walk.wantedMore = true;
  return new Set(digit !== undefined && allowed.includes(digit) ? [from + 1] : []);
}

function endsOfRepeat(node: Node & { kind: 'repeat' }, from: number, walk: Walk): Set<number> {
  const ends = new Set<number>(node.min === 0 ? [from] : []);
  let starts = new Set([from]);
  for (let count = 1; count <= node.max && starts.size > 0; count += 1) {
    starts = advance(node.part, starts, walk);
    if (count >= node.min) for (const end of starts) ends.add(end);
  }
  return ends;
}

function advance(node: Node, starts: Set<number>, walk: Walk): Set<number> {
  return new Set([...starts].flatMap((start) => [...endsOf(node, start, walk)]));
}

function parsePattern(pattern: string): Node {
  const reader = { pattern, at: 0 };
  return parseChoice(reader);
}

interface Reader {
  pattern: string;
  at: number;
}

function parseChoice(reader: Reader): Node {
  const options = [parseSequence(reader)];
  while (reader.pattern[reader.at] === '|') {
    reader.at += 1;
    options.push(parseSequence(reader));
  }
  return { kind: 'choice', options };
}

function parseSequence(reader: Reader): Node {
  const parts: Node[] = [];
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at] ?? '')) {
    parts.push(parseRepeat(reader));
  }
  return { kind: 'sequence', parts };
}

function parseRepeat(reader: Reader): Node {
  const part = parseAtom(reader);
  const count = /^(?:\?|\{(\d+)(?:,(\d+))?\})/.exec(reader.pattern.slice(reader.at));
  if (count === null) return part;
  reader.at += count[0].length;
  if (count[0] === '?') return { kind: 'repeat', part, min: 0, max: 1 };
  const min = Number(count[1]);
  return { kind: 'repeat', part, min, max: count[2] === undefined ? min : Number(count[2]) };
}

function parseAtom(reader: Reader): Node {
  const rest = reader.pattern.slice(reader.at);
  if (rest.startsWith('(')) return parseGroup(reader, rest.startsWith('(?:') ? 3 : 1);
  const atom = /^(?:\\d|\[([^\]]+)\]|(\d))/.exec(rest);
  if (atom === null) throw new SyntaxError(`Unknown part in a number pattern: ${rest.slice(0, 12)}`);
  reader.at += atom[0].length;
  return { kind: 'digits', allowed: atom[2] ?? expandClass(atom[1] ?? '0-9') };
}

function parseGroup(reader: Reader, opening: number): Node {
  reader.at += opening;
  const group = parseChoice(reader);
  reader.at += 1;
  return group;
}

function expandClass(text: string): string {
  return text
    .replace(/\\d/g, '0-9')
    .replace(/(\d)-(\d)/g, (_, low: string, high: string) =>
      '0123456789'.slice(Number(low), Number(high) + 1),
    );
}
