import { wordsOf } from '../../../language/normalize.ts';
import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';

/** What somebody who is called may want of any call, whatever it is about. */
export type Want =
  | 'never_again'
  | 'wrong_person'
  | 'source'
  | 'later'
  | 'not_interested'
  | 'angry'
  /** About a visit. */
  | 'not_coming'
  | 'arrived'
  | 'on_the_way'
  | 'takeaway'
  | 'reschedule'
  | 'cancel'
  | 'menu';

type Rule = [want: Want, pattern: RegExp];

/** In the order in which they are tried: what ends the call is never taken for anything else. */
const english: Rule[] = [
  [
    'never_again',
    /\b(?:do not|don't|never|stop) (?:ever )?(?:call|calling|phone|phoning|ring|ringing|contact|contacting|bother|bothering)\b(?! me (?:now|today|at|before))|\b(?:take|remove|delete|get) (?:me|my (?:phone )?number)\b.*\b(?:off|from|list|database)\b|\b(?:remove|delete) my (?:phone )?number\b|\bleave me alone\b|\bno more calls\b/,
  ],
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
  [
    'takeaway',
    /\btake ?away\b|\btake ?out\b|\bto go\b(?! (?:there|home|now))|\bpick (?:it|the \w+|my \w+) up\b|\bcollect (?:it|the|my)\b|\bfetch (?:it|my)\b|\bpick up\b/,
  ],
  [
    'not_coming',
    /\b(?:not|won't|can't|cannot|couldn't) (?:be able to )?(?:come|coming|make it|be there|be coming|going to (?:come|make it))\b|\bnot going to\b|\bi (?:forgot|changed my mind)\b|\bcan't make it\b|\bno longer\b/,
  ],
  ['cancel', /\b(?:cancel|call (?:it|the visit) off|forget (?:it|about it)|drop it|delete it)\b/],
  [
    'arrived',
    /\b(?:have|has|i've|we've|just|already)(?: just| already)? (?:arrived|got here|come)\b|\b(?:i am|i'm|we are|we're) (?:already |just )?(?:here|there|inside|at the (?:restaurant|table)|sitting)\b|^(?:yes )?(?:already )?(?:arrived|here)$|\bwe arrived\b|\bi arrived\b/,
  ],
  [
    'on_the_way',
    /\b(?:not yet|on (?:my|our|the) way|still coming|running late|be late|am late|i'm late|we're late|stuck in|traffic|almost there|nearly there|a bit late|delayed|soon)\b/,
  ],
  [
    'reschedule',
    /\b(?:an ?other|different|new|some other) (?:time|day|date)\b|\breschedule\b|\bmove (?:it|my|the)\b|\bpostpone\b|\b(?:come|visit) (?:on|at|in|tomorrow|later|again|some other|next)\b|\bchange (?:it|the (?:time|day))\b/,
  ],
  [
    'menu',
    /\bwhat (?:do you have|have you got|is there|can i (?:have|get|order)|are the options)\b|\bthe menu\b|\bwhat's on\b/,
  ],
];

const persian: Rule[] = [
  [
    'never_again',
    /(?:دیگر|دیگه|هیچ ?وقت)[^.]*(?:تماس ن|زنگ ن|مزاحم ن)|(?:به من |با من )(?:زنگ|تماس) ن|شماره(?: ام| من|م)[^.]*(?:حذف|پاک)|مزاحم نش|زنگ نزن|تماس نگیر/u,
  ],
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
  ['takeaway', /بیرون ?بر|می ?برم خانه|می ?برمش|با خودم (?:می ?برم|ببرم)|می ?آیم می ?برم/u],
  ['not_coming', /نمی ?آی|نمی ?یا|نمیام|نمی ?رس|نمی ?توان(?:م|یم) بیا|منصرف/u],
  ['cancel', /لغو|کنسل|بی ?خیال/u],
  ['arrived', /(?<!\p{L})(?:رسیده ?(?:ام|ایم|م)|رسیدم|رسیدیم)|اینجا ?(?:م|ییم|هستم|هستیم)|(?:سر|پشت) میز/u],
  ['on_the_way', /در راه|تو راه|هنوز ن|دیر (?:می|تر)|ترافیک|نزدیک/u],
  ['reschedule', /(?:وقت|زمان|روز|ساعت) دیگ|عوض|جا ?به ?جا|منتقل|(?:فردا|شنبه|جمعه)[^.]*(?:می ?آی|بیا)/u],
  ['menu', /چه (?:چیزی? |غذایی )?دارید|(?<!\p{L})منو(?:ی|ی تان)?(?!\p{L})/u],
];

const rules: Record<KnownLanguage, Rule[]> = { en: english, fa: persian };

/** Everything that is wanted at once; the first counts most. */
export function wantsOf(text: string, language: string): Want[] {
  const words = wordsOf(text).join(' ');
  return rules[knownLanguage(language)].filter(([, pattern]) => pattern.test(words)).map(([want]) => want);
}
