import { joinWords } from '../../../language/join-words.ts';
import { type LocalMoment, sayWhen } from '../../../language/say.ts';
import { cardinal } from '../../../language/words/speak-fa.ts';
import type { VisitRefusal } from '../store/visits.ts';
import type { SpokenItem, VisitTexts } from './shape.ts';

const refusals: Record<VisitRefusal, string> = {
  no_customer: 'سفارش شما را پیدا نمی‌کنم و متأسفانه از اینجا نمی‌توانم تغییری بدهم.',
  wrong_status: 'این کار دیگر ممکن نیست.',
  past: 'آن زمان گذشته است. چه ساعتی مناسب است؟',
  too_far: 'برای آن تاریخ هنوز برنامه نداریم. چه روز دیگری را می‌خواهید؟',
  no_such_date: 'چنین روزی در تقویم نیست. چه روزی را می‌خواهید؟',
  no_such_time: 'چنین ساعتی وجود ندارد. چه ساعتی را می‌خواهید؟',
  call_ended: 'این تماس دیگر تمام شده است.',
};

const when = (moment: LocalMoment, today: string) => sayWhen('fa', moment, today);

export const persian: VisitTexts = {
  orderErrand: 'برای گرفتن سفارش شما تماس گرفته‌ام. الان سفارش می‌دهید؟',
  orderWelcome: 'چه سفارشی دارید؟',
  arrivalErrand: (expected, today) =>
    expected === null
      ? 'امروز منتظر شما هستیم. آیا رسیده‌اید؟'
      : `برای ${when(expected, today)} منتظر شما بودیم. آیا رسیده‌اید؟`,
  recoveryErrand: (missed, today) =>
    `${missed === null ? '' : `${when(missed, today)} `}تشریف نیاوردید. وقت دیگری می‌آیید، سفارش را بیرون‌بر می‌برید یا منصرف شده‌اید؟`,
  errandInShort: {
    order: 'درباره سفارش شما',
    arrival: 'برای پرسیدن اینکه رسیده‌اید یا نه',
    recovery: 'درباره قراری که تشریف نیاوردید',
  },
  items,
  readBack: (list, notes) => `یعنی ${items(list)}${notes === null ? '' : `، با این توضیح: ${notes}`}. درسته؟`,
  ordered: (list) => `سفارش شما ثبت شد: ${items(list)}.`,
  arrivalSet: (moment, today) => `یادداشت کردم که ${when(moment, today)} تشریف می‌آورید.`,
  arrived: 'عالی است، یادداشت کردم که رسیده‌اید. نوش جان.',
  notComing: 'یادداشت کردم که تشریف نمی‌آورید. ممنون که گفتید.',
  rescheduled: (moment, today) => `میز شما به ${when(moment, today)} منتقل شد.`,
  takeaway: 'یادداشت کردم که سفارش را بیرون‌بر می‌برید.',
  canceled: 'قرار شما لغو شد.',
  declined: 'اشکالی ندارد.',
  nothingOrdered: 'باید بدانم چه چیزی و چند تا می‌خواهید. چه سفارشی دارید؟',
  notOnMenu: (names, menu) =>
    `متأسفانه ${joinWords(names, '، ', ' و ')} نداریم. ${joinWords(menu, '، ', ' و ')} داریم. چه سفارشی دارید؟`,
  refused: (code) => refusals[code],
  summary: {
    nothing: 'چیزی قطعی نشد.',
    ordered: (list) => `سفارش: ${list}.`,
    arrivalSet: (moment) => `زمان آمدن: ${moment}.`,
    arrived: 'رسیده است.',
    notComing: 'گفت که نمی‌آید.',
    rescheduled: (moment) => `قرار به ${moment} منتقل شد.`,
    takeaway: (notes) => `سفارش را بیرون‌بر می‌برد${notes === null ? '' : ` (${notes})`}.`,
    canceled: 'قرار لغو شد.',
    declined: 'نخواست سفارش بدهد.',
  },
};

/** «دو کباب بدون پیاز و یک دوغ»: nouns stay singular after a number. */
function items(list: SpokenItem[]): string {
  const said = list.map(
    ({ name, quantity, notes }) =>
      `${quantity < 1000 ? cardinal(quantity) : quantity} ${name}${notes === null ? '' : ` ${notes}`}`,
  );
  return joinWords(said, '، ', ' و ');
}
