import type { KnownLanguage } from '../../../../language/tags.ts';
import { type Want, type WantRule, wantsOf } from '../../../shared/rehearsal/wants.ts';

/** What a guest may want of a call about their visit, beside what anybody may want of any call. */
export type VisitWant =
  | 'not_coming'
  | 'arrived'
  | 'on_the_way'
  | 'takeaway'
  | 'reschedule'
  | 'cancel'
  | 'menu'
  | 'hours'
  /** An order from before this call. */
  | 'standing_order'
  | 'change_order';

/** In the order in which they are tried. */
const english: WantRule<VisitWant>[] = [
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
    'hours',
    /\b(?:opening hours|when (?:do you|are you) (?:open|close|opened|closed)|how long are you open|what time do you (?:open|close)|are you open)\b/,
  ],
  [
    'change_order',
    /\b(?:change|modify|update|add (?:something )?to|adjust)\b[^.]*\border\b|\border\b[^.]*\bchange[ds]?\b/,
  ],
  [
    'standing_order',
    /\b(?:what (?:did|have) (?:i|we) order(?:ed)?|(?:about|check|look up|read) (?:my|our) order|my order from (?:before|earlier)|do you have (?:my|our) order)\b/,
  ],
  [
    'menu',
    /\bwhat (?:do you have|have you got|is there|can i (?:have|get|order)|are the options)\b|\bthe menu\b|\bwhat's on\b/,
  ],
];

const persian: WantRule<VisitWant>[] = [
  ['takeaway', /بیرون ?بر|می ?برم خانه|می ?برمش|با خودم (?:می ?برم|ببرم)|می ?آیم می ?برم/u],
  ['not_coming', /نمی ?آی|نمی ?یا|نمیام|نمی ?رس|نمی ?توان(?:م|یم) بیا|منصرف/u],
  ['cancel', /لغو|کنسل|بی ?خیال/u],
  ['arrived', /(?<!\p{L})(?:رسیده ?(?:ام|ایم|م)|رسیدم|رسیدیم)|اینجا ?(?:م|ییم|هستم|هستیم)|(?:سر|پشت) میز/u],
  ['on_the_way', /در راه|تو راه|هنوز ن|دیر (?:می|تر)|ترافیک|نزدیک/u],
  ['reschedule', /(?:وقت|زمان|روز|ساعت) دیگ|عوض|جا ?به ?جا|منتقل|(?:فردا|شنبه|جمعه)[^.]*(?:می ?آی|بیا)/u],
  ['hours', /(?:کی|چه ساعتی|تا کی|ساعت چند) (?:باز|می ?بند|بسته)|ساعت ?(?:های)? ?کار/u],
  ['change_order', /سفارش[^.]*(?:عوض|تغییر|کم|زیاد)|(?:عوض|تغییر)[^.]*سفارش/u],
  ['standing_order', /(?:چه سفارش|سفارشم|سفارش من|سفارش ما)[^.]*(?:دادم|دادیم|چی|چه)/u],
  ['menu', /چه (?:چیزی? |غذایی )?دارید|(?<!\p{L})منو(?:ی|ی تان)?(?!\p{L})/u],
];

const rules: Record<KnownLanguage, WantRule<VisitWant>[]> = { en: english, fa: persian };

/** Everything that is wanted at once; the first counts most. */
export function visitWantsOf(text: string, language: string): Array<Want | VisitWant> {
  return wantsOf(text, language, rules);
}
