import { sayPhone, sayWhen } from '../../language/say.ts';
import type { OutboundOpening, OutboundTexts } from './outbound-shape.ts';

export const persianOutbound: OutboundTexts = {
  introduction,
  recorded: 'این تماس ضبط می‌شود.',
  rehearsal: 'این یک تماس تمرینی است.',
  callbackPromised: (moment, today, isElsewhere) =>
    `یادداشت کردم؛ ${sayWhen('fa', moment, today)}${isElsewhere ? ' به وقت شما' : ''} دوباره تماس می‌گیریم.`,
  callbackProposed: (moment, today, isElsewhere) =>
    'آن زمان بیرون از ساعت‌هایی است که اجازه تماس داریم. نزدیک‌ترین زمان ممکن ' +
    `${sayWhen('fa', moment, today)}${isElsewhere ? ' به وقت شما' : ''} است. برایتان مناسب است؟`,
  callbackRefused: (code) =>
    ({
      do_not_call: 'با این شماره اجازه تماس نداریم و نمی‌توانم قول تماس بدهم.',
      number_barred: 'متأسفانه با چنین شماره‌هایی تماس نمی‌گیریم.',
      country_not_allowed: 'متأسفانه با شماره‌های خارج از کشور تماس نمی‌گیریم.',
      too_many_calls: 'به اندازه‌ای که اجازه دارم قول تماس داده‌ام و نمی‌توانم قول دیگری بدهم.',
      unknown_scenario: 'متأسفانه در این باره نمی‌توانم قول تماس بدهم.',
      no_such_time: 'آن روز چنین ساعتی ندارد. چه ساعتی تماس بگیریم؟',
      no_common_hours: 'متأسفانه ساعتی نیست که اجازه داشته باشیم با شما تماس بگیریم.',
      unknown_zone: 'آن منطقه زمانی را نمی‌شناسم. در کدام شهر خواهید بود؟',
      past: 'آن زمان گذشته است. چه ساعتی تماس بگیریم؟',
      call_ended: 'این تماس دیگر تمام شده است.',
      too_far: 'برای آن تاریخ نمی‌توانم قول تماس بدهم. چه ساعتی تماس بگیریم؟',
      not_identified: 'شماره شما را نمی‌بینم و نمی‌توانم قول تماس بدهم.',
      no_agent: 'متأسفانه الان نمی‌توانم قول تماس بدهم.',
    })[code],
  confirmNumber: (e164) => `با شماره ${sayPhone('fa', e164)} تماس بگیریم؟`,
  optedOut: 'شماره شما را از فهرست تماس حذف کردم و دیگر با شما تماس نمی‌گیریم.',
  cannotOptOut: 'شماره شما را نمی‌بینم و چیزی برای حذف کردن نیست.',
  optOutElsewhere:
    'فقط شماره‌ای را که با آن تماس می‌گیرید می‌توانم از فهرست حذف کنم. لطفاً از همان تلفن زنگ بزنید یا وقتی تماس گرفتیم بگویید.',
  wrongPerson: 'بابت این اشتباه عذر می‌خواهم.',
  onlyThemselves: 'متشکرم. درباره آن فقط با خودشان می‌توانم صحبت کنم. چه وقت می‌توانم با خودشان تماس بگیرم؟',
  goodbye: 'از وقتی که گذاشتید ممنونم. خدانگهدار.',
  voicemail: (opening, reason) =>
    `${introduction(opening)} ${reason} تماس گرفته‌ام. دوباره تماس می‌گیریم. خدانگهدار.`,
  summary: {
    called: (when) => `${when} دوباره با او تماس می‌گیریم.`,
    callback: (when) => `خواست ${when} با او تماس گرفته شود.`,
    optedOut: 'نمی‌خواهد دوباره با او تماس گرفته شود.',
    wrongPerson: (message) =>
      message === null ? 'شخص دیگری پاسخ داد.' : `شخص دیگری پاسخ داد. پیام: ${message}`,
  },
};

function introduction({ organization, agent, name, rehearsal, recorded }: OutboundOpening): string {
  return [
    `سلام${name === null ? '' : ` ${name}`}، من ${agent} هستم، دستیار خودکار ${organization}.`,
    ...(recorded ? [persianOutbound.recorded] : []),
    ...(rehearsal ? [persianOutbound.rehearsal] : []),
  ].join(' ');
}
