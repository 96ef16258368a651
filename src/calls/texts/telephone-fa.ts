import type { TelephoneTexts } from './telephone-shape.ts';

export const persianTelephone: TelephoneTexts = {
  outOfHours: (organization) =>
    `از تماس شما با ${organization} سپاسگزاریم. الان تعطیل هستیم. لطفاً در ساعت‌های کاری دوباره تماس بگیرید. خداحافظ.`,
  allBusy: (organization) =>
    `از تماس شما با ${organization} سپاسگزاریم. همهٔ خط‌های ما مشغول است. لطفاً چند دقیقهٔ دیگر دوباره تماس بگیرید. خداحافظ.`,
  unknownNumber: 'شماره‌ای که گرفته‌اید در شبکه نیست. خداحافظ.',
  refusedCaller: 'نمی‌توانیم به تماس شما پاسخ دهیم. خداحافظ.',

  connecting: 'لطفاً چند لحظه صبر کنید تا شما را به همکارم وصل کنم.',
  operatorBrief: ({ organization, name, reason }) =>
    `${[
      `دستیار خودکار ${organization} هستم و ${name ?? 'یک نفر'} پشت خط است`,
      ...(reason === null ? [] : [`: ${reason}`]),
    ].join('')}.`,
  operatorQuestion: 'برای پذیرفتن تماس بگویید بله یا عدد ۱ را بزنید. وگرنه بگویید نه یا عدد ۲ را بزنید.',
  operatorThanks: 'ممنون. الان وصل هستید.',
  nobodyFree: 'متأسفم، الان هیچ‌یک از همکارانم آزاد نیست.',
  nobodyFreeCallback: 'متأسفم، الان هیچ‌یک از همکارانم آزاد نیست. خودمان با شما تماس می‌گیریم.',
};
