import type { Expectation } from './grammar.ts';
import { outreachSuggestions } from './outreach-grammar.ts';
import { weekdays } from './phrases.ts';
import { visitSuggestions } from './visit-grammar.ts';

/** Three to five things to say next, for the page of a rehearsal. Each is inside the grammar of the same expectation. */
export function suggestionsFor(expectation: Expectation): string[] {
  const { topic = 'appointment' } = expectation;
  if (topic === 'outreach') return outreachSuggestions;
  if (topic !== 'appointment') return visitSuggestions(topic, expectation);
  switch (expectation.expects) {
    case 'yes_no':
      return ['yes', 'no', "that's right", 'no thank you'];
    case 'phone_number':
      return [
        'two oh two five five five oh one four two',
        'my number is two oh two five double five oh one four three',
        'plus one two oh two five five five oh one four four',
      ];
    case 'date_time':
      return [...new Set([...offeredFirst(expectation), ...anyTime])].slice(0, 5);
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

function offeredFirst({ slots }: Expectation): string[] {
  return (slots ?? []).slice(0, 2).flatMap(({ date, time }) => {
    const day = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
    const hour = hours[Number(time.slice(0, 2)) % 12];
    return time.endsWith(':00') && day && hour ? [`on ${day} at ${hour}`] : [];
  });
}
