import type { ClaimPattern, PromiseClaim, VisitClaim } from './patterns.ts';

const end = '(?![\\p{L}])';
const done = '(?:شد|شده|شدند|کردم|کردیم|کرده ام|کرده ایم|دادم|دادیم|داده شد)(?: است)?';

/** How somebody says in Persian that an order, a time or a wish was taken down. */
export const persianVisitPatterns: Array<ClaimPattern<VisitClaim>> = [
  {
    claim: 'ordered',
    words: new RegExp(
      `سفارش[^.]*(?:گرفتم|گرفتیم|فرستادم|فرستادیم|فرستاده شد|گرفته شد|رسید|رساندم|(?:ثبت|ارسال|انجام|تایید|منتقل|تحویل|اضافه) ${done})${end}`,
      'u',
    ),
  },
  { claim: 'ordered', words: new RegExp(`(?:سفارش|اضافه) (?:دادم|دادیم|داده شد|کردم|کردیم|شد)${end}`, 'u') },
  { claim: 'ordered', words: /آشپزخانه[^.]*(?:دارد آماده|در حال آماده|خبر دارد)/u },
  {
    claim: 'noted',
    words: new RegExp(`(?:یادداشت|ثبت|علامت|وارد|ذخیره|قید)(?:ش)? (?:${done}|زدم)${end}`, 'u'),
  },
  {
    claim: 'noted',
    words: new RegExp(
      `(?:نوشتم|نوشتیم|یادداشتش کردم|(?:خبر|اطلاع) (?:دادم|دادیم|داده شد)|به (?:آشپزخانه|رستوران|همکار)[^.]* گفتم)${end}`,
      'u',
    ),
  },
  {
    claim: 'booked',
    words: new RegExp(
      `میز(?: شما|تان|تون| تان)?(?: [^ ]+){0,6} (?:آماده|محفوظ|نگه داشته شد|رزرو شده|نگه داشتم|نگه داشتیم)${end}`,
      'u',
    ),
  },
  {
    claim: 'existing',
    words: /(?:می ?بینیمتان|منتظرتان هستیم|منتظر شما هستیم)/u,
  },
];

/** Promises about later calls: «نمی‌گیریم» is the promise itself, so no negation undoes it. */
export const persianPromisePatterns: Array<ClaimPattern<PromiseClaim>> = [
  {
    claim: 'callback',
    words: new RegExp(
      `(?:تماس (?:می ?گیر(?:م|یم|ند)|خواه(?:م|یم) گرفت)|زنگ (?:می ?زن(?:م|یم|ند)|خواه(?:م|یم) زد))${end}`,
      'u',
    ),
  },
  {
    claim: 'callback',
    words: new RegExp(`تماس(?: [^ ]+){0,4} (?:هماهنگ|تنظیم|برنامه ریزی) ${done}${end}`, 'u'),
  },
  {
    claim: 'opted_out',
    words: new RegExp(
      `(?:تماس نمی ?گیر(?:م|یم|ند)|تماس نخواه(?:م|یم) گرفت|زنگ نمی ?زن(?:م|یم|ند)|مزاحم(?:تان| شما)? نمی ?شو(?:م|یم))${end}`,
      'u',
    ),
  },
  {
    claim: 'opted_out',
    words: new RegExp(`(?:شماره|فهرست|لیست)[^.]*(?:حذف|پاک|خارج|مسدود)(?:ش)? ${done}${end}`, 'u'),
  },
];
