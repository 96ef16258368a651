import type { Refusal } from '../../scenarios/appointment/store/appointments.ts';
import { phoneProblem } from '../phone-numbers.ts';
import { type LocalMoment, sayDate, sayDateTime, sayPhone, sayTime } from '../say.ts';
import { cardinal } from '../words/speak-fa.ts';
import { persianOutbound } from './outbound-fa.ts';
import { persianVisit } from './restaurant-fa.ts';
import type { Texts } from './shape.ts';
import { joinWords, offered, onOneDay, willTimeHelp } from './wording.ts';

const refusals: Record<Refusal, string> = {
  not_identified: 'اول شماره تلفن شما را لازم دارم.',
  past: 'آن زمان گذشته است.',
  too_soon: 'برای آن زمان دیگر فرصت هماهنگی نیست.',
  too_far: 'برای آن تاریخ هنوز نوبت نمی‌دهیم.',
  closed: 'آن زمان تعطیل هستیم.',
  no_such_time: 'در آن ساعت نوبتی نداریم.',
  taken: 'آن ساعت قبلاً پر شده است.',
  unknown_appointment: 'چنین نوبتی با شماره شما پیدا نمی‌کنم.',
  already_canceled: 'آن نوبت پیش از این لغو شده بود.',
  call_ended: 'این تماس دیگر تمام شده است.',
};

const partsOfDay = { morning: 'صبح', afternoon: 'بعدازظهر', evening: 'عصر' };

const say = (moment: LocalMoment) => sayDateTime('fa', moment);
const either = (words: string[]) => joinWords(words, '، ', ' یا ');

export const persian: Texts = {
  greeting: ({ organization, agent, rehearsal, callerNumber, recorded = false }) => {
    const who = `سلام، من ${agent} هستم، دستیار خودکار ${organization}.`;
    const disclosure = `${recorded ? ` ${persianOutbound.recorded}` : ''}${rehearsal ? ` ${persianOutbound.rehearsal}` : ''}`;
    const question =
      callerNumber === null ? 'چه کمکی از دستم برمی‌آید؟' : persian.offerCallerNumber(callerNumber);
    return `${who}${disclosure} ${question}`;
  },
  askPhone: 'لطفاً شماره تلفن‌تان را بفرمایید.',
  numberImpossible: (number) => {
    if (number.status !== 'valid' && number.digits === '') return persian.askPhone;
    return {
      too_short: 'فکر می‌کنم چند رقم کم است. لطفاً شماره تلفن را کامل بفرمایید.',
      too_long: 'این رقم‌ها برای یک شماره تلفن زیاد است. لطفاً شماره تلفن را دوباره بفرمایید.',
      impossible: 'چنین شماره تلفنی وجود ندارد. لطفاً شماره تلفن را دوباره بفرمایید.',
    }[phoneProblem(number) ?? 'impossible'];
  },
  offerCallerNumber: (e164) => `با همین شماره‌ای که تماس گرفته‌اید، ${sayPhone('fa', e164)}، ادامه بدهم؟`,
  identified: ({ name, returning, preferences }) => {
    const who = name === null ? '' : ` ${name}`;
    if (!returning) return `متشکرم${who}.`;
    const habit =
      preferences.time_of_day === null ? '' : ` معمولاً ${partsOfDay[preferences.time_of_day]} تشریف می‌آورید.`;
    return `خوش آمدید${who}.${habit}`;
  },

  recordingDisclosure: 'این تماس ضبط می‌شود.',
  oneMoment: 'یک لحظه لطفاً.',
  areYouThere: 'صدای من را دارید؟',
  stillThere: 'صدایتان را نمی‌شنوم. اگر پشت خط هستید لطفاً چیزی بگویید.',
  silenceGoodbye:
    'هنوز صدایتان را نمی‌شنوم و تماس را همین‌جا تمام می‌کنم. هر وقت خواستید دوباره تماس بگیرید. خدانگهدار.',
  almostOutOfTime: 'وقت زیادی از این تماس نمانده است.',
  outOfTimeGoodbye: 'متأسفم، وقت این تماس تمام شد. اگر کاری داشتید دوباره تماس بگیرید. خدانگهدار.',
  technicalTrouble: 'ببخشید، به خاطر یک مشکل فنی متوجه نشدم. لطفاً دوباره بفرمایید.',
  technicalGoodbye: 'متأسفم. سامانه تلفنی ما مشکلی دارد. لطفاً دقایقی دیگر دوباره تماس بگیرید.',
  providerReplaced: 'یکی از سرویس‌ها لحظه‌ای قطع شد. تماس ادامه دارد.',
  providersBusy: 'اکنون همهٔ خط‌ها مشغول‌اند. به محض خالی شدن، تماس آغاز می‌شود.',
  calendarUnreachable: 'متأسفم، الان به تقویم دسترسی ندارم. لطفاً کمی بعد دوباره امتحان کنید.',

  offer: (slots) => {
    const day = onOneDay(slots);
    if (day === null) return `این زمان‌ها خالی است: ${either(offered(slots).map(say))}. کدام را می‌خواهید؟`;
    const times = offered(slots).map(({ time }) => sayTime('fa', time));
    if (times.length === 1) return `${sayDate('fa', day)} ${times[0]} خالی است. مناسب است؟`;
    return `${sayDate('fa', day)} ${either(times)} خالی است. کدام را می‌خواهید؟`;
  },
  readBack: (slot) => `${say(slot)} خالی است. رزرو کنم؟`,
  booked: (appointment) => `نوبت شما برای ${say(appointment)} رزرو شد.`,
  modified: (appointment) => `نوبت شما به ${say(appointment)} منتقل شد.`,
  canceled: (appointment) => `نوبت شما در ${say(appointment)} لغو شد.`,
  listed: (appointments) => {
    if (appointments.length === 0) return 'نوبتی در پیش ندارید.';
    if (appointments.length === 1) return `یک نوبت دارید: ${appointments.map(say)[0]}.`;
    return `${cardinal(appointments.length)} نوبت دارید: ${joinWords(appointments.map(say), '، ', ' و ')}.`;
  },
  refused: (code, alternatives) => {
    if (!willTimeHelp(code)) return refusals[code];
    if (alternatives.length === 0) return `${refusals[code]} روز دیگری مناسب است؟`;
    return `${refusals[code]} می‌توانم ${either(offered(alternatives).map(say))} را پیشنهاد کنم.`;
  },
  noSuchDate: 'چنین روزی در تقویم نیست. چه روزی را می‌خواهید؟',
  noSuchTime: 'چنین ساعتی وجود ندارد. چه ساعتی را می‌خواهید؟',
  anythingElse: 'کار دیگری هست که انجام بدهم؟',
  goodbye: 'از تماس شما متشکرم. خدانگهدار.',

  claimCorrection: (sentence) =>
    `می‌خواستی بگویی: «${sentence}». هیچ ابزاری در این تماس آن را انجام نداده است، پس آن را نگو. اگر تماس‌گیرنده موافقت کرده همین حالا ابزار را صدا بزن، وگرنه آنچه را کم است بپرس. برای یادآوری نوبتی که هست اول retrieve_appointments را صدا بزن و بعد بگو «یک نوبت دارید: …».`,
  claimFallback: 'بگذارید مطمئن شوم، چون این کار هنوز انجام نشده است. چه کاری برایتان انجام بدهم؟',

  summary: {
    locale: 'fa-IR',
    asked: (request) => `تماس‌گیرنده گفت: «${request}».`,
    booked: (when, resource) => `نوبت ${when}${resource ? ` با ${resource}` : ''} ثبت شد.`,
    moved: (when, resource) => `نوبت به ${when}${resource ? ` با ${resource}` : ''} منتقل شد.`,
    canceled: (when) => `نوبت ${when} لغو شد.`,
    held: (when) => `نوبت ${when} نگه داشته شد ولی ثبت نشد.`,
    note: (text) => `یادداشت: ${text}.`,
    informed: 'به پرسش‌ها پاسخ داده شد و نوبتی تغییر نکرد.',
    abandoned: 'تماس پیش از ثبت نوبت پایان یافت.',
    silent: 'در این تماس کسی صحبت نکرد.',
    nothing: 'نوبتی تغییر نکرد.',
    nothingSettled: 'چیزی قطعی نشد.',
  },
  outbound: persianOutbound,
  visit: persianVisit,
};
