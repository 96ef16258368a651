import { wordsOf } from '../../../language/normalize.ts';
import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';
import { leadingAnswer } from '../../../language/yes-no.ts';

/** What a person may want, tasks first; the others are answered and the last question is asked again. */
export type Intent =
  | 'cancel'
  | 'move'
  | 'look_up'
  | 'hours'
  | 'times'
  | 'book'
  | 'goodbye'
  | 'nothing_else'
  | 'repeat'
  | 'wait'
  | 'operator'
  | 'identity'
  | 'abilities'
  | 'unsure'
  | 'thanks'
  | 'hello';

type Rule = [intent: Intent, pattern: RegExp];

/** In the order in which they are tried. */
const english: Rule[] = [
  [
    'look_up',
    /\bwhen is my\b|\bwhen's my\b|\b(?:what|which) (?:appointments?|bookings?) (?:do i have|are mine)\b|\bdo i have (?:an|any) (?:appointments?|bookings?)\b|\b(?:look up|check|see|list|find|tell me) (?:my|all my) (?:next )?(?:appointments?|bookings?|visits?)\b|\bmy appointments\b|\bwhat do i have booked\b/,
  ],
  ['cancel', /\b(?:cancel|call off|delete)\b/],
  [
    'move',
    /\b(?:move|reschedule|postpone|shift|switch)\b|\bchange (?:an|my|the|that|it)\b(?! mind)|\b(?:later|earlier|sooner) than (?:my|the)\b|\b(?:push|bring|put) (?:it|my|the|that)\b.*\b(?:back|forward)\b/,
  ],
  [
    'hours',
    /\bwhen are you open\b|\b(?:opening|office|business) hours\b|\bwhat are your hours\b|\bare you open\b/,
  ],
  [
    'times',
    /\bwhat(?:'s| is| times?| do you have| else)\b.*\b(?:available|free|have|open)\b|\b(?:anything|something|any times?|times?|slots?|what's) (?:free|available|open)\b|\bis there anything\b(?! else you)|\bdo you have (?:anything|something|any|time)\b|\bwhat times\b/,
  ],
  [
    'book',
    /\b(?:book|schedule|make|get|set up|arrange|need|want|like|have)\b.*\b(?:appointment|visit|booking|slot|checkup|check up|consultation)\b|\bnew appointment\b|^(?:please )?book\b|\b(?:come in|see the doctor|see doctor)\b|^(?:an )?appointment(?: please)?$/,
  ],
  [
    'nothing_else',
    /\b(?:that's|that is|that'll be|that will be) (?:all|it|everything)\b|\bnothing else\b|\bnothing more\b|\bi'm (?:good|fine|all set|done)\b|^nothing\b/,
  ],
  [
    'goodbye',
    /\b(?:goodbye|good bye|bye|good night|hang up|end the call|have a (?:good|nice|great) (?:day|one|evening))\b/,
  ],
  [
    'repeat',
    /\b(?:repeat|say (?:that|it) again|pardon|come again|what did you say|excuse me|one more time)\b|^(?:sorry|what)$/,
  ],
  [
    'wait',
    /\b(?:hold on|hang on|one (?:moment|second|minute)|just a (?:moment|second|minute)|wait|let me (?:check|see|think))\b/,
  ],
  ['operator', /\b(?:operator|human|real person|somebody|someone else|receptionist|representative)\b/],
  ['identity', /\b(?:who are you|are you a (?:robot|machine|bot|person|human)|your name|how are you)\b/],
  ['abilities', /\bwhat can (?:you|i)\b|^(?:help|help me)\b|\bwhat do you do\b/],
  ['unsure', /\b(?:i don't know|not sure|no idea)\b/],
  ['thanks', /\b(?:thanks|thank you|cheers)\b/],
  ['hello', /\b(?:hello|hi|hey|good (?:morning|afternoon|evening))\b/],
];

const persian: Rule[] = [
  [
    'look_up',
    /نوبتم (?:کی|چه|برای کی)|(?:چه|کدام) نوبت(?:ی|هایی| هایی)? دارم|نوبت(?:ی|م|هایم| هایم)? (?:کی|چه روزی|چه ساعتی)|نوبت دارم|نوبت هایم را|نوبت های من/u,
  ],
  ['cancel', /لغو|کنسل|حذف کن/u],
  ['move', /جا ?به ?جا|جابجا|عوض کن|تغییر|منتقل|عقب بینداز|جلو بینداز|(?:دیرتر|زودتر) از (?:نوبت|وقت|قرار)/u],
  ['hours', /ساعت کار|(?:کی|چه ساعتی|چه روزهایی) باز(?:ید| هستید)|تا کی باز/u],
  [
    'times',
    /چه (?:وقت|ساعت|زمان)(?:ی|هایی| هایی)? (?:خالی|دارید|آزاد|هست)|وقت خالی|وقت آزاد|جای خالی|وقت دارید/u,
  ],
  ['book', /نوبت|وقت (?:بگیرم|می ?خوا|رزرو|لازم)|رزرو/u],
  [
    'nothing_else',
    /همین بود|همین(?:$| ممنون)|کار(?:ی)? (?:دیگری |دیگه ای )?ندارم|چیز دیگری ن|دیگه هیچی|هیچی/u,
  ],
  ['goodbye', /خدا ?حافظ|خدا ?نگهدار|روز خوش|شب خوش|فعلا$/u],
  ['repeat', /تکرار|دوباره بگ|یک بار دیگر بگ|چی گفت|متوجه نشدم|^ببخشید$|^بله چی/u],
  ['wait', /(?:یک|یه) (?:لحظه|دقیقه|ثانیه)|صبر کن|اجازه بد/u],
  ['operator', /اپراتور|منشی|آدم واقعی|با یک نفر|همکارتان/u],
  ['identity', /(?:شما|تو) کی|ربات|کی هستید|اسم شما|حال شما|حالتان/u],
  ['abilities', /چه کار(?:ی|هایی)? (?:می ?توان|می ?کن|بلد)|کمک$|راهنمایی/u],
  ['unsure', /نمی ?دانم|نمیدونم|نمی ?دونم|مطمین نیستم/u],
  ['thanks', /ممنون|مرسی|متشکر|سپاس/u],
  ['hello', /سلام|درود|وقت بخیر|روز بخیر|الو/u],
];

const rules: Record<KnownLanguage, Rule[]> = { en: english, fa: persian };

/** "I don't want to cancel it, just move it" wants no cancellation. */
const unwanted: Record<KnownLanguage, RegExp> = {
  en: /\b(?:don't|do not|not|never|won't|without|rather than|instead of) (?:(?:want|wish|like|need|mean|have|going|trying|intend|looking|to|actually|really) )*(?:cancel|canceling|cancelling|cancellation|delete|deleting|call off|calling off)\b/g,
  fa: /(?:لغو|کنسل|حذف)(?:ش|م)?(?: (?:را|رو))? ?(?:ن[\p{L}]+)|(?:نمی ?خوا|قرار نیست)[\p{L}]*(?: [\p{L}]+){0,3} (?:لغو|کنسل|حذف)(?:ش)?(?: کن[\p{L}]*)?|نه (?:لغو|کنسل|حذف)/gu,
};

export function intentOf(text: string, language: string): Intent | null {
  const words = wordsOf(text).join(' ').replace(unwanted[knownLanguage(language)], '');
  return rules[knownLanguage(language)].find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

export type Choice = 'first' | 'second' | 'third' | 'last' | 'any' | 'none';

const choices: Record<KnownLanguage, Array<[Choice, RegExp]>> = {
  en: [
    ['none', /\bnone of\b|\bneither\b|\bsomething else\b|\bnot (?:any|one) of\b/],
    [
      'first',
      /\bthe (?:first|earlier|earliest)(?: one| time| slot| available)?\b(?! of)|\bearliest\b|\bas soon as possible\b/,
    ],
    ['second', /\bthe second (?:one|time|slot)\b|\bthe second$/],
    ['third', /\bthe third (?:one|time|slot)\b|\bthe third$/],
    ['last', /\bthe (?:last|later|latest)(?: one| time| slot)?\b/],
    [
      'any',
      /\bany ?time\b|\bany of (?:them|those)\b|\bany day\b|\bwhatever\b|\bdoesn't matter\b|\bdon't (?:mind|care)\b|\beither\b/,
    ],
  ],
  fa: [
    ['none', /هیچ ?کدام|هیچ ?کدوم|یک چیز دیگر/u],
    ['first', /اولی|اولین|زودترین|زودتر/u],
    ['second', /دومی/u],
    ['third', /سومی/u],
    ['last', /آخری|دیرتر/u],
    ['any', /فرقی ن|هر کدام|هر وقت|هر ساعتی|هر روزی/u],
  ],
};

/** "The second one", "any time", "none of them". */
export function choiceOf(text: string, language: string): Choice | null {
  const words = wordsOf(text).join(' ');
  return choices[knownLanguage(language)].find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

const names: Record<KnownLanguage, RegExp> = {
  en: /\b(?:my name is|my name's|the name is|this is|i am|i'm|it's) ([a-z][a-z'-]+)(?= |$)/,
  fa: /(?:اسم(?:م| من)|نام(?:م| من)) ([\p{L}]+)|من ([\p{L}]+) هستم/u,
};

/** Words that follow "I am" or "this is" and are no names. */
const notNames = new Set(
  'not a an the my your calling here fine good okay ok sorry sure in on at for late going looking trying just is it that this about very so all done plus oh zero one two three four five six seven eight nine double triple right correct wrong free available یک نه'.split(
    ' ',
  ),
);

export function nameOf(text: string, language: string): string | null {
  const match = names[knownLanguage(language)].exec(wordsOf(text).join(' '));
  const name = match?.slice(1).find((group) => group !== undefined);
  return name === undefined || notNames.has(name) ? null : capitalized(name);
}

/** A single word of letters: "Anna". */
export function bareNameOf(text: string, language: string): string | null {
  const words = wordsOf(text);
  const [word = ''] = words;
  const isWord = words.length === 1 && /^\p{L}{2,}$/u.test(word) && !notNames.has(word);
  return isWord && leadingAnswer(text, language) === null ? capitalized(word) : null;
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
