import type { Expectation } from '../../../../embedded/speech/expectation.ts';
import { weekdays } from '../../../../embedded/speech/phrases.ts';
import type { LocalMoment } from '../../../../language/say.ts';

/** Three to five things to say next. Each is inside the grammar of the same expectation. */
export function suggestionsFor(expects: Expectation['expects'], offered: LocalMoment[]): string[] {
  switch (expects) {
    case 'yes_no':
      return ['yes', 'no', "that's right", 'no thank you'];
    case 'phone_number':
      return [
        'two oh two five five five oh one four two',
        'my number is two oh two five double five oh one four three',
        'plus one two oh two five five five oh one four four',
      ];
    case 'date_time':
      return [...new Set([...offeredFirst(offered), ...anyTime])].slice(0, 5);
    case 'open':
      return [
        'i would like to book an appointment',
        "i'd like to move my appointment",
        'cancel my appointment',
        'when is my appointment',
        'goodbye',
      ];
  }
}

const anyTime = ['on tuesday at ten', 'tomorrow in the afternoon', 'the first one'];

const hours = 'twelve one two three four five six seven eight nine ten eleven'.split(' ');

function offeredFirst(offered: LocalMoment[]): string[] {
  return offered.slice(0, 2).flatMap(({ date, time }) => {
    const day = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
    const hour = hours[Number(time.slice(0, 2)) % 12];
    return time.endsWith(':00') && day && hour ? [`on ${day} at ${hour}`] : [];
  });
}
