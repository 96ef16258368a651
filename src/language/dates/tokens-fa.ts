import { normalize } from '../normalize.ts';
import { irregularOrdinals, teens, tens, units } from '../words/numbers-fa.ts';
import { wordValue } from '../words/segment.ts';

const weekdays = ['دو شنبه', 'سه شنبه', 'چهار شنبه', 'پنج شنبه', 'جمعه', 'شنبه', 'یک شنبه'];
const jalaliMonths = 'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند'.split(' ');
const gregorianMonths = 'ژانویه فوریه مارس آوریل مه ژوین ژوییه اوت سپتامبر اکتبر نوامبر دسامبر'.split(' ');

const single: Record<string, string> = {
  امروز: 'today',
  امشب: 'today evening',
  فردا: 'tomorrow',
  دیروز: 'yesterday',
  بعد: 'next',
  بعدی: 'next',
  آینده: 'next',
  دیگه: 'later',
  دیگر: 'later',
  این: 'this',
  همین: 'this',
  گذشته: 'last',
  قبل: 'last',
  پیش: 'last',
  روز: 'day',
  هفته: 'week',
  ماه: 'month',
  ساعت: 'at',
  ساعته: 'at',
  حدود: 'at',
  صبح: 'morning',
  ظهر: 'noon',
  بعدازظهر: 'afternoon',
  عصر: 'afternoon',
  شب: 'evening',
  نیمهشب: 'midnight',
  نیم: 'half',
  ربع: 'quarter',
  به: 'to',
  و: 'and',
  یا: 'or',
  دقیقه: 'minute',
};

/** Words that may stand beside a bare «ده» without making it something else than a time. */
const harmless = new Set(
  'برای در از تا رو را می خوام خواهم لطفا لطفاً بله آره باشه خوبه خوب است هست نه چطوره چطور اگه اگر میشه شود ممنون مرسی بهتره مناسبه عالیه همون همان بگذارید بذارید بهتر است باشد میخوام میخواهم وقت نوبت دارید'.split(
    ' ',
  ),
);

/** The words of a Persian text as tokens that the date and time grammar reads (see grammar.ts). */
export function persianTokens(text: string): string {
  const words = joinCompounds(normalize(text))
    .replace(/(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/g, ' d$1~$2~$3 ')
    .replace(/(?<!\d)(\d{1,2}):(\d{2})(?!\d)/g, ' c$1:$2 ')
    .replace(/[^\p{L}\p{N}:~]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '');
  return tokensOf(words).join(' ');
}

/** Recognizers write these with and without spaces. Weekdays become digits before «سه» of «سه شنبه» is read as 3. */
function joinCompounds(text: string): string {
  const joined = text
    .replace(/پس ?فردا/g, ' overmorrow ')
    .replace(/بعد ?از ?ظهر/g, ' بعدازظهر ')
    .replace(/نیمه ?شب/g, ' نیمهشب ')
    .replace(/سی ?ام/g, ' o30 ')
    // «نه» is "no" and "nine": at the beginning it is a "no" unless it is told as a time.
    .replace(/^نه,? (?!صبح|شب|ظهر|و |بعد)/, '');
  const names = weekdays
    .map((name, index) => ({ name, index }))
    .toSorted((a, b) => b.name.length - a.name.length);
  return names.reduce(
    (result, { name, index }) => result.replace(new RegExp(name.replace(' ', ' ?'), 'g'), ` w${index + 1} `),
    joined,
  );
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
  if (/^(?:d\d+~\d+~\d+|w\d|o\d+|c\d{1,2}:\d{2}|overmorrow)$/.test(word)) return [word, 1];
  return numberAt(words, at) ?? monthToken(word) ?? [single[word] ?? (harmless.has(word) ? '' : '_'), 1];
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

/** «بیستم» is «بیست» with «م». */
function ordinalOf(word: string | undefined): number | null {
  const irregular = wordValue(word, irregularOrdinals);
  if (irregular !== null || !word?.endsWith('م')) return irregular;
  const stem = word.slice(0, -1);
  return wordValue(stem, units) ?? wordValue(stem, teens) ?? wordValue(stem, tens);
}

function monthToken(word: string): [string, number] | null {
  const name = word.replace(/ماه$/, '');
  const jalali = jalaliMonths.indexOf(name);
  if (jalali >= 0) return [`j${jalali + 1}`, 1];
  const gregorian = gregorianMonths.indexOf(word);
  return gregorian < 0 ? null : [`m${gregorian + 1}`, 1];
}
