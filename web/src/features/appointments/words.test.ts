import { expect, test } from 'vitest';
import { chooseWords } from '../../lib/texts/languages.ts';
import { languages } from './words.ts';

test('a slot is said as a caller says it', () => {
  const { slotPhrase } = chooseWords(languages, ['en-GB']);
  expect(slotPhrase({ date: '2026-11-24', time: '10:00' })).toBe('Tuesday the 24th at ten in the morning');
  expect(slotPhrase({ date: '2026-12-01', time: '14:30' })).toBe(
    'Tuesday the 1st at two thirty in the afternoon',
  );
  expect(slotPhrase({ date: '2026-12-02', time: '12:05' })).toBe(
    'Wednesday the 2nd at 12:05 in the afternoon',
  );
});
