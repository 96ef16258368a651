import { wordsOf } from './normalize.ts';
import { type KnownLanguage, knownLanguage } from './tags.ts';

/**
 * Requests after which people rarely go on in the same breath. Deliberately short: everything that is not in it is left
 * to silence, which costs a moment but cuts nobody off.
 */
const requests: Record<KnownLanguage, RegExp> = {
  en: new RegExp(
    `^(?:(?:hi|hello|hey|yes|okay|um|uh|well|so|please|good morning|good afternoon) )*(?:${[
      "(?:(?:i'd|i would) like to|i want to|i need to|i wanna|can i|could i|may i|can you|could you|please) (?:please )?(?:book|make|schedule|get|set up|arrange|cancel|move|change|reschedule|check|look up|confirm) (?:an|my|the|that) (?:appointment|visit|booking|appointments)",
      '(?:book|make|schedule|cancel|move|change|reschedule|check|look up) (?:an|my|the) (?:appointment|visit|booking|appointments)',
      "(?:(?:i'd|i would) like|i want|i need) an appointment",
      'when is my (?:next )?appointment',
      '(?:what|which) appointments do i have',
      'do i have an appointment',
      'what times do you have|when are you open|what are your (?:opening )?hours',
      "no that's (?:all|it)|that's all|that is all|nothing else|that'll be all",
      "no thanks|no thank you|i'm good|i'm all set",
      'goodbye|bye|bye bye|have a (?:nice|good|great) day|good night',
      'what can you do|are you a robot|who are you',
    ].join('|')})(?: (?:please|thanks|thank you|for me|now|goodbye|bye|that's all|very much))*$`,
  ),
  fa: new RegExp(
    `^(?:(?:سلام|بله|آره|خب|لطفا|ببخشید|وقت بخیر|روز بخیر) )*(?:${[
      '(?:(?:من )?(?:یک |یه )?(?:نوبت|وقت) )?(?:می ?خوا?ه?م|می ?خواستم|میخوام) ?(?:(?:یک |یه )?(?:نوبت|وقت) )?(?:بگیرم|رزرو کنم|بگیریم)',
      '(?:یک |یه )?(?:نوبت|وقت) (?:می ?خوا?ه?م|میخوام|می ?خوام|لازم دارم)',
      'نوبتم?(?: من)? (?:را |رو )?(?:لغو|کنسل|عوض|جا ?به ?جا) (?:کنید|کن|کنین)',
      '(?:می ?خوا?ه?م|می ?خواستم|میخوام) نوبتم? (?:را |رو )?(?:لغو|کنسل|عوض|جا ?به ?جا) کنم',
      'نوبتم (?:کی|چه روزی|چه ساعتی) (?:است|ه|هست|هستش)',
      'نوبت دارم|چه ساعتی باز هستید|چه وقت هایی دارید',
      'همین بود|همین|نه ممنون|نه مرسی|نه متشکرم|نه همین|کار دیگری ندارم|دیگه کاری ندارم|ممنون همین',
      'خدا ?حافظ|خدانگهدار|خدا نگهدار|روز خوش|شب خوش',
    ].join('|')})(?: (?:لطفا|ممنون|مرسی|متشکرم|خدا ?حافظ|خدانگهدار|همین))*$`,
    'u',
  ),
};

/** A whole request or farewell: "I'd like to book an appointment", "no that's all", «نوبتم را لغو کنید». */
export function isPlainRequest(text: string, language: string): boolean {
  return requests[knownLanguage(language)].test(wordsOf(text).join(' '));
}
