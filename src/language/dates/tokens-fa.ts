import { irregularOrdinals, teens, tens, units } from '../words/numbers-fa.ts';
import { wordValue } from '../words/segment.ts';
import { persianPhrases } from './phrases-fa.ts';

/** Also the names of the same months in Afghanistan, and مرداد as purists write it. */
const jalaliMonths = monthTable([
  'فروردین حمل',
  'اردیبهشت ثور',
  'خرداد جوزا',
  'تیر سرطان',
  'مرداد امرداد اسد',
  'شهریور سنبله',
  'مهر میزان',
  'آبان ابان عقرب',
  'آذر اذر قوس',
  'دی جدی',
  'بهمن دلو',
  'اسفند حوت',
]);
const gregorianMonths = monthTable([
  'ژانویه جنوری',
  'فوریه فبروری',
  'مارس مارچ',
  'آوریل اوریل آپریل اپریل',
  'مه',
  'ژوین ژوئن جون',
  'ژوییه ژوئیه جولای',
  'اوت آگوست اگوست آگست اگست',
  'سپتامبر سپتمبر',
  'اکتبر اکتوبر',
  'نوامبر نومبر',
  'دسامبر دسمبر',
]);

const single = new Map(
  Object.entries({
    today: 'امروز',
    'today night': 'امشب',
    tomorrow: 'فردا',
    yesterday: 'دیروز',
    next: 'بعد بعدی آینده اینده آتی',
    later: 'دیگه دیگر',
    this: 'این همین',
    last: 'گذشته قبل پیش آخرین اخرین',
    day: 'روز روزه',
    week: 'هفته',
    month: 'ماه',
    hour: 'ساعته',
    at: 'ساعت ساعتتون ساعتتان ساعتای ساعتهای سر',
    about: 'همون همان حدود حدودای حدودا حدوداً حوالی طرفای طرف نزدیک دور',
    oclock: 'بجه',
    morning: 'صبح بامداد',
    noon: 'ظهر',
    afternoon: 'بعدازظهر عصر',
    evening: 'غروب',
    night: 'شب',
    midnight: 'نیمهشب',
    half: 'نیم',
    quarter: 'ربع',
    to: 'به',
    until: 'تا الی',
    from: 'از',
    between: 'بین',
    and: 'و',
    or: 'یا',
    minute: 'دقیقه',
    start: 'اول ابتدای شروع',
    early: 'اوایل',
    mid: 'وسط اواسط',
    end: 'آخر اخر آخرای پایان',
    late: 'اواخر',
    lunch: 'ناهار نهار',
    work: 'کار',
    fix: 'ببخشید اشتباه یعنی نخیر',
  }).flatMap(([token, words]) => words.split(' ').map((word) => [word, token] as const)),
);

/** Words that may stand beside a bare «ده» without making it something else than a time. */
const harmless = new Set(
  'برای در رو را می خوام خواهم لطفا لطفاً بله آره باشه باشد خوبه خوب است هست چطوره چطور اگه اگر میشه شود ممنون مرسی بهتره مناسبه عالیه همون همان بگذارید بذارید بهتر میخوام میخواهم وقت نوبت دارید ولی اما پس که هم خب اینا ها'.split(
    ' ',
  ),
);

const own =
  /^(?:d\d+~\d+~\d+|w\d|[omj]\d+|c\d{1,2}:\d{2}|h~[a-z~]+|overmorrow|onward|before|after|except|not|bad|fix|firstthing)$/;

/** The words of a normalized Persian text as tokens (see rewrite.ts). */
export function persianTokens(text: string): string {
  const words = persianPhrases(text)
    .replace(/[^\p{L}\p{N}:~]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '');
  return tokensOf(words).join(' ');
}

function tokensOf(words: string[]): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < words.length; ) {
    const [token, length] = tokenAt(words, at);
    if (token !== '') tokens.push(token);
    at += length;
  }
  return tokens;
}

function tokenAt(words: string[], at: number): [token: string, length: number] {
  const word = words[at] ?? '';
  if (own.test(word)) return [word, 1];
  return numberAt(words, at) ?? monthToken(word) ?? [single.get(word) ?? (harmless.has(word) ? '' : '_'), 1];
}

function numberAt(words: string[], at: number): [string, number] | null {
  const word = words[at] ?? '';
  const figure = /^(\d+)(م|ام)?$/.exec(word);
  if (figure) return [`${figure[2] ? 'o' : 'n'}${Number(figure[1])}`, 1];
  const ten = wordValue(word, tens);
  if (ten !== null && words[at + 1] === 'و') {
    const unit = wordValue(words[at + 2], units);
    if (unit !== null && unit > 0) return [`n${ten + unit}`, 3];
    const ordinal = ordinalOf(words[at + 2]);
    if (ordinal !== null && ordinal < 10) return [`o${ten + ordinal}`, 3];
  }
  const cardinal = wordValue(word, units) ?? wordValue(word, teens) ?? ten;
  if (cardinal !== null) return [`n${cardinal}`, 1];
  const ordinal = ordinalOf(word);
  return ordinal === null ? null : [`o${ordinal}`, 1];
}

/** «بیستم» is «بیست» with «م», «اولین» is «اول» with «ین». */
function ordinalOf(word: string | undefined): number | null {
  const stem = word?.replace(/(?<=م|ول)ین$/, '');
  // «اول» alone is a beginning; what it begins is seen by the rules.
  const irregular = wordValue(stem, irregularOrdinals);
  if (irregular !== null || !stem?.endsWith('م')) return irregular;
  const cardinal = stem.slice(0, -1);
  return wordValue(cardinal, units) ?? wordValue(cardinal, teens) ?? wordValue(cardinal, tens);
}

function monthToken(word: string): [string, number] | null {
  const name = word.replace(/(?<=.)ماه$/, '');
  const ofIran = jalaliMonths.get(name);
  if (ofIran !== undefined) return [`j${ofIran}`, 1];
  const month = gregorianMonths.get(word);
  return month === undefined ? null : [`m${month}`, 1];
}

function monthTable(months: string[]): Map<string, number> {
  return new Map(
    months.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
  );
}
