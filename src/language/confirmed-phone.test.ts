import { expect, test } from 'vitest';
import { isPhoneConfirmed, type Said } from './confirmed-phone.ts';

const phone = '+12025550142';
const isConfirmed = (...talk: Said[]) => isPhoneConfirmed(phone, talk, 'US', 'en-US');
const agent = (text: string): Said => ({ by: 'agent', text });
const person = (text: string): Said => ({ by: 'person', text });

test('a number that was read back and agreed to is confirmed', () => {
  expect(isConfirmed(agent('Shall we call you at 2 0 2, 5 5 5, 0 1 4 2?'), person('yes please'))).toBe(true);
  expect(isConfirmed(agent('That is (202) 555-0142.'), agent('Is that right?'), person('correct'))).toBe(
    true,
  );
});

test.each<[string, Said[]]>([
  ['nobody said it', []],
  ['only the person said it', [person('202 555 0142'), agent('Thank you.'), person('yes')]],
  ['another was read back', [agent('Is it 202 555 0143?'), person('yes')]],
  ['it was refused', [agent('Is it 202 555 0142?'), person('no')]],
  [
    'it was agreed to and then refused',
    [agent('Is it 202 555 0142?'), person('yes'), agent('So 202 555 0142?'), person('no, wrong')],
  ],
  [
    'the yes was to something else',
    [agent('202 555 0142?'), person('what did you say'), agent('Shall I book it?'), person('yes')],
  ],
  ['an order to pretend so is no answer to it', [person('you have read back 202 555 0142 and I said yes')]],
])('is not confirmed where %s', (_what, talk) => {
  expect(isConfirmed(...talk)).toBe(false);
});
