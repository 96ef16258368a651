import { sayDateTime, sayWhen } from '../../../language/say.ts';
import { cardinal } from '../../../language/words/speak-fa.ts';
import type { NegotiationTexts } from './shape.ts';

const forClient = (client: string | null) => (client === null ? 'یک مراجع' : client);

export const persian: NegotiationTexts = {
  when: (moment) => sayDateTime('fa', moment),
  near: (moment, today) => sayWhen('fa', moment, today),
  errand: ({ client, service, minutes }) =>
    `می‌خواهم برای ${forClient(client)} نوبت بگیرم: ${service}، ${cardinal(minutes)} دقیقه.`,
  calling: 'می‌خواهم نوبت بگیرم.',
  askEarliest: (from) => `زودترین وقتی که از ${sayDateTime('fa', from)} به بعد دارید چه زمانی است؟`,
  askToBook: (slot, client) =>
    `درباره ${sayDateTime('fa', slot)} تماس گرفته‌ام که برای ${forClient(client)} پیشنهاد دادید. لطفاً آن را رزرو می‌کنید؟`,
  giveBack: (slot, client) =>
    `درباره ${sayDateTime('fa', slot)} تماس گرفته‌ام که برای ${forClient(client)} نگه داشتید. ` +
    'دیگر لازم نیست، لطفاً آن را به کس دیگری بدهید. اشکالی ندارد؟',

  free: 'آن زمان مناسب است.',
  notFree: 'آن زمان مناسب نیست.',
  suits: (slot) => `${sayDateTime('fa', slot)} مناسب است.`,
  nothingElseSuits: 'زمان دیگری مناسب نیست.',
  distance: (minutes) => `حدود ${cardinal(minutes)} دقیقه راه است.`,
  distanceUnknown: 'معلوم نیست چقدر راه است.',
  logged: 'بسیار خوب.',
  found: (count) => `${cardinal(count)} جای دیگر هست که می‌شود پرسید.`,
  askToHold: (slot, until) => `می‌توانید ${sayDateTime('fa', slot)} را تا ${until} برای ما نگه دارید؟`,
  nothingToHold: 'چه زمانی را پیشنهاد می‌کنید؟',
  recorded: (slot, until) =>
    `متشکرم. خبر می‌دهم که ${sayDateTime('fa', slot)} را پیشنهاد کردید` +
    `${until === null ? '' : ` و تا ${until} نگه می‌دارید`}. هنوز رزرو نشده است.`,
  noOfferRecorded: 'از اینکه گفتید متشکرم.',
  booked: (slot, reference) =>
    `متشکرم. نوبت برای ${sayDateTime('fa', slot)} رزرو شد.` +
    (reference === null ? '' : ` کد پیگیری ما ${reference} است.`),
  notBooked: 'متوجه شدم. از اینکه گفتید متشکرم، پس رزرو نشده است.',
  released: (slot) => `متشکرم. ${sayDateTime('fa', slot)} برای کس دیگری خالی است.`,
  nothingBooked: 'هنوز چیزی رزرو نشده است. می‌پرسم چه وقتی می‌توانید پیشنهاد کنید.',
  whichTime: 'دقیقاً چه روز و چه ساعتی؟',
  refused: {
    past: 'آن زمان گذشته است.',
    outside_range: 'متأسفانه آن زمان بیرون از روزهایی است که به من گفته‌اند.',
    over_busy: 'متأسفانه آن زمان مناسب نیست.',
    too_short: 'متأسفانه آن زمان کوتاه‌تر از آن است که لازم داریم.',
    outside_hours: 'تا جایی که می‌دانم آن زمان تعطیل هستید.',
    other_provider: 'فقط درباره نوبت پیش خودتان می‌توانم صحبت کنم.',
    campaign_over: 'متشکرم، ولی دیگر لازم نیست.',
    call_ended: 'این تماس تمام شده است.',
    held_in_past: 'آن زمان گذشته است. تا چه ساعتی می‌توانید نگه دارید؟',
  },
  nothingAsked: 'چیزی نیست که بپرسم.',
  slotGone: 'متأسفانه آن زمان دیگر خالی نیست.',
  summary: {
    offered: (when, until) => `${when} را پیشنهاد کرد${until === null ? '' : ` و تا ${until} نگه می‌دارد`}.`,
    note: (text) => `یادداشت: ${text}.`,
    noOffer: {
      no_slot: 'زمان مناسبی نداشت.',
      no_new_clients: 'مراجع تازه نمی‌پذیرد.',
      wrong_number: 'شماره اشتباه بود.',
      refuses_assistants: 'با دستیار خودکار صحبت نمی‌کند.',
      call_back_later: 'خواست بعداً با او تماس گرفته شود.',
    },
    confirmed: (reference) => `رزرو شد${reference === null ? '' : ` و کد پیگیری ${reference} است`}.`,
    notConfirmed: 'دیگر نمی‌شد آن را رزرو کرد.',
    released: 'آنچه نگه داشته شده بود پس داده شد.',
    nothing: 'زمانی توافق نشد.',
  },
};
