import type { CountryCode } from 'libphonenumber-js';
import metadata from 'libphonenumber-js/metadata.max.json';
import { type DigitPattern, digits, readPattern, type Standing } from './pattern.ts';

/** Numbers that begin so, as long as no longer prefix says otherwise. */
export interface NumberRange {
  /** Digits with the country code, without `+`. */
  prefix: string;
  /** ISO 3166, `001` for a number of no country. */
  country: string;
  kind: RangeKind;
}

export type RangeKind =
  | 'ordinary'
  | 'premium'
  | 'shared_cost'
  | 'personal'
  | 'pager'
  | 'satellite'
  | 'unassigned';

/** By the place at which libphonenumber-js's metadata holds a type; what is not named is as ordinary as any. */
const kindOfType: Record<number, RangeKind> = { 3: 'premium', 4: 'personal', 7: 'pager', 9: 'shared_cost' };

/** As deep as ranges are told apart; what is mixed below is ordinary, and libphonenumber's type at the edge is exact. */
const deepest = 7;
/**
 * Where no subscriber's number begins with these digits, emergency and service numbers may: 112, 116 117, 999. Longer
 * ones are numbers not handed out yet, which a newer plan may.
 */
const longestUnassigned = 3;

/** What the metadata calls mobile or leaves out: ranges of satellite telephones, and of networks of no country. */
const byHand: NumberRange[] = [
  // Inmarsat, the satellite networks of Iridium and Globalstar, and the shared networks of ships, aircraft and Thuraya.
  ...['870', '881', '882', '883'].map((prefix) => ({ prefix, country: '001', kind: 'satellite' as const })),
  { prefix: '878', country: '001', kind: 'personal' },
  { prefix: '808', country: '001', kind: 'shared_cost' },
  { prefix: '979', country: '001', kind: 'premium' },
  // Telecommunications for disaster relief, and trials.
  { prefix: '888', country: '001', kind: 'satellite' },
  { prefix: '991', country: '001', kind: 'satellite' },
  { prefix: '800', country: '001', kind: 'ordinary' },
  // Iridium and Globalstar in Russia, Optus and Iridium in Australia, and the Canadian code of satellite telephones.
  { prefix: '7954', country: 'RU', kind: 'satellite' },
  { prefix: '61147', country: 'AU', kind: 'satellite' },
  { prefix: '1600', country: 'CA', kind: 'satellite' },
];

interface Candidate {
  country: string;
  /** Numbers of a country that has these begin with them, whatever their types say. */
  leading: DigitPattern | null;
  types: Array<{ kind: RangeKind; pattern: DigitPattern }>;
}

interface Node {
  label: string | null;
  children: Array<{ digit: string; node: Node }>;
}

/** Every range of the world, the shortest that say all: a longer one is there only where it says something else. */
export function numberRanges(): NumberRange[] {
  const found: NumberRange[] = [];
  for (const [code, countries] of Object.entries(metadata.country_calling_codes)) {
    const candidates = countries.map(readCandidate);
    emit(code, walk(candidates.map(begin), candidates, 0, new Map()), null, found);
  }
  const isOverruled = ({ prefix }: NumberRange) => byHand.some((own) => prefix.startsWith(own.prefix));
  return [...found.filter((range) => !isOverruled(range)), ...byHand].sort((a, b) =>
    a.prefix < b.prefix ? -1 : 1,
  );
}

function readCandidate(country: string): Candidate {
  const row = metadata.countries[country as CountryCode] as unknown as readonly unknown[];
  const types = row[11] as Array<[string] | 0>;
  const leading = row[10] as string | 0 | undefined;
  return {
    country,
    leading: leading ? readPattern(leading) : null,
    types: types.flatMap((type, index) =>
      type ? [{ kind: kindOfType[index] ?? ('ordinary' as const), pattern: readPattern(type[0]) }] : [],
    ),
  };
}

/** What is known of a number's country and type after some of its digits. */
interface Progress {
  leading: 'led' | Standing;
  types: Standing[];
}

function begin({ leading, types }: Candidate): Progress {
  return { leading: leading?.start ?? 'led', types: types.map(({ pattern }) => pattern.start) };
}

function advance(candidate: Candidate, progress: Progress, digit: string): Progress {
  const { leading } = candidate;
  let led = progress.leading;
  if (leading && led !== 'led') {
    led = leading.after(led, digit);
    if (leading.isWhole(led)) led = 'led';
  }
  const types = candidate.types.map(({ pattern }, place) =>
    pattern.after(progress.types[place] ?? pattern.start, digit),
  );
  return { leading: led, types };
}

/** Many prefixes leave the same open, such as any six digits more: each such rest is walked once. */
function walk(progress: Progress[], candidates: Candidate[], depth: number, known: Map<string, Node>): Node {
  const key = `${depth} ${progress.map(keyOf).join(' ')}`;
  const before = known.get(key);
  if (before) return before;
  const node = look(progress, candidates, depth, known);
  known.set(key, node);
  return node;
}

function look(progress: Progress[], candidates: Candidate[], depth: number, known: Map<string, Node>): Node {
  const labels = possible(progress, candidates);
  const [first = null] = labels;
  if (first === null)
    return {
      label: depth <= longestUnassigned ? `${candidates[0]?.country} unassigned` : null,
      children: [],
    };
  if (labels.size === 1) return { label: first, children: [] };
  if (depth === deepest)
    return { label: [...labels].find((label) => label.endsWith('ordinary')) ?? first, children: [] };
  const children = digits.map((digit) => {
    const next = candidates.map((candidate, index) =>
      advance(candidate, progress[index] ?? begin(candidate), digit),
    );
    return { digit, node: walk(next, candidates, depth + 1, known) };
  });
  return { label: mostOf(children.map(({ node }) => node.label)), children };
}

/** The countries and kinds that a number may still be of, in the order in which the metadata decides. */
function possible(progress: Progress[], candidates: Candidate[]): Set<string> {
  const labels = new Set<string>();
  for (const [index, { country, leading, types }] of candidates.entries()) {
    const at = progress[index];
    if (!at || (at.leading !== 'led' && at.leading.size === 0)) continue;
    for (const [place, { kind }] of types.entries())
      if ((at.types[place]?.size ?? 0) > 0) labels.add(`${country} ${kind}`);
    // Its leading digits give a number to a country, whatever the types of the others say.
    if (leading !== null && at.leading === 'led') break;
  }
  return labels;
}

function keyOf({ leading, types }: Progress): string {
  const led = leading === 'led' ? leading : idsOf(leading);
  return `${led}:${types.map(idsOf).join('/')}`;
}

const ids = new WeakMap<object, number>();
let lastId = 0;
function idsOf(standing: Standing): string {
  return [...standing]
    .map((state) => {
      const id = ids.get(state) ?? ++lastId;
      ids.set(state, id);
      return id;
    })
    .sort((a, b) => a - b)
    .join(',');
}

function mostOf(labels: Array<string | null>): string | null {
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function emit(prefix: string, node: Node, inherited: string | null, found: NumberRange[]): void {
  if (node.label !== null && node.label !== inherited) {
    const [country = '', kind = ''] = node.label.split(' ');
    found.push({ prefix, country, kind: kind as RangeKind });
  }
  for (const child of node.children) emit(prefix + child.digit, child.node, node.label ?? inherited, found);
}
