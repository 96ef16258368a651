import type { ClaimPattern } from '../../../language/claims/patterns.ts';
import type { VisitClaim } from './visit-claim.ts';

const end = '(?![\\p{L}])';
const done = '(?:شد|شده|شدند|کردم|کردیم|کرده ام|کرده ایم|دادم|دادیم|داده شد)(?: است)?';

/** How somebody says in Persian that an order, a time or a wish was taken down. */
export const persianVisitClaims: Array<ClaimPattern<VisitClaim>> = [
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
