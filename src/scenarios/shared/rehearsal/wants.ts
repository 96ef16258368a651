import { wordsOf } from '../../../language/normalize.ts';
import { asksNotToBeCalled } from '../../../language/refusals.ts';
import { isSomebodyElse } from '../../../language/somebody-else.ts';
import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';

/** What somebody who is called may want of any call, whatever it is about. */
export type Want =
  | 'never_again'
  | 'wrong_person'
  | 'somebody_else'
  | 'source'
  | 'later'
  | 'not_interested'
  | 'angry';

export type WantRule<Kind extends string> = [want: Kind, pattern: RegExp];

/** In the order in which they are tried: what ends the call is never taken for anything else. */
const english: WantRule<Want>[] = [
  [
    'wrong_person',
    /\bwrong (?:number|person|house)\b|\b(?:no one|nobody|no-one) (?:by|with|of|called|named) (?:that|this)?\b|\b(?:you have|you've got|got) the wrong\b|\b(?:i am|i'm|this is|that is|that's) not (?:him|her|me|he|she|that person)\b|\bthere is no (?:such|one) \b|\b(?:doesn't|does not|don't) live here\b|\bi (?:don't|do not) know (?:him|her|that person|who that is)\b/,
  ],
  [
    'source',
    /\b(?:where|how) (?:did|do|have) you (?:get|got|have|find|found|come by)\b.*\b(?:number|name|contact)\b|\bwho gave you (?:my|this) (?:phone )?number\b|\bwhere (?:is|are|does) (?:my|this) (?:phone )?number (?:from|come from)\b|\bhow come you have my number\b/,
  ],
  [
    'later',
    /\b(?:call|phone|ring|try)(?: me| us)?(?: back| again)?(?: (?:on|in|at|later|tomorrow|tonight|this|next|some|another|after|around|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b|\bcall (?:me )?(?:back|again)\b|\bnot (?:right )?now\b|\bnot today\b|\b(?:i am|i'm|we are|we're) (?:very |really |a bit |quite |too )?(?:busy|driving|working|at work|in a meeting)\b|\b(?:bad|not a good|not the best) (?:time|moment)\b|\bno time\b|\ban ?other time please\b|\blater please\b|^(?:maybe )?later$/,
  ],
  [
    'not_interested',
    /\bnot interested\b|\bno interest\b|\b(?:don't|do not) (?:want|need) (?:to order|anything|it|any)\b|\bnothing for me\b/,
  ],
  [
    'angry',
    /\b(?:ridiculous|annoying|annoyed|angry|furious|unacceptable|outrageous|terrible|harass\w*|spam|fed up|sick of)\b/,
  ],
];

const persian: WantRule<Want>[] = [
  [
    'wrong_person',
    /اشتباه (?:گرفت|تماس|زنگ|شماره)|شماره (?:را |رو )?اشتباه|چنین کسی|کسی به این (?:اسم|نام)|من (?:او|ایشان) نیستم/u,
  ],
  ['source', /شماره(?: من| ام|م)?(?: را| رو)?[^.]*(?:از کجا|کی داده|چطور)|از کجا[^.]*شماره/u],
  [
    'later',
    /(?:بعدا|بعداً|فردا|امشب|عصر|دیرتر|وقت دیگری)[^.]*(?:تماس|زنگ)|(?:تماس|زنگ)[^.]*(?:بعدا|فردا|دیرتر)|الان (?:نه|نمی ?توانم|وقت ندارم|گرفتارم)|(?:سرم شلوغ|گرفتارم|وقت ندارم|جلسه|رانندگی|بد موقع)/u,
  ],
  ['not_interested', /علاقه ?(?:ای|یی)? ?ن|تمایلی? ن|چیزی نمی ?خوا|سفارش(?:ی)? (?:ندارم|نمی ?دهم|نمی ?دم)/u],
  ['angry', /عصبانی|مزخرف|مسخره|خسته شدم|افتضاح/u],
];

const rules: Record<KnownLanguage, WantRule<Want>[]> = { en: english, fa: persian };

/** Everything that is wanted at once; the first counts most. */
export function wantsOf(text: string, language: string): Want[];
/** @param own what may be wanted of this kind of call, after what may be wanted of any */
export function wantsOf<Own extends string>(
  text: string,
  language: string,
  own: Record<KnownLanguage, WantRule<Own>[]>,
): Array<Want | Own>;
export function wantsOf(
  text: string,
  language: string,
  own: Record<KnownLanguage, WantRule<string>[]> = { en: [], fa: [] },
): string[] {
  const words = wordsOf(text).join(' ');
  const known = knownLanguage(language);
  const wants = [...rules[known], ...own[known]]
    .filter(([, pattern]) => pattern.test(words))
    .map(([want]) => want);
  return [
    ...(asksNotToBeCalled(text) ? ['never_again'] : []),
    ...(isSomebodyElse(text) && !wants.includes('wrong_person') ? ['somebody_else'] : []),
    ...wants,
  ];
}
