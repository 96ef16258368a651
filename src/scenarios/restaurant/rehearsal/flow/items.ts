import { applyCount, type Count, countAt } from '../../../../language/counts.ts';
import { wordsOf } from '../../../../language/normalize.ts';
import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';
import { findDish } from '../../store/menu.ts';
import { type DishNote, takeDishNotes } from './dish-notes.ts';
import { withoutAllergies } from './extras.ts';
import { orderWords } from './order-words.ts';

export interface HeardItem {
  name: string;
  quantity: number;
  notes: string | null;
  /** "Another kebab", "one kebab less": so many more or fewer than there are. */
  change?: 'more' | 'fewer';
}

/** What a person says of their order at once. */
export interface HeardOrder {
  items: HeardItem[];
  /** "No soup", "without the lemonade": dishes that are no longer wanted. */
  dropped: string[];
  /** "Make it three", "one less": of the dish that was spoken of last. */
  change?: Count;
  /** "No onions on one". */
  notes?: DishNote[];
}

/** "Two kebabs without onions and a lemonade". With a menu only its dishes are heard; without one, whatever is counted. */
export function hearOrder(text: string, language: string, menu: string[]): HeardOrder {
  const known = knownLanguage(language);
  const joined = withoutAllergies(text, language).replace(/[,،;.!?؟]/gu, known === 'fa' ? ' و ' : ' and ');
  const { rest, notes } = takeDishNotes(wordsOf(joined).join(' '), known);
  const words = wordsOf(rest);
  const items = menu.length > 0 ? fromMenu(words, menu, known) : counted(words, known);
  const change = items.length === 0 ? changeIn(words, known) : null;
  return {
    items,
    dropped: droppedIn(rest, known).map((name) => findDish(name, menu) ?? name),
    ...(change === null ? {} : { change }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** True where something is said of an order that is there already. */
export function isChange({ items, dropped, change, notes }: HeardOrder): boolean {
  const isRelative = items.some((item) => item.change !== undefined);
  return isRelative || dropped.length > 0 || change !== undefined || notes !== undefined;
}

/**
 * Items as they stand after what was said: named again a dish is replaced, or counted on, and keeps what is special about
 * it; dropped it goes; else it comes on top.
 */
export function mergeOrder(
  before: HeardItem[],
  { items, dropped, change, notes = [] }: HeardOrder,
): HeardItem[] {
  const isSame = (one: string, other: string) => findDish(one, [other]) !== null;
  const named = items.map((item) =>
    countOn(
      item,
      before.filter(({ name }) => isSame(item.name, name)),
    ),
  );
  const kept = before.filter(({ name }) => !items.some((item) => isSame(item.name, name)));
  const isDropped = ({ name }: HeardItem) => dropped.some((gone) => isSame(gone, name));
  const merged = [...kept, ...named].filter((item) => !isDropped(item));
  const last = merged.at(-1);
  if (change && last) merged[merged.length - 1] = { ...last, quantity: applyCount(last.quantity, change) };
  for (const note of [...notes, ...notDishes(dropped, before, merged)]) addNote(merged, note);
  return merged.filter(({ quantity }) => quantity > 0);
}

/** "No onions", where nobody has ordered onions, is said of the dish before. */
function notDishes(dropped: string[], before: HeardItem[], merged: HeardItem[]): DishNote[] {
  const gone = dropped.filter((name) => before.every((item) => findDish(name, [item.name]) === null));
  return merged.length === 0 || before.length === 0
    ? []
    : gone.flatMap((name) => (/s$|ها$/u.test(name) ? [{ dish: null, note: `no ${name}` }] : []));
}

function addNote(items: HeardItem[], { dish, note }: DishNote): void {
  const named = dish === null ? -1 : items.findIndex(({ name }) => findDish(dish, [name]) !== null);
  const at = named < 0 ? items.length - 1 : named;
  const item = items[at];
  if (item) items[at] = { ...item, notes: item.notes === null ? note : `${item.notes}, ${note}` };
}

function countOn({ change, ...item }: HeardItem, before: HeardItem[]): HeardItem {
  const [known] = before;
  const notes = item.notes ?? known?.notes ?? null;
  if (change === undefined || known === undefined) return { ...item, notes };
  return { ...item, notes, quantity: applyCount(known.quantity, { kind: change, count: item.quantity }) };
}

/** The answer to "what would you like?" without a number: "kebab please". */
export function bareDish(text: string, language: string): HeardItem[] {
  const { filler, joins, measures } = orderWords[knownLanguage(language)];
  const name = wordsOf(text).filter((word) => !filler.has(word) && !measures.has(word) && !joins.has(word));
  return name.length === 0 || name.length > 3 ? [] : [{ name: name.join(' '), quantity: 1, notes: null }];
}

function fromMenu(words: string[], menu: string[], known: KnownLanguage): HeardItem[] {
  const longest = Math.max(...menu.map((dish) => wordsOf(dish).length));
  const items: HeardItem[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
      const name = findDish(words.slice(at, at + length).join(' '), menu);
      if (name === null) continue;
      const count = countBefore(words.slice(0, at), known);
      items.push(itemOf(name, count ?? { kind: 'exactly', count: 1 }, words, at + length, known));
      at += length - 1;
      break;
    }
  }
  return items;
}

/** The longest count that ends where a dish begins: "half a dozen of the nice kebabs". */
function countBefore(words: string[], known: KnownLanguage): Count | null {
  const { measures } = orderWords[known];
  const isBetween = (word: string) => measures.has(word) || /^(?:the|nice|big|small|large)$/.test(word);
  for (let at = Math.max(0, words.length - longestCount); at < words.length; at += 1) {
    const found = countAt(words, at, known);
    if (found !== null && words.slice(at + found.length).every(isBetween)) return found.count;
  }
  return null;
}

/** "Half a dozen of the nice", «بیست و چهار تا»: no count and what stands between it and its dish is longer. */
const longestCount = 6;

/** Everything up to the next number or joining word that is no filler, after a number: "two chicken kebabs". */
function counted(words: string[], known: KnownLanguage): HeardItem[] {
  const { joins, filler, measures, special, more, fewer } = orderWords[known];
  const ends = [joins, special, filler, more, fewer];
  const isEnd = (word: string) => ends.some((one) => one.has(word));
  const items: HeardItem[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const found = countAt(words, at, known);
    if (found === null) continue;
    const name: string[] = [];
    let next = at + found.length;
    for (; next < words.length; next += 1) {
      const word = words[next] ?? '';
      if (measures.has(word) && name.length === 0) continue;
      if (isEnd(word) || countAt(words, next, known) !== null) break;
      name.push(word);
    }
    if (name.length === 0 || isNoDish(name.join(' '))) continue;
    const { kind, count } = found.count;
    const quantity = kind === 'exactly' ? count : 2;
    items.push(itemOf(singular(name.join(' '), quantity, known), found.count, words, next, known));
    at = next - 1;
  }
  return items;
}

/** «دو تا کباب دیگه», "two kebabs more": what changes may be said after the dish. */
function itemOf(
  name: string,
  { kind, count }: Count,
  words: string[],
  next: number,
  known: KnownLanguage,
): HeardItem {
  const after = words[next] ?? '';
  const { more, fewer } = orderWords[known];
  const said =
    kind === 'exactly' && more.has(after) ? 'more' : kind === 'exactly' && fewer.has(after) ? 'fewer' : kind;
  const notes = notesAfter(words, next, known);
  return { name, quantity: count, notes, ...(said === 'exactly' ? {} : { change: said }) };
}

/** "Make it three", "one less", "another one": how many of what was spoken of last. */
function changeIn(words: string[], known: KnownLanguage): Count | null {
  const { filler, joins, makes } = orderWords[known];
  for (let at = 0; at < words.length; at += 1) {
    const found = countAt(words, at, known);
    if (found === null) continue;
    const after = words.slice(at + found.length);
    if (isNoDish(after.join(' '))) return null;
    const others = [...words.slice(0, at), ...after];
    const isAlone = others.every((word) => filler.has(word) || joins.has(word) || makes.has(word));
    const isSaid = found.count.kind !== 'exactly' || others.some((word) => makes.has(word));
    return isAlone && isSaid ? found.count : null;
  }
  return null;
}

/** Numbers that count something else: times, people, minutes. */
function isNoDish(name: string): boolean {
  return /^(?:o'clock|oclock|p|pm|am|p m|a m|minutes?|hours?|moments?|seconds?|half|past|quarter|persons?|people|guests?|of us|table|party|group|days?|weeks?|thirty|fifteen|صبح|ظهر|شب|عصر|بعدازظهر|بعد از ظهر|نفر|نفره|نفریم|دقیقه|ساعت|نیم|ربع|لحظه)(?: |$)/u.test(
    name,
  );
}

function singular(name: string, quantity: number, known: KnownLanguage): string {
  if (known === 'fa' || quantity === 1) return name;
  return name.replace(/(?<=ch|sh|ss|x)es$|(?<!s)s$/, '').replace(/ie$/, 'y');
}

function notesAfter(words: string[], at: number, known: KnownLanguage): string | null {
  const { special, joins, filler } = orderWords[known];
  if (!special.has(words[at] ?? '')) return null;
  const end = words.findIndex(
    (word, index) => index > at && (joins.has(word) || (filler.has(word) && index > at + 1)),
  );
  const notes = words.slice(at, end < 0 ? words.length : end);
  return notes.length > 1 ? notes.join(' ') : null;
}

function droppedIn(text: string, known: KnownLanguage): string[] {
  return [...text.matchAll(orderWords[known].drop)].flatMap(([, before, after]) => {
    const name = before ?? after;
    return name === undefined || orderWords[known].filler.has(name) ? [] : [name];
  });
}
