import { normalize, wordsOf } from '../../language/normalize.ts';
import { asksNotToBeCalled } from '../../language/refusals.ts';
import { type KnownLanguage, knownLanguage } from '../../language/tags.ts';
import { answerOf, clearAnswer } from '../../language/yes-no.ts';
import { type Example, examplesFor } from './examples.ts';
import type { Understood } from './store/captures.ts';
import type { CaptureClass } from './store/outreach-views.ts';

/**
 * Classifies by words, where there is no model or it does not answer. In this order, the first that fits:
 *
 *   an example word for word   the person asks for the number   asks not to be called   a plain yes or no
 *   words of no interest       words of interest                how the answer begins   unknown
 *
 * A no is looked for before a yes: an operator who is handed somebody unwilling costs more than a lost contact.
 */

const certain = 0.95;
const likely = 0.8;
const guessed = 0.6;

interface Words {
  /** Of the text in one spelling, spaces around it. */
  numberQuestion: RegExp;
  uninterested: RegExp;
  interested: RegExp;
}

const words: Record<KnownLanguage, Words> = {
  en: {
    numberQuestion:
      / (?:where|how|who|why)\b.* (?:my|this) (?:phone |telephone |cell |mobile )?(?:number|contact|details|info|information) | (?:where|how) (?:did|do|have) you (?:get|got|find|know|have|found) (?:me|it|this|that) | who gave (?:you|it|this|that) /,
    uninterested:
      / not interested | no interest | not (?:really|now|today|for me) | no (?:thanks|thank you|need) | (?:don't|do not) (?:want|need|have time|care|think so) | (?:i'm|i am|bit|too|very|really) busy | no time | wrong (?:number|person) | another time | some other time | bad time | (?:i'm|i am) (?:at work|driving|in a meeting) | already have /,
    interested:
      / (?<!not )interested | tell me more | (?:i'd|i would) (?:like|love) | sounds (?:good|great|interesting|nice) | put me through | connect me | (?:talk|speak) (?:to|with) (?:someone|somebody|an operator|a person|an advisor|a human) | how much | what (?:does it cost|is the price|are the prices) | why not | more (?:information|details) | go ahead | transfer me /,
  },
  fa: {
    numberQuestion:
      / شماره(?: ?(?:م|ام|مون|ی))? .*(?:کجا|کی|چه کسی|چطور|چیکار) | (?:کجا|کی|چه کسی|چطور) .*شماره|شماره(?:مو| منو| من و)? (?:رو )?(?:از )?کجا/u,
    uninterested:
      / علاقه ?(?:ای|یی)? ?(?:ندارم|نداریم) | (?:وقت|فرصت|حوصله) ?(?:ندارم|نداریم) | نمی ?خ(?:وا)?(?:م|هم|یم|ایم) | نمی ?خوام | (?:نیاز|احتیاج|لازم) ?(?:ی|ی هم)? ?(?:ندارم|نداریم|نیست) | اشتباه (?:گرفت|زنگ) | سر کار(?:م)? | پشت فرمون | جلسه | بعدا | باشه برای بعد | یه وقت دیگه | وقت دیگه | نه (?:ممنون|مرسی|متشکر) /u,
    interested:
      / (?:علاقه|تمایل) دار(?:م|یم) | علاقه ?مند(?:م)? | دوست دارم | مایلم | می ?خوام | می ?خواهم | وصل کن(?:ید|ین)? | وصلم کن(?:ید|ین)? | (?:هزینه|قیمت|شهریه|شرایط)(?: ?(?:ش|اش|تون|شون|اش))? (?:چقدر|چنده|چیه|چیست|چه) | بیشتر (?:توضیح|بگ|بدون) | توضیح بد(?:ید|ین|هید) | چرا که نه | با (?:مشاور|اپراتور|کارشناس|همکار) /u,
  },
};

/** @param language BCP 47. */
export function classifyByKeywords(transcript: string, language: string): Understood {
  const own = words[knownLanguage(language)];
  const text = ` ${wordsOf(transcript).join(' ')} `;
  const known = exampleLike(transcript, examplesFor(language));
  if (known) return by(known, certain);
  if (own.numberQuestion.test(text)) return by('number_question', likely);
  if (asksNotToBeCalled(transcript)) return by('opt_out', likely);
  const plain = clearAnswer(transcript, language);
  if (plain) return by(plain, certain);
  if (own.uninterested.test(text)) return by('no', likely);
  if (own.interested.test(text)) return by('yes', likely);
  const leading = answerOf(transcript, language);
  return leading ? by(leading, guessed) : by('unknown', guessed);
}

function exampleLike(transcript: string, examples: Example[]): CaptureClass | null {
  const spelled = spell(transcript);
  return examples.find((example) => spell(example.transcript) === spelled)?.class ?? null;
}

function spell(text: string): string {
  return wordsOf(normalize(text)).join(' ');
}

function by(captured: CaptureClass, confidence: number): Understood {
  return { class: captured, classifier: 'keywords', confidence };
}
