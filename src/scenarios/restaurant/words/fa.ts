import { joinWords } from '../../../language/join-words.ts';
import { type LocalMoment, sayTime, sayWhen } from '../../../language/say.ts';
import { cardinal } from '../../../language/words/speak-fa.ts';
import type { VisitRefusal } from '../store/visits.ts';
import { type HoursWords, sayHours } from './hours.ts';
import type { SpokenClosing, SpokenExtras, SpokenItem, SpokenVisit, VisitTexts } from './shape.ts';

const refusals: Record<VisitRefusal, string> = {
  no_customer: 'سفارش شما را پیدا نمی‌کنم و متأسفانه از اینجا نمی‌توانم تغییری بدهم.',
  wrong_status: 'این کار دیگر ممکن نیست.',
  past: 'آن زمان گذشته است. چه ساعتی مناسب است؟',
  too_far: 'برای آن تاریخ هنوز برنامه نداریم. چه روز دیگری را می‌خواهید؟',
  no_such_date: 'چنین روزی در تقویم نیست. چه روزی را می‌خواهید؟',
  no_such_time: 'چنین ساعتی وجود ندارد. چه ساعتی را می‌خواهید؟',
  party_size: 'باید بدانم چند نفر تشریف می‌آورید. چند نفر هستید؟',
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
  readBack: (list, extras) => `یعنی ${withExtras(items(list), extras ?? {})}. درسته؟`,
  ordered: (list, extras = {}) => `سفارش شما ثبت شد: ${withExtras(items(list), extras)}.`,
  noted: (extras) => `بسیار خوب، برای قرار شما: ${listExtras(extras).join('، ')}.`,
  standing: (visit, today) => `سفارش شما ${sayVisit(visit, today)} است.`,
  noVisit: 'با این شماره سفارشی پیدا نمی‌کنم. چه سفارشی دارید؟',
  orderChanged: (visit, wanted, today) =>
    `از قبل سفارشی هست: ${sayVisit(visit, today)}. آن را به ${items(wanted)} تغییر بدهم؟`,
  closed,
  hours: (list) => sayHours('fa', list, hoursWords),
  arrivalSet: (moment, today) => `یادداشت کردم که ${when(moment, today)} تشریف می‌آورید.`,
  arrived: 'عالی است، یادداشت کردم که رسیده‌اید. نوش جان.',
  notComing: 'یادداشت کردم که تشریف نمی‌آورید. ممنون که گفتید.',
  rescheduled: (moment, today) => `میز شما به ${when(moment, today)} منتقل شد.`,
  takeaway: 'یادداشت کردم که سفارش را بیرون‌بر می‌برید.',
  canceled: 'قرار شما لغو شد.',
  calledOff: 'سفارش و قرار شما لغو شد.',
  declined: 'اشکالی ندارد.',
  nothingToNote: 'چه چیزی را باید بدانیم؟',
  nothingOrdered: 'باید بدانم چه چیزی و چند تا می‌خواهید. چه سفارشی دارید؟',
  notOnMenu: (names, menu) =>
    `متأسفانه ${joinWords(names, '، ', ' و ')} نداریم. ${joinWords(menu, '، ', ' و ')} داریم. چه سفارشی دارید؟`,
  refused: (code) => refusals[code],
  summary: {
    nothing: 'چیزی قطعی نشد.',
    ordered: (list) => `سفارش: ${list}.`,
    noted: (extras) => `یادداشت: ${listExtras(extras).join('، ')}.`,
    timeOpen: 'زمان آمدن معلوم نیست.',
    orderOpen: 'سفارش ثبت نشد.',
    arrivalSet: (moment) => `زمان آمدن: ${moment}.`,
    arrived: 'رسیده است.',
    notComing: 'گفت که نمی‌آید.',
    rescheduled: (moment) => `قرار به ${moment} منتقل شد.`,
    takeaway: (notes) => `سفارش را بیرون‌بر می‌برد${notes === null ? '' : ` (${notes})`}.`,
    canceled: 'قرار لغو شد.',
    declined: 'نخواست سفارش بدهد.',
  },
};

const hoursWords: HoursWords = {
  sentence: (days, times) => `${days} از ${times}`,
  span: (opens, closes) => `${opens} تا ${closes}`,
  run: (first, last) => `${first} تا ${last}`,
  everyDay: 'هر روز',
  open: (parts) => `${parts} باز هستیم.`,
  kitchen: (parts) => `آشپزخانه ${parts} باز است.`,
  and: ' و ',
};

function closed(closing: SpokenClosing, today: string): string {
  const { code, wish, opens, closed: closedAt, serves } = closing;
  const at = (moment: LocalMoment) =>
    moment.date === wish?.date ? sayTime('fa', moment.time) : when(moment, today);
  const other = 'چه ساعت دیگری مناسب است؟';
  if (code === 'kitchen_closed') {
    const until = closedAt === null ? '' : ` آشپزخانه ${at(closedAt)} می‌بندد.`;
    return `آن ساعت آشپزخانه بسته است.${until}${serves === null ? '' : ` دوباره ${at(serves)} باز می‌شود.`} ${other}`;
  }
  const until =
    closedAt !== null && closedAt.date === wish?.date ? `${at(closedAt)} می‌بندیم.` : 'آن ساعت بسته هستیم.';
  if (opens === null) return `${until} ${other}`;
  const kitchen =
    serves === null || (serves.date === opens.date && serves.time === opens.time)
      ? ''
      : ` و آشپزخانه ${at(serves)}`;
  return `${until} ${at(opens)} باز می‌کنیم${kitchen}. ${other}`;
}

function sayVisit(visit: SpokenVisit, today: string): string {
  const dishes = visit.items === null ? (visit.orderDetails ?? 'هنوز هیچ') : items(visit.items);
  const time = visit.expected === null ? '' : `، ${when(visit.expected, today)}`;
  // An order that came as text holds its notes.
  return `${withExtras(dishes, visit.items === null ? { partySize: visit.partySize ?? null } : visit)}${time}`;
}

function withExtras(dishes: string, extras: SpokenExtras): string {
  return [dishes, ...listExtras(extras)].join('، ');
}

function listExtras({ partySize, allergies, notes }: SpokenExtras): string[] {
  return [
    ...(partySize ? [`برای ${cardinal(partySize)} نفر`] : []),
    ...(allergies ? [`با حساسیت به: ${allergies}`] : []),
    ...(notes ? [`با این توضیح: ${notes}`] : []),
  ];
}

/** «دو کباب بدون پیاز و یک دوغ»: nouns stay singular after a number. */
function items(list: SpokenItem[]): string {
  const said = list.map(
    ({ name, quantity, notes }) =>
      `${quantity < 1000 ? cardinal(quantity) : quantity} ${name}${notes === null ? '' : ` ${notes}`}`,
  );
  return joinWords(said, '، ', ' و ');
}
