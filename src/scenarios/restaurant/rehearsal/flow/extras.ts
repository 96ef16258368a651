import { countAt } from '../../../../language/counts.ts';
import { normalize, wordsOf } from '../../../../language/normalize.ts';
import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';

/** What is said of a visit beside its dishes and its time. */
export interface HeardExtras {
  allergies: string | null;
  partySize: number | null;
}

const list = '([a-z]+(?:(?:,| and| or|, and) (?!i |we |the |that |a )[a-z]+){0,3})';

const allergyPatterns: Record<KnownLanguage, RegExp[]> = {
  en: [
    new RegExp(`\\ballergic (?:to|against) (?:the |any )?${list}`),
    new RegExp(`\\ballerg(?:y|ies) (?:to|against) (?:the |any )?${list}`),
    new RegExp(`\\b(?:cannot|can't|can not|must not|mustn't|may not) (?:eat|have|tolerate) (?:any )?${list}`),
    /\b(?:a |an |has |have |with |with a |severe )([a-z]+) allerg(?:y|ies)\b/,
    /\b((?:lactose|gluten) intolerant|celiac|coeliac|celiac disease|coeliac disease)\b/,
  ],
  fa: [
    /به ([\p{L}]+(?: و [\p{L}]+)?) (?:حساسیت|آلرژی)/u,
    /(?:حساسیت|آلرژی) به ([\p{L}]+(?: و [\p{L}]+)?)/u,
    /(?:حساسیت|آلرژی) ([\p{L}]+)ی? ?(?:دارد|داره|دارم|داریم)/u,
  ],
};

/** "Nobody is allergic to anything" is none. */
const noAllergy: Record<KnownLanguage, RegExp> = {
  en: /\b(?:no|not|nobody|none|no one|without|don't|isn't|aren't)\b[^.]{0,24}\ballerg/,
  fa: /(?:حساسیت|آلرژی)[^.]*(?:ندار|نیست)/u,
};

const notFood = new Set('any food nothing anything it that this the a an'.split(' '));

/** What somebody at the table is allergic to, and how many will come. */
export function hearExtras(text: string, language: string): HeardExtras {
  const known = knownLanguage(language);
  return { allergies: allergiesIn(text, known), partySize: partySizeIn(wordsOf(text), known) };
}

/** The text without what it says of allergies: "a nut allergy" orders nothing. */
export function withoutAllergies(text: string, language: string): string {
  const known = knownLanguage(language);
  if (allergiesIn(text, known) === null) return text;
  return allergyPatterns[known].reduce(
    (rest, pattern) => rest.replace(new RegExp(pattern.source, pattern.flags), ' '),
    normalize(text),
  );
}

function allergiesIn(text: string, known: KnownLanguage): string | null {
  const said = normalize(text);
  if (noAllergy[known].test(said)) return null;
  for (const pattern of allergyPatterns[known]) {
    const what = pattern.exec(said)?.[1];
    if (what !== undefined && !notFood.has(what)) return what;
  }
  return null;
}

const people: Record<KnownLanguage, RegExp> = {
  en: /^(?:people|persons?|guests?|of us|adults?|in (?:all|total))(?: |$)/,
  fa: /^(?:نفر|نفره|نفریم|نفری)(?: |$)/u,
};

/** Before the number, where nothing follows that it could count. */
const partyLead: Record<KnownLanguage, RegExp> = {
  en: /(?:^| )(?:we are|we're|we'll be|we will be|there are|there will be|party of|group of|table for|be)$/,
  fa: /(?:^| )(?:میز برای)$/u,
};

const afterParty: Record<KnownLanguage, RegExp> = {
  en: /^(?:$|please|and|at|tomorrow|today|tonight|on|then|now|thanks|thank)(?: |$)/,
  fa: /^(?:$|لطفا|و|ساعت|فردا|امشب)(?: |$)/u,
};

function partySizeIn(words: string[], known: KnownLanguage): number | null {
  for (let at = 0; at < words.length; at += 1) {
    const found = countAt(words, at, known);
    if (found === null || found.count.kind !== 'exactly') continue;
    const before = words.slice(0, at).join(' ');
    const end = words[at + found.length - 1] === 'of' ? at + found.length - 1 : at + found.length;
    const after = words.slice(end).join(' ');
    if (people[known].test(after)) return found.count.count;
    if (partyLead[known].test(before) && afterParty[known].test(after)) return found.count.count;
    at += found.length - 1;
  }
  return null;
}
