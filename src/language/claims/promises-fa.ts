import type { ClaimPattern, PromiseClaim } from './patterns.ts';

const end = '(?![\\p{L}])';
const done = '(?:شد|شده|شدند|کردم|کردیم|کرده ام|کرده ایم|دادم|دادیم|داده شد)(?: است)?';

/** Promises about later calls: «نمی‌گیریم» is the promise itself, so no negation undoes it. */
export const persianPromises: Array<ClaimPattern<PromiseClaim>> = [
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
