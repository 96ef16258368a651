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
    yes: "yes|yeah|yep|yup|ya|sure|sure thing|okay|ok|correct|right|exactly|perfect|absolutely|definitely|certainly|of course|indeed|affirmative|that's (?:right|correct|it|fine|good|great|perfect|okay|ok|the one|me|my number)|that is (?:right|correct|fine|good|great|okay|perfect|me|my number)|it is|i do|i am|i would|please do|do it|do that|do so|book it|go ahead|go for it|let's do (?:it|that)|sounds (?:good|great|perfect|fine)|that (?:works|sounds good|would be (?:great|good|fine|perfect|nice))|works for me|that works for me|fine|fine with me|good|great|wonderful|excellent|alright|all right|uh huh|mm hmm|mhm|confirm|confirmed|i confirm|i agree|agreed|use (?:it|that|this)(?: one| number)?|(?:no|not a|there's no|i have no|i've got no|i see no|absolutely no) (?:problem|problems|worries|trouble|issue|issues|objection|objections|doubt)(?: at all| with (?:that|it|this)| there| here| for me)?|not a problem|no worry|don't worry(?: that's fine)?|why not|i don't see why not|don't mind(?: if i do)?|i don't mind(?: at all)?|i wouldn't mind|by all means|with pleasure|my pleasure|gladly|happy to|you bet|you got it|for sure|totally|that'll do|that will do|that'll work|that'll be (?:fine|great|good)|that should (?:work|be fine)|nothing against (?:it|that)|nothing wrong with that|fair enough|roger|understood|very well|cool|awesome|fantastic|brilliant|lovely|super|sold|deal|count me in|yes i do|yes i would|yes i am|i'd love (?:to|that)|i'd be (?:happy|glad|delighted) to|sounds like a plan|all good|it's (?:okay|ok|fine|good|great|perfect|all right)|that (?:suits|works for) (?:me|us)|suits me|i'm (?:fine|good|okay|ok|happy|cool|all right) with (?:that|it|this)|that would be (?:lovely|wonderful|okay|ok|all right)|that's (?:lovely|wonderful|cool|all right|alright) ?(?:by|for|with)? ?(?:me)?|go right ahead|i'd like that|i'll take it|that's true|true|aye|correct that is|it does|it works|works|yes it does|let's go(?: with (?:it|that))?|make it so|go on|proceed|carry on|do please|why yes|as you (?:like|wish)|okey dokey|okie dokie|righto|that one(?: please)?|it is indeed|i sure (?:do|am|would)",
    no: "no(?! (?:problems?|worries|worry|trouble|issues?|objections?|doubt)(?: |$))|nope|nah|negative|not really|not now|not today|incorrect|wrong|that's (?:wrong|not right|not correct|not it|incorrect)|that is (?:wrong|not right|not correct|incorrect)|it's not|it isn't|it is not|i don't(?! know| mind| understand)|i do not(?! know| mind| understand)|i'm not(?! sure)|don't(?! know| mind| worry)|do not|please don't|none of (?:them|those|these)|neither|something else|i changed my mind|don't do (?:it|that)|no way|not at all|absolutely not|definitely not|certainly not|of course not|never|not interested|i'd rather not|(?:i'd |i would |would )?prefer not(?: to)?|absolutely no(?: way| chance)?|not at this (?:time|moment|point)|unfortunately not|that's not going to work(?: for me)?|that's no good|not that (?:day|time|one)|that is not my (?:number|name)|that's not my (?:number|name)|i would rather not|rather not|i'm afraid not|i'm not interested|not for me|no chance|no can do|i can't|i cannot|it doesn't|that doesn't work(?: for me)?|it doesn't work(?: for me)?|that won't work(?: for me)?|it won't work|not that one|not yet|i think not|i don't think so|i do not think so|not this time|no thanks|no thank you|i'll pass|pass|cancel that|leave it|forget it|forget that|i don't want (?:it|that|to|this)|i do not want (?:it|that|to)|not good|not okay|not ok|not correct|not right|false|that's false|hell no|nay|i haven't|i won't|i wouldn't|no i don't|no i'm not|no i haven't|it isn't right|that isn't right|that is not it|not me|that's not me|that isn't me",
    around:
      "please|thanks|thank you|thank you very much|thanks a lot|very much|so much|oh|um|uh|well|that's all|that is all|that's it|that'll be all|nothing else|nothing|i'm good|i'm fine|i'm all set|goodbye|bye|bye bye|it|then|now|for me|just|actually|totally",
  },
  fa: {
    yes: 'بله|بلی|آره|اره|آری|باشه|باشد|حتما|درسته|درست است|درست|صحیح است|صحیحه|دقیقا|اوکی|اوکیه|خوبه|خوب است|عالیه|عالی است|عالی|مناسبه|مناسب است|موافقم|قبوله|قبول|تایید می ?کنم|تاییده|همینه|همین است|همونه|بفرمایید|رزرو کنید|رزرو کن|ثبت کنید|ثبت کن|انجام بدید|انجام دهید|لغو کنید|لغوش کنید|لغو کن|(?:نه )?(?:مشکلی|ایرادی|اشکالی|مانعی) (?:نیست|ندارد|ندارم|نداره|نداریم)|هیچ مشکلی (?:نیست|ندارم|ندارد)|مسیله ?ای نیست|چرا که نه|چرا نه|با کمال میل|البته|معلومه|همینطوره|همین ?طور است|صد در صد|حله|اوکی|باشه حتما|حرفی نیست|بد نیست|بد نمی ?شه|خوبه برام|می ?پذیرم|قبول دارم|خودمم|خودم هستم|همون خوبه|همان خوب است|بکنید|بزنید|باش|چشم|موردی (?:ندارد|نداره|نیست)|بله درسته|خواهش می ?کنم بفرمایید|خودشه|با همین|با همین شماره',
    no: 'نه(?! (?:مشکلی|ایرادی|اشکالی|مانعی)(?: |$))|نخیر|خیر|نه خیر|اشتباهه|اشتباه است|درست نیست|غلطه|نمی ?خوا?هم|نمیخوام|نمی ?خوام|هیچکدام|هیچ کدام|لازم نیست|نیازی نیست|نه اصلا|اصلا|به هیچ وجه|هرگز|ابدا|نه بابا|منصرف شدم|پشیمان شدم|پشیمون شدم|فعلا نه|الان نه|امروز نه|نمی ?شود|نمی ?شه|نمیشه|نمی ?توانم|نمی ?تونم|مناسب نیست|خوب نیست|درست نیست|این نه|اون نه|صحیح نیست|(?:این|آن|اون) (?:شماره|اسم) من نیست|بی ?خیال|ولش کنید|ولش کن|علاقه ای ندارم|علاقه ندارم|نمی ?خوایم|نمی ?خواهیم',
    around:
      'لطفا|ممنون|ممنونم|متشکرم|مرسی|سپاس|خیلی ممنون|خیلی|دستتون درد نکنه|قربان|خب|خوب|همین|همین بود|کافیه|کافی است|چیز دیگری نیست|کاری ندارم|کار دیگری ندارم|کار دیگه ای ندارم|خداحافظ|خدا حافظ|خدانگهدار|جان|عزیزم|دیگه|دیگر|که|هم|من|برای من|برام|از نظر من|به نظرم|آقا|خانم|سلام|الو|به خدا|اصلا|همین الان|این|اون|ان|را|رو',
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

/** Neither a yes nor a no, whatever word of either it begins with. */
const undecided: Record<KnownLanguage, RegExp> = {
  en: /\b(?:yes and no|yes or no|i (?:really )?(?:don't|do not) know|i'm not sure|not sure|no idea|maybe|perhaps|it depends|depends|let me (?:think|check|see|ask)|hold on|hang on|one (?:moment|second|minute|sec)|wait|either(?: one)?|what do you mean|i don't understand|i didn't (?:hear|catch|get)|say (?:that|it) again|who is this|sort of|kind of)\b|^(?:no|right|well|sorry)? ?(?:what|which|who|where|when|why(?! not)|how)\b/,
  fa: /نمی ?دانم|نمی ?دونم|مطمین نیستم|شاید|بستگی دارد|بستگی داره|هم بله هم|(?:یک|یه) (?:لحظه|دقیقه)|صبر کن|باید (?:فکر|ببینم|بپرسم)|بگذارید (?:فکر|ببینم)|متوجه نشدم|فرقی ن|یعنی چه|یعنی چی|^(?:بله )?(?:چی|چه|کی|کجا|چرا(?! که نه))(?: |$)|^الو/u,
};

/**
 * Whether a reply agrees or refuses, with or without more: "no problem, tuesday works" agrees. Null when it does neither.
 */
export function answerOf(text: string, language: string): 'yes' | 'no' | null {
  const words = wordsOf(text).join(' ').replace(noObjection, 'yes').replace(regret, '');
  if (agreesAfterAll.test(words)) return 'yes';
  if (undecided[knownLanguage(language)].test(words))
    return clearAnswer(words, language) === 'yes' ? 'yes' : null;
  const clear = clearAnswer(words, language);
  if (clear !== null) return clear;
  if (objection.test(words)) return 'no';
  return leadingAnswer(words, language) ?? (agreement.test(words) ? 'yes' : null);
}

/** "I don't have a problem with that" */
const noObjection =
  /\b(?:no|not a|(?:i |we )?(?:don't|do not|haven't)(?: (?:have|see|got))+(?: a| any)?|there's no|there isn't a|i have no|without)(?: \w+)? (?:problems?|worries|objections?|issues?|trouble)(?: at all)?(?: with (?:that|it|this))?\b/gu;
const regret =
  /^(?:(?:i'm|i am|oh|well|so|very|really|but|unfortunately|i'm afraid|sorry) )+(?!not\b)(?=\S)(?<=(?:sorry|unfortunately|afraid|but) )/u;
/** Anywhere in a sentence: "tuesday won't work for me". */
const objection =
  /\b(?:(?:not going to|won't|doesn't|does not|wouldn't|will not|can't) (?:work|do|be possible|make it|happen)|(?:there is|there's|i have|i do have|have got) (?:a|an) (?:problem|issue|conflict) with (?:that|it|this)|there's a problem|(?:i|we) (?:can't|cannot|won't be able|wouldn't like|don't agree|do not agree|disagree|refuse|decline)|i (?:don't|do not) (?:want|like) (?:that|it|this|to)|(?:isn't|is not|not) (?:good|right|correct|possible|okay|ok|convenient)(?: for me)?)\b/u;
const agreement =
  /(?:^| )(?:(?:that|it|this|which|\w+day)(?:'s| is| would be| will be| sounds| works| suits)(?: me| us)?(?: just| absolutely| very| really| perfectly| totally| all)?(?: (?:fine|ok|okay|good|great|perfect|lovely|nice|wonderful|all right|alright|correct|right))|works (?:well )?for (?:me|us)|(?:^|, ?)(?:yes|yeah)$)|(?<![a-z])(?:yes|yeah|yep|بله)$/u;

/** "No, that's fine, yes"; and what is a yes with a doubt, for which a turn is better left open a moment longer. */
const agreesAfterAll =
  /^please$|^(?:no|nah|oh|well) (?:.* )?(?:yes|yeah|yep|yup)(?: please| thanks| thank you)?$|^(?:(?:yes|yeah|well|um|uh|oh) )*i (?:think|guess|suppose|believe) so\b/;

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
