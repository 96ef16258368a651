import type { Lines } from './shape.ts';

const digits = ['صفر', 'یک', 'دو', 'سه', 'چهار', 'پنج', 'شش', 'هفت', 'هشت', 'نه'];

export const persian: Lines = {
  hello: 'سلام',
  yes: 'بله',
  yesPlease: 'بله لطفا',
  no: 'نه',
  noThanks: 'نه ممنون',
  thatIsAll: 'نه همین بود',
  goodbye: 'خداحافظ',
  pardon: 'ببخشید متوجه نشدم',
  oneMoment: 'یک لحظه لطفا',
  notSure: 'نمی‌دانم',
  whoAreYou: 'شما کی هستید',

  wrongNumber: 'اشتباه گرفته‌اید',
  whereFrom: 'شماره من را از کجا آورده‌اید',
  callTomorrow: 'لطفا فردا بعدازظهر تماس بگیرید',
  neverAgain: 'دیگر با من تماس نگیرید',

  number: (e164) =>
    e164
      .replace(/^\+98/, '0')
      .replace(/^\+1?/, '')
      .split('')
      .map((digit) => digits[Number(digit)])
      .join(' '),
  at: (hour) => `ساعت ${digits[hour]}`,

  acceptHandover: 'بله',
  operatorHello: 'سلام چه کمکی از دستم برمی‌آید',

  voicemailGreeting: 'سلام. الان نمی‌توانم پاسخ بدهم. لطفا بعد از صدای بوق پیام بگذارید.',
  screenerGreeting: 'سلام. لطفا نام خود و دلیل تماس را بگویید تا وصل شود.',
  menuGreeting: 'خوش آمدید. برای گفتگو عدد یک را فشار دهید. برای ساعت کار عدد دو را فشار دهید.',
};
