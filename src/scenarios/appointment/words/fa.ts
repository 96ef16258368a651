import { joinWords } from '../../../language/join-words.ts';
import { type LocalMoment, sayDate, sayDateTime, sayTime } from '../../../language/say.ts';
import { cardinal } from '../../../language/words/speak-fa.ts';
import type { Refusal } from '../store/appointments.ts';
import type { AppointmentTexts } from './shape.ts';
import { offered, onOneDay, willTimeHelp } from './wording.ts';

const refusals: Record<Refusal, string> = {
  not_identified: 'اول شماره تلفن شما را لازم دارم.',
  not_proven: 'برای این کار باید مطمئن شوم که خودتان هستید. لطفاً نام و نام خانوادگی یا روز نوبت را بفرمایید.',
  wrong_person: 'درباره آن فقط با خود همان شخص می‌توانم صحبت کنم.',
  past: 'آن زمان گذشته است.',
  too_soon: 'برای آن زمان دیگر فرصت هماهنگی نیست.',
  too_far: 'برای آن تاریخ هنوز نوبت نمی‌دهیم.',
  closed: 'آن زمان تعطیل هستیم.',
  no_such_time: 'در آن ساعت نوبتی نداریم.',
  taken: 'آن ساعت قبلاً پر شده است.',
  unknown_appointment: 'چنین نوبتی با شماره شما پیدا نمی‌کنم.',
  already_canceled: 'آن نوبت پیش از این لغو شده بود.',
  already_yours: 'آن ساعت از پیش برای خودتان است.',
  overlaps_own: 'آن ساعت با نوبت خودتان تداخل دارد.',
  unknown_resource: 'کسی به این نام اینجا پیدا نمی‌کنم.',
  call_ended: 'این تماس دیگر تمام شده است.',
};

const say = (moment: LocalMoment) => sayDateTime('fa', moment);
const either = (words: string[]) => joinWords(words, '، ', ' یا ');

export const persian: AppointmentTexts = {
  when: say,
  errand: 'درباره نوبت تماس گرفته‌ام. می‌خواهید نوبت بگیرید؟',
  errandInShort: 'درباره نوبت',
  offer: (slots) => {
    const day = onOneDay(slots);
    if (day === null) return `این زمان‌ها خالی است: ${either(offered(slots).map(say))}. کدام را می‌خواهید؟`;
    const times = offered(slots).map(({ time }) => sayTime('fa', time));
    if (times.length === 1) return `${sayDate('fa', day)} ${times[0]} خالی است. مناسب است؟`;
    return `${sayDate('fa', day)} ${either(times)} خالی است. کدام را می‌خواهید؟`;
  },
  readBack: (slot) => `${say(slot)} خالی است. رزرو کنم؟`,
  readBackMove: (from, to) => `${say(to)} خالی است. نوبت ${say(from)} را به آن زمان منتقل کنم؟`,
  booked: (appointment) => `نوبت شما برای ${say(appointment)} رزرو شد.`,
  modified: (appointment) => `نوبت شما به ${say(appointment)} منتقل شد.`,
  canceled: (appointment) => `نوبت شما در ${say(appointment)} لغو شد.`,
  listed: (appointments) => {
    if (appointments.length === 0) return 'نوبتی در پیش ندارید.';
    if (appointments.length === 1) return `یک نوبت دارید: ${appointments.map(say)[0]}.`;
    return `${cardinal(appointments.length)} نوبت دارید: ${joinWords(appointments.map(say), '، ', ' و ')}.`;
  },
  refused: (code, alternatives, own) => {
    if (own) return `${refusals[code]} یک نوبت دارید: ${say(own)}.`;
    if (!willTimeHelp(code)) return refusals[code];
    if (alternatives.length === 0) return `${refusals[code]} روز دیگری مناسب است؟`;
    return `${refusals[code]} می‌توانم ${either(offered(alternatives).map(say))} را پیشنهاد کنم.`;
  },
  mentionExisting:
    'برای یادآوری نوبتی که هست اول retrieve_appointments را صدا بزن و بعد بگو «یک نوبت دارید: …».',
  summary: {
    locale: 'fa-IR',
    booked: (when, resource) => `نوبت ${when}${resource ? ` با ${resource}` : ''} ثبت شد.`,
    moved: (when, resource, from) =>
      `نوبت ${from ? `از ${from} ` : ''}به ${when}${resource ? ` با ${resource}` : ''} منتقل شد.`,
    canceled: (when) => `نوبت ${when} لغو شد.`,
    held: (when) => `نوبت ${when} نگه داشته شد ولی ثبت نشد.`,
    forWhom: (text) => `برای: ${text}.`,
    note: (text) => `یادداشت: ${text}.`,
    informed: 'به پرسش‌ها پاسخ داده شد و نوبتی تغییر نکرد.',
    abandoned: 'تماس پیش از ثبت نوبت پایان یافت.',
    nothing: 'نوبتی تغییر نکرد.',
  },
};
