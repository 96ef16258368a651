import { expect, test } from 'vitest';
import { readFacts } from '../../../calls/call/facts.ts';
import { textsFor } from '../../../calls/texts/texts.ts';
import { phrasesFor } from '../../../simulation/scripted-model/phrases.ts';
import { type Custom, callbackOffer, hearWhen, wholeMoment } from './when.ts';

function setting(time: string, language = 'en') {
  const today = '2026-11-23';
  const words = { texts: textsFor(language), phrases: phrasesFor(language) };
  return { language, region: 'US', today, now: { date: today, time }, facts: readFacts(''), ...words };
}

test.each<[string, Custom, string, string | null, string | null]>([
  ['at eight', 'next', '19:00', null, '20:00'],
  ['at ten', 'next', '09:40', null, '10:00'],
  ['at eight', 'meal', '10:00', null, '20:00'],
  ['at one', 'meal', '10:00', null, '13:00'],
  ['at eleven', 'meal', '09:00', null, '11:00'],
  ['tomorrow after five', 'work', '10:00', '2026-11-24', '17:00'],
  ['between two and four', 'work', '10:00', null, '14:00'],
  ['a week on tuesday at ten', 'work', '10:00', '2026-12-01', '10:00'],
  ['tuesday the third at ten', 'work', '10:00', null, '10:00'],
  ['tomorrow at eight', 'meal', '10:00', '2026-11-24', '20:00'],
  ['at three', 'work', '10:00', null, '15:00'],
  ['tomorrow afternoon', 'work', '10:00', '2026-11-24', '15:00'],
  ['tomorrow morning', 'work', '10:00', '2026-11-24', '10:00'],
  ['tomorrow evening', 'meal', '10:00', '2026-11-24', null],
  ['tomorrow evening', 'table', '10:00', '2026-11-24', '19:00'],
  ['at half past seven in the evening', 'next', '18:00', null, '19:30'],
  ['in half an hour', 'next', '18:02', '2026-11-23', '18:35'],
  ['in half an hour', 'next', '23:50', '2026-11-24', '00:20'],
])('«%s» as a %s time, said at %s, is %s %s', (text, custom, now, date, time) => {
  expect(hearWhen(text, custom, setting(now))).toEqual({ date, time });
});

test('a time without a day is of today while it is to come, else of tomorrow', () => {
  const now = { date: '2026-11-23', time: '18:00' };
  expect(wholeMoment({ date: null, time: '20:00' }, now)).toEqual({ date: '2026-11-23', time: '20:00' });
  expect(wholeMoment({ date: null, time: '15:00' }, now)).toEqual({ date: '2026-11-24', time: '15:00' });
});

test.each(['en', 'fa'])(
  'a callback that is offered instead is understood in %s, by any clocks',
  (language) => {
    const known = setting('18:00', language);
    const { outbound } = known.texts;
    for (const date of ['2026-11-23', '2026-11-24', '2026-12-07'])
      for (const time of ['08:00', '10:30', '20:30'])
        for (const isElsewhere of [false, true]) {
          const said = outbound.callbackProposed({ date, time }, known.today, isElsewhere);
          // One earlier today is never offered.
          if (date > known.today || time > '18:00')
            expect(callbackOffer(said, known), said).toEqual({ date, time });
        }
    expect(callbackOffer(outbound.callbackRefused('past'), known)).toBeNull();
  },
);
