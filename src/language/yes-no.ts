import { wordsOf } from './normalize.ts';
import { type KnownLanguage, knownLanguage } from './tags.ts';

interface Answers {
  /** Each alone is a yes or a no. */
  yes: string;
  no: string;
  /** May stand around them and means nothing alone. */
  around: string;
}

const answers: Record<KnownLanguage, Answers> = {
  en: {
    yes: "yes|yeah|yep|yup|ya|sure|sure thing|okay|ok|correct|right|exactly|perfect|absolutely|definitely|certainly|of course|indeed|affirmative|that's (?:right|correct|it|fine|good|great|perfect|okay|ok|the one|me|my number)|that is (?:right|correct|fine|good|great|okay|perfect|me|my number)|it is|i do|i am|i would|please do|do it|do that|do so|book it|go ahead|go for it|let's do (?:it|that)|sounds (?:good|great|perfect|fine)|that (?:works|sounds good|would be (?:great|good|fine|perfect|nice))|works for me|that works for me|fine|fine with me|good|great|wonderful|excellent|alright|all right|uh huh|mm hmm|mhm|confirm|confirmed|i confirm|i agree|agreed|use (?:it|that|this)(?: one| number)?",
    no: "no|nope|nah|negative|not really|not now|not today|incorrect|wrong|that's (?:wrong|not right|not correct|not it|incorrect)|that is (?:wrong|not right|not correct|incorrect)|it's not|it isn't|it is not|i don't|i do not|i'm not|don't|do not|please don't|none of (?:them|those|these)|neither|something else|i changed my mind|don't do (?:it|that)",
    around:
      "please|thanks|thank you|thank you very much|thanks a lot|very much|so much|oh|um|uh|well|that's all|that is all|that's it|that'll be all|nothing else|nothing|i'm good|i'm fine|i'm all set|goodbye|bye|bye bye|it|then|now|for me|just|actually|yes it is|totally",
  },
  fa: {
    yes: 'بله|بلی|آره|اره|آری|باشه|باشد|حتما|درسته|درست است|درست|صحیح است|صحیحه|دقیقا|اوکی|اوکیه|خوبه|خوب است|عالیه|عالی است|عالی|مناسبه|مناسب است|موافقم|قبوله|قبول|تایید می ?کنم|تاییده|همینه|همین است|همونه|بفرمایید|رزرو کنید|رزرو کن|ثبت کنید|ثبت کن|انجام بدید|انجام دهید|لغو کنید|لغوش کنید|لغو کن|مشکلی نیست|خودشه|با همین|با همین شماره',
    no: 'نه|نخیر|خیر|نه خیر|اشتباهه|اشتباه است|درست نیست|غلطه|نمی ?خوا?هم|نمیخوام|نمی ?خوام|هیچکدام|هیچ کدام|لازم نیست|نیازی نیست',
    around:
      'لطفا|ممنون|ممنونم|متشکرم|مرسی|سپاس|خیلی ممنون|خیلی|دستتون درد نکنه|قربان|خب|خوب|همین|همین بود|کافیه|کافی است|چیز دیگری نیست|کاری ندارم|کار دیگری ندارم|کار دیگه ای ندارم|خداحافظ|خدا حافظ|خدانگهدار|جان|عزیزم|دیگه|دیگر|که',
  },
};

interface Patterns {
  whole: { yes: RegExp; no: RegExp };
  start: { yes: RegExp; no: RegExp };
  bareNo: RegExp;
}

const compiled: Record<KnownLanguage, Patterns> = { en: compile(answers.en), fa: compile(answers.fa) };

/** A reply that is a yes or a no and nothing more, courtesies aside; null for everything else ("yes but", "no wait"). */
export function clearAnswer(text: string, language: string): 'yes' | 'no' | null {
  const words = wordsOf(text).join(' ');
  const { whole } = compiled[knownLanguage(language)];
  if (whole.no.test(words)) return 'no';
  return whole.yes.test(words) ? 'yes' : null;
}

/** True for a "no" without a courtesy: people often go on with what they want instead. */
export function isBareNo(text: string, language: string): boolean {
  return compiled[knownLanguage(language)].bareNo.test(wordsOf(text).join(' '));
}

/** How a reply begins: "yes, and also…", "no, wednesday". */
export function leadingAnswer(text: string, language: string): 'yes' | 'no' | null {
  const words = wordsOf(text).join(' ');
  const { start } = compiled[knownLanguage(language)];
  if (start.no.test(words)) return 'no';
  return start.yes.test(words) ? 'yes' : null;
}

function compile({ yes, no, around }: Answers): Patterns {
  const only = (core: string) =>
    new RegExp(`^(?:(?:${around}) )*(?:${core})(?: (?:${core}|${around}))*$`, 'u');
  const start = (core: string) => new RegExp(`^(?:(?:${around}) )*(?:${core})(?![\\p{L}'])`, 'u');
  return {
    // A no may be wrapped in words of a yes: "no that's okay".
    whole: {
      yes: only(yes),
      no: new RegExp(`^(?:(?:${around}) )*(?:${no})(?: (?:${no}|${yes}|${around}))*$`, 'u'),
    },
    start: { yes: start(yes), no: start(no) },
    bareNo: /^(?:(?:oh|um|uh|well) )?(?:no|nope|nah|no no|نه|نخیر|خیر)$/u,
  };
}
