import { expect, test } from 'vitest';
import { readForm } from './read-form.ts';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

test('takes services apart at commas, Persian ones too', () => {
  expect(readForm(form({ services: 'cleaning, check-up ,، whitening' })).services).toEqual([
    'cleaning',
    'check-up',
    'whitening',
  ]);
});

test('takes away what was emptied', () => {
  expect(readForm(form({ knowledge: '  ', address: '', services: '' }))).toEqual({
    knowledge: null,
    address: null,
    services: [],
  });
});
