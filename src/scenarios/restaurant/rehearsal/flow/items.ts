import { wordsOf } from '../../../../language/normalize.ts';
import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';
import * as english from '../../../../language/words/numbers-en.ts';
import * as persian from '../../../../language/words/numbers-fa.ts';
import { wordValue } from '../../../../language/words/segment.ts';
import { findDish } from '../../store/menu.ts';

export interface HeardItem {
  name: string;
  quantity: number;
  notes: string | null;
}

/** What a person says of their order at once. */
export interface HeardOrder {
  items: HeardItem[];
  /** "No soup", "without the lemonade": dishes that are no longer wanted. */
  dropped: string[];
}

const set = (words: string) => new Set(words.split(' '));

interface Lexicon {
  /** Between one dish and the next. */
  joins: Set<string>;
  one: Set<string>;
  /** Between a number and its dish: "two portions of rice", «دو تا کباب». */
  measures: Set<string>;
  /** Begin what is special about the dish before them. */
  special: Set<string>;
  /** Before a dish that is no longer wanted. */
  drop: RegExp;
  /** No part of a dish's name. */
  filler: Set<string>;
}

const lexicons: Record<KnownLanguage, Lexicon> = {
  en: {
    joins: set('and plus also then with'),
    one: set('a an another'),
    measures: set(
      'of x times more extra portion portions plate plates cup cups glass glasses bottle bottles order orders',
    ),
    special: set('without no extra less'),
    drop: /\b(?:no|without|remove|drop|cancel|leave out|skip|not|instead of)(?: (?:the|a|any|my))? ([a-z]+)/g,
    filler: set(
      "i i'd i'll i'm we we'd we'll would like want to have can could may get take give me us please for order the some just only yes yeah okay ok sure no not thanks thank you let's let me see do make it that that's is be will my our um uh well hello hi so but actually instead rather add bring put in on at today tomorrow tonight here there now all right fine good great and then also what about how maybe change everything nothing else more hold moment minute second question know think need eat drink food menu it's am are was them these those this of from come coming",
    ),
  },
  fa: {
    joins: set('و با همراه بعلاوه'),
    one: set('یه'),
    measures: set('تا عدد دانه دونه پرس لیوان فنجان بطری ظرف تا'),
    special: set('بدون'),
    drop: /(?:بدون|به جای|حذف|نه) ([\p{L}]+)|([\p{L}]+) (?:نمی ?خوا?ه?م|نباشد|نباشه|حذف|را حذف|رو حذف)/gu,
    filler: set(
      'من ما می خواهم خواستم خوام میخوام میخواهم لطفا برای برام برایم بده بدید بدهید بیارید بیاورید باشد باشه هم را رو بله آره نه خب سلام ممنون مرسی لطف کنید کن یک سفارش همین بود فقط است هست الان دیگه دیگر به جای اضافه کنید کنین تماس ساعت امروز فردا شب ظهر چیزی هیچی',
    ),
  },
};

/** "Two kebabs without onions and a lemonade". With a menu only its dishes are heard; without one, whatever is counted. */
export function hearOrder(text: string, language: string, menu: string[]): HeardOrder {
  const known = knownLanguage(language);
  const words = wordsOf(text.replace(/[,،;.!?؟]/gu, known === 'fa' ? ' و ' : ' and '));
  const items = menu.length > 0 ? fromMenu(words, menu, known) : counted(words, known);
  return { items, dropped: droppedIn(words.join(' '), known).map((name) => findDish(name, menu) ?? name) };
}

/** Items as they stand after what was said: named again a dish is replaced, dropped it goes, else it comes on top. */
export function mergeOrder(before: HeardItem[], { items, dropped }: HeardOrder): HeardItem[] {
  const isSame = (one: string, other: string) => findDish(one, [other]) !== null;
  const isNamed = ({ name }: HeardItem) => items.some((item) => isSame(item.name, name));
  const isDropped = ({ name }: HeardItem) => dropped.some((gone) => isSame(gone, name));
  return [...before.filter((item) => !isNamed(item)), ...items].filter((item) => !isDropped(item));
}

/** The answer to "what would you like?" without a number: "kebab please". */
export function bareDish(text: string, language: string): HeardItem[] {
  const { filler, joins, measures } = lexicons[knownLanguage(language)];
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
      const before = words.slice(0, at);
      items.push({
        name,
        quantity: quantityBefore(before, known),
        notes: notesAfter(words, at + length, known),
      });
      at += length - 1;
      break;
    }
  }
  return items;
}

function quantityBefore(words: string[], known: KnownLanguage): number {
  const { measures } = lexicons[known];
  const last = words.findLast((word) => !measures.has(word) && !/^(?:the|nice|big|small|large)$/.test(word));
  return (last === undefined ? null : numberOf(last, known)) ?? 1;
}

/** Everything up to the next number or joining word that is no filler, after a number: "two chicken kebabs". */
function counted(words: string[], known: KnownLanguage): HeardItem[] {
  const { joins, filler, measures, special } = lexicons[known];
  const items: HeardItem[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const quantity = numberOf(words[at] ?? '', known);
    if (quantity === null) continue;
    const name: string[] = [];
    let next = at + 1;
    for (; next < words.length; next += 1) {
      const word = words[next] ?? '';
      if (measures.has(word) && name.length === 0) continue;
      if (joins.has(word) || special.has(word) || filler.has(word) || numberOf(word, known) !== null) break;
      name.push(word);
    }
    if (name.length === 0 || isNoDish(name.join(' '))) continue;
    items.push({
      name: singular(name.join(' '), quantity, known),
      quantity,
      notes: notesAfter(words, next, known),
    });
    at = next - 1;
  }
  return items;
}

/** Numbers that count something else: times, people, minutes. */
function isNoDish(name: string): boolean {
  return /^(?:o'clock|oclock|p|pm|am|p m|a m|minutes?|hours?|half|past|quarter|persons?|people|of us|days?|weeks?|thirty|fifteen|صبح|ظهر|شب|عصر|بعدازظهر|بعد از ظهر|نفر|نفره|دقیقه|ساعت|نیم|ربع|لحظه)(?: |$)/u.test(
    name,
  );
}

function singular(name: string, quantity: number, known: KnownLanguage): string {
  if (known === 'fa' || quantity === 1) return name;
  return name.replace(/(?<=ch|sh|ss|x)es$|(?<!s)s$/, '').replace(/ie$/, 'y');
}

function notesAfter(words: string[], at: number, known: KnownLanguage): string | null {
  const { special, joins, filler } = lexicons[known];
  if (!special.has(words[at] ?? '')) return null;
  const end = words.findIndex(
    (word, index) => index > at && (joins.has(word) || (filler.has(word) && index > at + 1)),
  );
  const notes = words.slice(at, end < 0 ? words.length : end);
  return notes.length > 1 ? notes.join(' ') : null;
}

function droppedIn(text: string, known: KnownLanguage): string[] {
  return [...text.matchAll(lexicons[known].drop)].flatMap(([, before, after]) => {
    const name = before ?? after;
    return name === undefined || lexicons[known].filler.has(name) ? [] : [name];
  });
}

function numberOf(word: string, known: KnownLanguage): number | null {
  const figure = /^(\d{1,2})x?$/.exec(word);
  if (figure) return Number(figure[1]) || null;
  const { units, teens, tens } = known === 'fa' ? persian : english;
  if (lexicons[known].one.has(word)) return 1;
  if (word === 'couple') return 2;
  // "Oh" and "no" are zero and nothing.
  return wordValue(word, units) || (wordValue(word, teens) ?? wordValue(word, tens));
}
