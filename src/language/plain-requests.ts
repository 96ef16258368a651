import { wordsOf } from './normalize.ts';
import { type KnownLanguage, knownLanguage } from './tags.ts';

/** Whole requests in a business's own words: alternatives of a regular expression over normalized words. */
export type OwnRequests = Record<KnownLanguage, string[]>;

const noneOfItsOwn: OwnRequests = { en: [], fa: [] };

/** What may stand before and after. */
const around: Record<KnownLanguage, { before: string; after: string }> = {
  en: {
    before: 'hi|hello|hey|yes|okay|um|uh|well|so|please|good morning|good afternoon',
    after: "please|thanks|thank you|for me|now|goodbye|bye|that's all|very much",
  },
  fa: {
    before: 'سلام|بله|آره|خب|لطفا|ببخشید|وقت بخیر|روز بخیر',
    after: 'لطفا|ممنون|مرسی|متشکرم|خدا ?حافظ|خدانگهدار|همین',
  },
};

const common: OwnRequests = {
  en: [
    'what times do you have|when are you open|what are your (?:opening )?hours',
    "no that's (?:all|it)|that's all|that is all|nothing else|that'll be all",
    "no thanks|no thank you|i'm good|i'm all set",
    'goodbye|bye|bye bye|have a (?:nice|good|great) day|good night',
    'what can you do|are you a robot|who are you',
  ],
  fa: [
    'چه ساعتی باز هستید|چه وقت هایی دارید',
    'همین بود|همین|نه ممنون|نه مرسی|نه متشکرم|نه همین|کار دیگری ندارم|دیگه کاری ندارم|ممنون همین',
    'خدا ?حافظ|خدانگهدار|خدا نگهدار|روز خوش|شب خوش',
  ],
};

const compiled = new WeakMap<OwnRequests, Record<KnownLanguage, RegExp>>();

/**
 * A whole request or farewell, after which people rarely go on in the same breath: "no that's all", «خداحافظ».
 * Deliberately short: everything that is not in it is left to silence, which costs a moment but cuts nobody off.
 */
export function isPlainRequest(text: string, language: string, own: OwnRequests = noneOfItsOwn): boolean {
  const patterns = compiled.get(own) ?? { en: compile('en', own), fa: compile('fa', own) };
  compiled.set(own, patterns);
  return patterns[knownLanguage(language)].test(wordsOf(text).join(' '));
}

function compile(language: KnownLanguage, own: OwnRequests): RegExp {
  const { before, after } = around[language];
  const requests = [...own[language], ...common[language]].join('|');
  return new RegExp(`^(?:(?:${before}) )*(?:${requests})(?: (?:${after}))*$`, 'u');
}
