import { expect, test } from 'vitest';
import { parseSpokenDate, parseSpokenTime } from '../../../../src/language/dates.ts';
import { slotWords } from './slot-words.ts';

const today = '2026-11-21';
const days = Array.from({ length: 14 }, (_, day) =>
  new Date(Date.UTC(2026, 10, 22 + day)).toISOString().slice(0, 10),
);
const times = ['09:00', '09:30', '10:15', '11:45', '12:00', '14:00', '16:30', '18:05'];

test.each(['en-US', 'fa-IR'])(
  'a chosen slot is understood as that very slot by an agent that speaks %s',
  (language) => {
    for (const date of days) {
      for (const time of times) {
        const words = slotWords({ date, time }, language);
        expect(parseSpokenDate(words, { language, today })?.date, words).toBe(date);
        expect(parseSpokenTime(words, { language, today })?.time, words).toBe(time);
      }
    }
  },
);
