import { joinWords } from '../../language/join-words.ts';
import { phoneProblem } from '../../language/phone-numbers.ts';
import { longestReadOut, sayDate, sayDigits, sayPhone } from '../../language/say.ts';
import { persianOutbound } from './outbound-fa.ts';
import type { Texts } from './shape.ts';

const partsOfDay = { morning: 'صبح', afternoon: 'بعدازظهر', evening: 'عصر' };

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
    const problem = phoneProblem(number) ?? 'impossible';
    const why = {
      too_short: 'فکر می‌کنم چند رقم کم است. لطفاً شماره تلفن را کامل بفرمایید.',
      too_long: 'این رقم‌ها برای یک شماره تلفن زیاد است. لطفاً شماره تلفن را دوباره بفرمایید.',
      impossible: 'چنین شماره تلفنی وجود ندارد. لطفاً شماره تلفن را دوباره بفرمایید.',
      several: 'این دو شماره تلفن است. از کدام استفاده کنم؟',
    }[problem];
    if (number.status === 'valid' || problem === 'several' || number.digits.length > longestReadOut)
      return why;
    return `این را شنیدم: ${sayDigits('fa', number.digits)}. ${why}`;
  },
  offerCallerNumber: (e164) => `با همین شماره‌ای که تماس گرفته‌اید، ${sayPhone('fa', e164)}، ادامه بدهم؟`,
  askProof: 'اول باید مطمئن شوم که خودتان هستید. لطفاً نام و نام خانوادگی یا روز مراجعه بعدی را بفرمایید.',
  proofWrong:
    'با آنچه پیش ماست جور نیست. لطفاً یک بار دیگر نام و نام خانوادگی یا روز مراجعه بعدی را بفرمایید.',
  proofLocked:
    'متأسفم، در این تماس نمی‌توانم آن را باز کنم. می‌شود با همان شماره با شما تماس گرفت، یا شما را به همکارم وصل می‌کنم. کار تازه همچنان ممکن است.',
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
  recordsUnreachable: 'متأسفم، الان به اطلاعات دسترسی ندارم. لطفاً کمی بعد دوباره امتحان کنید.',

  callEnded: 'این تماس دیگر تمام شده است.',
  noSuchDate: 'چنین روزی در تقویم نیست. چه روزی را می‌خواهید؟',
  noSuchDay: (options) => `چنین روزی در تقویم نیست. ${persian.whichDay(options)}`,
  whichDay: (options) =>
    `منظورتان کدام روز است، ${joinWords(
      options.map((day) => sayDate('fa', day)),
      '، ',
      ' یا ',
    )}؟`,
  noSuchTime: 'چنین ساعتی وجود ندارد. چه ساعتی را می‌خواهید؟',
  iAmMachine: 'بله، من یک ربات هستم، یک دستیار خودکار.',
  emergency: (numbers) =>
    `این وضعیت اورژانسی به نظر می‌رسد. لطفاً همین حالا قطع کنید و با شماره ${numbers.join(' یا ')} تماس بگیرید، یا از کسی بخواهید برای شما تماس بگیرد.`,
  emergencyBrief: 'از یک وضعیت اورژانسی می‌گوید',
  anythingElse: 'کار دیگری هست که انجام بدهم؟',
  goodbye: 'از تماس شما متشکرم. خدانگهدار.',

  claimCorrection: (sentence, state) =>
    `می‌خواستی بگویی: «${sentence}». در سوابق این تماس چنین چیزی نیست، پس آن را نگو. ${state === null ? 'هنوز کاری انجام نشده است.' : `آنچه هست: ${state}`} اگر تماس‌گیرنده با کاری موافقت کرده همین حالا ابزارش را صدا بزن، وگرنه فقط آنچه را ابزارها گفته‌اند بگو، یا آنچه را کم است بپرس.`,
  claimFallback: 'بگذارید مطمئن شوم، چون این کار هنوز انجام نشده است. چه کاری برایتان انجام بدهم؟',
  claimState: (state) => `${state} کار دیگری هست که برایتان انجام بدهم؟`,
  shallIGoOn: 'ادامه بدهم؟',

  summary: {
    locale: 'fa-IR',
    asked: (request) => `تماس‌گیرنده گفت: «${request}».`,
    silent: 'در این تماس کسی صحبت نکرد.',
  },
  outbound: persianOutbound,
};
