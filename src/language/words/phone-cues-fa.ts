import { hundreds, teens, tens, units } from './numbers-fa.ts';
import type { CueRule, Cues } from './phone-cue.ts';

const digitWord = [units, teens, tens, hundreds].flatMap((table) => Object.keys(table)).join('|');
const small = `(?:\\d{1,2}|(?:${Object.keys(tens).join('|')})(?: و (?:${Object.keys(units).join('|')}))?|${Object.keys({ ...units, ...teens }).join('|')})`;
const start = '(?<![آ-ی\\d])';
const end = '(?![آ-ی\\d])';
/** No digit follows, so that what was read before is not the beginning of a number. */
const alone = `${end}(?! *(?:و *)?(?:\\d|(?:${digitWord})${end}))`;
/** No digit stands before, so that this is not the end of one. */
const first = `(?<!(?:\\d|${start}(?:${digitWord}))[ و]*)${start}`;
const several = `(?:\\d[\\d -]*|(?:(?:${digitWord})(?: و)? ?)+)`;

const months =
  'فروردین|اردیبهشت|خرداد|تیر|مرداد|امرداد|شهریور|مهر|ابان|آبان|اذر|آذر|دی|بهمن|اسفند|ژانویه|فوریه|مارس|آوریل|مه|ژوین|ژوئن|ژوییه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر';

const rule = (pattern: string, mark: string): CueRule => [new RegExp(pattern, 'gu'), mark];

const places: CueRule[] = [
  rule(
    `${start}(?:${small} )?(?:رقم|شماره|عدد) (?:های )?آخر(?:ش)?${end}|${start}(?:آخرش|ته(?:ش)|آخر شماره(?: ام|م)?|انتهاش|انتهای (?:آن|شماره))(?: هم)?(?= (?:\\d|(?:${digitWord})${end}))`,
    'ENDING',
  ),
  rule(`${start}(?:در |به |توی )?(?:آخرش|آخر|انتها|انتهاش|تهش)${end}`, 'ATEND'),
  rule(
    `${start}(?:${small} )?(?:رقم|شماره|عدد) (?:های )?اول(?:ش)?${end}|${start}(?:اولش|کد شهر|پیش شماره)(?: هم)?${end}|${start}با(?= (?:\\d|${digitWord})[^,]* شروع)`,
    'STARTING',
  ),
  rule(`${start}کد کشور(?: \\+)?`, '+'),
];

const otherDigits: CueRule[] = [
  rule('(?<![\\d./-])\\d{1,2}([./-])\\d{1,2}\\1(?:1[34]|19|20)\\d\\d(?![\\d/-])', 'STOP'),
  rule('(?<![\\d./-])(?:1[34]|19|20)\\d\\d([./-])\\d{1,2}\\1\\d{1,2}(?![\\d/-])', 'STOP'),
  rule(`${first}${small}(?:م|ام| ام)? (?:${months})${end}(?: (?:1[34]|19|20)\\d\\d${alone})?`, 'STOP'),
  rule(
    `\\d{1,2}:\\d\\d|${start}(?:ساعت|حدود|قبل از|بعد از|بین) (?:ساعت )?${small}(?: (?:و|تا) (?:نیم|ربع|${small}))?${alone}|${start}${small} و (?:نیم|ربع)${end}|${start}(?:ربع|نیم) (?:به|و) ${small}${alone}`,
    'STOP',
  ),
  rule(
    `${first}${small} ?(?:سالم|ساله|سال(?:ه)? ?(?:ام|مه|هستم|دارم)?|نفر(?:یم|ه|ی)?|نفر هستیم|تا بچه|بچه|دقیقه|ساعت|روز|هفته|ماه|بار|تومان|تومن|هزار تومان|یورو|دلار|درصد|تا سوال|سوال|جلسه)${end}|${start}سنم(?: هم)? ${small}${end}|${start}(?:یک|یه) (?:لحظه|دقیقه|سوال|نفر|چیز|بار|کم|وقت)${end}`,
    'STOP',
  ),
  rule(
    `${start}(?:واحد|طبقه|پلاک|اتاق|خیابان|کوچه|بلوک|ساختمان|میز|صندلی|کد پستی|کدپستی|منطقه|پله|زنگ)(?: شماره)?(?: من| ام)? ${several}`,
    'STOP',
  ),
  rule(
    `${start}(?:(?:شماره|کد) )(?:سفارش|پیگیری|ملی|حساب|کارت|پرونده|پرسنلی|بیمه|عضویت|مشتری|رزرو|نوبت|شناسنامه)(?: من|م| ام)? ${several}|${start}کد ملی(?: من|م| ام)? ${several}`,
    'STOP',
  ),
];

const owners: CueRule[] = [
  rule(
    `${start}شماره(?: تلفن| موبایل| همراه)? (?:قبلی|قدیمی|سابق|همسر|خانم|شوهر|مادر|پدر|مامان|بابا|پسر|دختر|برادر|خواهر|محل کار|دفتر|کار)(?: ?(?:م|ام|مان|من))?${end}`,
    'OTHER',
  ),
  rule(
    `${start}شماره(?: ?(?:ام|م|ی))?(?: (?:تلفن|موبایل|همراه|تماس|جدید|من|خودم|درست|جدیدم|تلفنم|موبایلم|همراهم|ام))*${end}`,
    'MINE',
  ),
];

const corrections: CueRule[] = [
  // «نه» is also nine; who writes digits as digits writes that one so, too.
  rule('(?:, *نه,?|(?<=\\d) نه,) *(?=\\d)', 'FIX'),
  rule('(?<= )نه *(?=\\d)', 'NAY'),
  rule(
    `${start}(?:از اول(?: می ?گ(?:م|ویم))?|از نو|ولش کن(?:ید)?|فراموشش کن(?:ید)?|بی ?خیال|اون رو ول کن(?:ید)?|پاکش کن(?:ید)?)${end}`,
    'RESTART',
  ),
  rule(`${start}(?:به ?جای|نه اینکه)${end}`, 'NOT'),
  rule(
    `${start}(?:(?:نه )?(?:ببخشید|ببخشین|اشتباه(?: شد| گفتم| کردم)?|یعنی|نخیر|منظورم(?: این بود)?|معذرت(?: می ?خوا(?:م|هم))?|شرمنده|اصلاح می ?کنم|صبر کن(?:ید)?|نه نه|نه صبر کن(?:ید)?))${end}`,
    'FIX',
  ),
];

export const persianCues: Cues = {
  rules: [...places, ...otherDigits, ...owners, ...corrections],
  doubtful: [rule('(?<=,) *نه(?= |,)|(?<= )نه(?=,)', 'FIX'), rule('(?<= )نه(?= )', 'NAY')],
};
