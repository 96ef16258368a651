/** A local day (YYYY-MM-DD) and time (HH:MM); no zone is involved in saying them. */
export interface Clock {
  date: string;
  time: string;
}

const hours = [
  'twelve',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
];
const minutes: Record<string, string> = { '00': '', '15': ' fifteen', '30': ' thirty', '45': ' forty-five' };

/** `Tuesday the 24th`. */
export function weekdayName({ date }: Clock): string {
  const day = new Date(`${date}T00:00:00Z`);
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(day);
  return `${weekday} the ${ordinal(day.getUTCDate())}`;
}

/** `ten`, `ten thirty`; a minute that nobody says in words stays digits (`10:05`). */
export function spokenTime({ time }: Clock): string {
  const [hour = '0', minute = '00'] = time.split(':');
  const words = minutes[minute];
  return words === undefined ? time : `${hours[Number(hour) % 12]}${words}`;
}

export function partOfDay({ time }: Clock): string {
  const hour = Number(time.slice(0, 2));
  if (hour < 12) return ' in the morning';
  return hour < 17 ? ' in the afternoon' : ' in the evening';
}

function ordinal(day: number): string {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${day}${suffix[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)]}`;
}
