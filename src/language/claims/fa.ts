import { normalize } from '../normalize.ts';
import {
  type Claim,
  type ClaimPattern,
  matchClaims,
  type PromiseClaim,
  type VisitClaim,
} from './patterns.ts';
import { persianPromisePatterns, persianVisitPatterns } from './visit-fa.ts';

/** The past of "to become" and of "to do": said of a deed that is over. «می‌شود», «شود», «کنم» are not. */
const became = '(?:شد|شده|شدند|گردید|گردیده)(?: است| ه)?';
const did = '(?:کردم|کردیم|کرده ام|کرده ایم|کردمش|دادم|دادیم|داده ام|داده ایم|زدم|زدیم)';
const end = '(?![\\p{L}])';
const booking =
  '(?:رزرو|ثبت|تنظیم|هماهنگ|قطعی|نهایی|تایید|تاییدیه|فیکس|اوکی|رزرب|تعیین|برقرار)(?:ش|تون|تان)?';
const moving = '(?:جا ?ب(?:ه )?جا|جابه ?جا|منتقل|عوض|تغییر|اصلاح|موکول|به ?روز ?رسانی|ویرایش)(?:ش|تون|تان)?';
const canceling = '(?:لغو|کنسل|حذف|باطل|ابطال)(?:ش|تون|تان)?';

function past(claim: Claim, deed: string): ClaimPattern[] {
  return [
    { claim, words: new RegExp(`${deed} (?:هم )?(?:${became}|${did})${end}`, 'u') },
    { claim, words: new RegExp(`${deed} (?:یافت|پیدا کرد|کرد|خورد)${end}`, 'u') },
  ];
}

const patterns: ClaimPattern[] = [
  {
    claim: 'existing',
    words: /(?:نوبت|وقت|قرار)(?:ی|های|ها)?(?: [^ ]+){0,9} (?:دارید|دارین|داشتید|داری)(?![\p{L}])/u,
  },
  {
    claim: 'existing',
    words:
      /(?:نوبت|وقت) (?:بعدی|فعلی|آینده|قبلی)(?: شما| تان| تون)? .*(?:است|هست|هستش|ه|می باشد|رزرو شده|ثبت شده)(?![\p{L}])/u,
  },
  {
    claim: 'existing',
    words:
      /(?:نوبت|وقت)(?: شما|تان|تون| تان| تون) (?:(?!شد|جدید)[^ ]+ ){1,9}(?:است|هست|هستش|می باشد)(?![\p{L}])/u,
  },
  {
    claim: 'existing',
    words:
      /(?:می ?بینم|پیدا کردم)(?: که)?(?: [^ ]+){0,8} (?:نوبت|وقت)|(?:نوبت|وقت)[^.]*(?:می ?بینم|پیدا کردم)/u,
  },
  {
    claim: 'existing',
    words:
      /می ?بینیمتان|می ?بینیمتون|می ?بینمتون|منتظرتان هستیم|منتظرتون هستیم|منتظر شما هستیم|می ?بینیم شما را/u,
  },
  ...past('booked', booking),
  {
    claim: 'booked',
    words:
      /(?:نوبت|وقت)(?:ی)?(?: را| رو)?(?: برای ?(?:تان|تون|شما)| برایتان| براتون)?(?: [^ ]+){0,6} (?:گرفتم|گرفتیم|گرفته شد|گذاشتم|گذاشتیم)(?![\p{L}])/u,
  },
  {
    claim: 'booked',
    words:
      /(?:نوبت|وقت)(?: شما|تان|تون| تان| تون)?(?: [^ ]+){0,8} (?:قطعی|نهایی|تایید شده|رزرو شده|ثبت شده|محفوظ) ?(?:است|ه|هست)(?![\p{L}])/u,
  },
  {
    claim: 'booked',
    words: /(?:اسم|نام)(?: شما|تان|تون| تان| تون) (?:را |رو )?(?:نوشتم|نوشتیم|ثبت کردم|وارد کردم|وارد شد)/u,
  },
  ...past('modified', moving),
  {
    claim: 'modified',
    words: /(?:نوبت|وقت) جدید(?: شما|تان|تون| تان| تون)?(?: [^ ]+){1,8} (?:است|هست|شد)(?![\p{L}])/u,
  },
  { claim: 'modified', words: /(?:نوبت|وقت)[^.]*(?:بردم|انداختم|گذاشتم|منتقلش کردم) (?:به|برای|روی)/u },
  ...past('canceled', canceling),
  { claim: 'canceled', words: /دیگر (?:نوبتی|وقتی) ندارید/u },
  { claim: 'done', words: /^(?:(?:خب|خوب|باشه|بله) )*تمام(?:ش)? (?:شد|کردم|کردیم)(?![\p{L}])/u },
  {
    claim: 'done',
    words:
      /(?:^|[^\p{L}])(?:انجام|ردیف|درست|اوکی|حل|جور)(?:ش)? (?:شد|شده|دادم|دادیم|کردم|کردیم)(?: است)?(?![\p{L}])/u,
  },
  {
    claim: 'done',
    words:
      /(?:همه ?چیز|همه چی|کارتان|کارتون|کار شما)(?: [^ ]+)? (?:آماده|مرتب|ردیف|تمام|انجام شده|درست)(?: است| ه| شد)?(?![\p{L}])/u,
  },
  { claim: 'done', words: /ترتیبش (?:را |رو )?داد(?:م|یم|ه شد)/u },
];

const negation = /(?:^|[^\p{L}])(?:نشد|نشده|نکرد|نکرده|نکردم|نیست|نمی|هنوز|بدون|هیچ)/u;
/** «اگر», «وقتی», «بعد از اینکه», «تا»: what follows depends on it. */
const condition =
  /(?:^|[^\p{L}])(?:اگر|اگه|وقتی|هر وقت|هروقت|زمانی که|بعد از (?:این ?که|تایید)|پس از (?:این ?که|تایید)|به محض|همین که|در صورتی که|در صورت|چنان ?چه|تا (?:زمانی|وقتی)|قبل از|پیش از|مگر|شاید|باید|ممکن است|قرار است|که آیا)(?![\p{L}])/u;
const questionWord = /(?:^|[^\p{L}])(?:آیا|چه|کدام|کدوم|کی|چند|چطور|مگه)(?![\p{L}])/u;
const clauseEnd = /[.!?]+\s|[,;:()]+|\s-\s| (?:ولی|اما|چون|زیرا) /u;

/** Claims of a Persian sentence. */
export function persianClaims(sentence: string): Claim[] {
  return claimsIn(sentence, patterns, [negation]);
}

export function persianVisitClaims(sentence: string): VisitClaim[] {
  return claimsIn(sentence, persianVisitPatterns, [negation]);
}

/** «تماس می‌گیریم» is no deed yet, but whoever says it must have seen to it. */
export function persianPromiseClaims(sentence: string): PromiseClaim[] {
  return claimsIn(sentence, persianPromisePatterns, []);
}

function claimsIn<Kind extends string>(
  sentence: string,
  wanted: Array<ClaimPattern<Kind>>,
  blockers: RegExp[],
): Kind[] {
  const text = normalize(sentence).replace(/مشکلی نیست|نگران نباشید|خواهش می ?کنم/g, ',');
  const isQuestion = /\?["'»)\s]*$/.test(text);
  const clauses = text.split(clauseEnd).map((clause) =>
    clause
      .replace(/[^\p{L}\p{N} ]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const said = clauses.filter((clause) => clause !== '');
  const start = said.findIndex((clause) => condition.test(clause));
  const claims = said.flatMap((clause, index) => {
    const isAsked = questionWord.test(clause) || (isQuestion && index === said.length - 1);
    const followsCondition = start >= 0 && index >= start;
    return followsCondition || isAsked ? [] : matchClaims(clause, wanted, blockers);
  });
  return [...new Set(claims)];
}
