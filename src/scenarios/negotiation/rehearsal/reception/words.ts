import { ordinals } from '../../../../embedded/speech/phrases.ts';
import { type LocalMoment, sayDateTime, sayTime } from '../../../../language/say.ts';
import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';

const hours = 'twelve one two three four five six seven eight nine ten eleven'.split(' ');
const tens = ['', 'ten', 'twenty', 'thirty', 'forty', 'fifty'];

/** "Tuesday march the sixteenth at ten thirty in the morning": every word is one that local ears know. */
export function momentInWords(language: string, moment: LocalMoment): string {
  return inWords[knownLanguage(language)].moment(moment);
}

/** "Ten thirty in the morning" */
export function clockInWords(language: string, time: string): string {
  return inWords[knownLanguage(language)].clock(time);
}

const inWords: Record<KnownLanguage, { moment(moment: LocalMoment): string; clock(time: string): string }> = {
  en: {
    moment: (moment) => `${englishDay(moment.date)} at ${englishClock(moment.time)}`,
    clock: englishClock,
  },
  fa: {
    moment: (moment) => sayDateTime('fa', moment),
    clock: (time) => sayTime('fa', time),
  },
};

function englishDay(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  const named = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(day).toLowerCase();
  return `${named({ weekday: 'long' })} ${named({ month: 'long' })} the ${ordinals[day.getUTCDate() - 1] ?? ''}`;
}

function englishClock(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour === 12 && minute === 0) return 'noon';
  const part = hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
  return [hours[hour % 12], minutesInWords(minute), 'in the', part].filter(Boolean).join(' ');
}

/** Slots begin at fives of minutes; "ten oh five" for one below ten. */
function minutesInWords(minute: number): string {
  if (minute === 0) return '';
  const rest = minute % 10;
  if (minute < 10) return `oh ${hours[minute] ?? ''}`;
  if (minute === 15) return 'fifteen';
  return [tens[Math.floor(minute / 10)], rest === 0 ? '' : hours[rest]].filter(Boolean).join(' ');
}
