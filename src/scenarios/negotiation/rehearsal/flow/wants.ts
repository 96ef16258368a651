import type { KnownLanguage } from '../../../../language/tags.ts';
import type { WantRule } from '../../../shared/rehearsal/wants.ts';

/** What a reception may say beside a time. */
export type ReceptionWant =
  | 'no_new_clients'
  | 'no_assistants'
  | 'who'
  | 'details'
  | 'transfer'
  | 'vague'
  | 'gone'
  | 'nothing';

/** In the order in which they are tried. */
export const receptionWants: Record<KnownLanguage, WantRule<ReceptionWant>[]> = {
  en: [
    [
      'no_new_clients',
      /\b(?:not?|don't|aren't|cannot|can't|never)\b.*\bnew (?:clients?|patients?|customers?|people)\b|\bnew (?:clients?|patients?|customers?)\b.*\b(?:not|closed|don't|aren't)\b/,
    ],
    [
      'no_assistants',
      /\b(?:don't|do not|not|never|won't|will not) (?:talk|speak|deal|book|do (?:this|that))\b.*\b(?:robots?|machines?|bots?|computers?|assistants?|ai)\b|\bonly (?:talk|speak) to (?:people|humans?|the (?:patient|client))\b/,
    ],
    [
      'who',
      /\bwho(?: is|'s)? (?:(?:it|this|that|the (?:appointment|patient|client|slot)) )?for\b|\bfor whom\b|\b(?:what|which|whose|under|the|full|last) (?:\w+ )?name\b/,
    ],
    [
      'details',
      /\b(?:date of birth|birthday|birth date|born|insur\w+|policy|social security|(?:phone|telephone|contact) number|email|address|reason for|what is it about|symptoms?|spell)\b/,
    ],
    [
      'transfer',
      /\b(?:put|pass|patch) you (?:through|on|over)\b|\b(?:transfer|connect|forward)(?:ing)? (?:you|your call)\b|\blet me (?:get|find) (?:somebody|someone|my colleague|the)\b/,
    ],
    [
      'vague',
      /\b(?:maybe|perhaps|probably|possibly|around|(?<!\b(?:how|what) )about|roughly|approximately|some ?time|something like|or so|ish|might)\b/,
    ],
    [
      'gone',
      /\b(?:taken|gone|no longer (?:free|available|open)|not (?:free|available|open) any ?more|(?:somebody|someone) else (?:has|took|got)|just (?:went|booked))\b/,
    ],
    [
      'nothing',
      /\b(?:nothing|no(?:t any| more)? (?:times?|slots?|appointments?|openings?|availability)|fully booked|all booked|booked (?:out|up|solid)|(?:don't|do not) have (?:anything|any)|full)\b|\bis the (?:earliest|first|soonest)\b/,
    ],
  ],
  fa: [
    [
      'no_new_clients',
      /(?:مراجع|بیمار|مشتری)(?:ان)? (?:جدید|تازه)[^.]*(?:نمی|ن)|(?:جدید|تازه) نمی ?(?:پذیر|گیر)/u,
    ],
    ['no_assistants', /با (?:ربات|ماشین|دستیار)[^.]*(?:صحبت|حرف) نمی/u],
    ['who', /برای (?:چه کسی|کی|کیست)|(?:نام|اسم)(?:شان)? (?:چیست|چیه|را)|به (?:نام|اسم) (?:چه|کی)/u],
    ['details', /تاریخ تولد|بیمه|شماره (?:تلفن|تماس)|کد ملی|ایمیل|نشانی|آدرس/u],
    ['transfer', /وصل(?:تان)? می ?کنم|به همکارم/u],
    ['vague', /شاید|حدود|تقریبا|احتمالا|طرف های|حوالی/u],
    ['gone', /پر شد|گرفته(?:اند)? شد|دیگر خالی نیست|رفت$|از دست رفت/u],
    ['nothing', /هیچ|وقت(?:ی)? نداریم|پر است|پر هستیم|جا نداریم|زودتر ن|همین زودترین/u],
  ],
};
