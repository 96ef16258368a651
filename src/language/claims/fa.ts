import { normalize } from '../normalize.ts';
import { affirmPersian } from './affirm-fa.ts';
import type { Blockers, RawClause } from './patterns.ts';

export const persianBlockers: Blockers = {
  affirm: affirmPersian,
  negation:
    /(?:^|[^\p{L}])(?:نشد|نشده|نکرد|نکرده|نکردم|نکرده ام|نکردیم|ندارم|نداریم|نیست|نیستم|نمی|نخواه|هنوز|بدون|هیچ)/u,
  possible: /(?:^|[^\p{L}])(?:می ?توان|می ?تون|بتوان|بتون|شاید|ممکن|باید)/u,
  notYet: /(?:^|[^\p{L}])(?:شاید|باید|ممکن است|خواهد شد|می ?خواه|می ?خوا)/u,
};
/** «اگر», «وقتی», «بعد از اینکه», «تا»: what follows depends on it. */
const condition =
  /(?:^|[^\p{L}])(?:اگر|اگه|وقتی|هر وقت|هروقت|زمانی که|بعد از (?:این ?که|تایید)|پس از (?:این ?که|تایید)|به محض|همین که|در صورتی که|در صورت|چنان ?چه|تا (?:زمانی|وقتی)|قبل از|پیش از|مگر|شاید|باید|ممکن است|قرار است|که آیا)(?![\p{L}])/u;
const questionWord = /(?:^|[^\p{L}])(?:آیا|چه|کدام|کدوم|کی|چند(?! دقیقه| لحظه| روز)|چطور|مگه)(?![\p{L}])/u;
const reported =
  /^(?:(?:خب|پس|بله|باشه|که|شما) )*(?:متاسفم که|ببخشید که|گفتید|گفتین|فرمودید|فرمودین|می ?فرمایید|می ?فرمایین|می ?گید|می ?گویید|خواستید|خواستین|متوجه شدم که شما|می ?خواهید|می ?خواید)/u;
/** The agent says what it does not know, or speaks of its search, of the call itself, of a time that others have. */
const harmless =
  /(?:نمی ?دو?ا?نم|نمی ?تو?ا?نم|نمی ?توانیم|مطمین نیستم|اطلاع(?:ی)? ندارم|خبر ندارم|قول (?:نمی|بد)|جستجو|شماره(?: تلفن)?(?:تان|تون| شما)?(?: را| رو)? (?:تایید|ثبت|یادداشت|درست)|(?<!به )(?:اسم|نام|اطلاعات|مشخصات)(?:تان|تون| شما)? (?:تایید|ثبت|ذخیره)|(?:تماس|مکالمه)(?: ها)?(?:تان|تون| شما)? ضبط|(?:همه|تمام|کل|کاملا|قبلا|متاسفانه)[^.]*(?:پر|رزرو|گرفته) (?:شده|شده است|است|هست|ه)|(?:آن|اون|این) (?:ساعت|وقت|روز|زمان)[^.]* (?:پر|رزرو|گرفته|اشغال))/u;
/** A finite verb: the clause after it is another one. */
const finite =
  'شد|شدند|شده|شده است|کردم|کردیم|کرده ام|کرده ایم|کردمش|گرفتم|گرفتیم|دادم|دادیم|داد|دارید|دارین|داری|داریم|دارم|است|هست|هستیم|نیست|می ?شود|می ?شه|می ?کنم|می ?کنیم|می ?گیریم|می ?گیرم|می ?گیره|می ?زنیم|موند|ماند|می ?مونه|می ?بینیمتون|می ?بینمتون|گذاشتم|گذاشتیم|سر جاشه|رزروه|ثبته|کنسله|خالیه|آزاده|مناسبه|بازه|بود|رسید|رسیدید|فرستادم|گفتم';
const clauseEnd = new RegExp(
  `[.!?]+\\s|(?:[,;()]|:(?!\\d))+|\\s-\\s| (?:ولی|اما|چون|زیرا) |(?<=(?:^|[^\\p{L}])(?:${finite})) و `,
  'u',
);
const confirming = /(?:کنم|بکنم|بزنم|بذارم|بگذارم|درسته|درست است|صحیح است|خوبه|باشه|موافقید|موافقین)$/u;
const verb = new RegExp(
  `(?:^|[^\\p{L}])(?:${finite}|می ?\\p{L}+|نمی ?\\p{L}+|ن?شد\\p{L}*|ن?کرد\\p{L}*|ن?داد\\p{L}*|ن?گرفت\\p{L}*|\\p{L}+(?:ه است|ه اید|ه ایم)|م(?:ون|ان)ده|دار\\p{L}+|هست\\p{L}*|باشید|باشین|بمانید|بمونید|بفرمایید|لطفا)(?![\\p{L}])`,
  'u',
);

/** The clauses of a Persian sentence. */
export function persianClauses(sentence: string): RawClause[] {
  const text = normalize(sentence)
    .replace(/مشکلی نیست|نگران نباشید|خواهش می ?کنم/g, ',')
    // «ساعت نهه»: it is at nine.
    .replace(
      /(?<=^| )(دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|نیم|ربع|صبح|شب|عصر|ظهر)(?:یه|ه|ست)(?=[ .,!?]|$)/g,
      '$1 است',
    );
  const isQuestion = /\?["'»)\s]*$/.test(text);
  const said = text
    .split(clauseEnd)
    .map((clause) =>
      clause
        .replace(/(?<!\d)[:/]|[:/](?!\d)/g, ' ')
        .replace(/[^\p{L}\p{N}:/%$ ]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((clause) => clause !== '');
  const isReadBack = isQuestion && confirming.test(said.at(-1) ?? '');
  // «می‌آیید، می‌برید یا لغو کنم؟» asks all along.
  const isChoice = / یا /u.test(said.at(-1) ?? '');
  const start = said.findIndex((clause) => condition.test(clause));
  return said.map((clause, index) => {
    const isAsked = questionWord.test(clause) || (isQuestion && (index === said.length - 1 || isChoice));
    return {
      text: clause,
      isAsserted:
        !isAsked && !reported.test(clause) && !harmless.test(clause) && !(start >= 0 && index > start),
      isFragment: !verb.test(clause),
      isReadBack,
      conditionAt: condition.exec(clause)?.index ?? -1,
    };
  });
}
