import { describe, expect, test } from 'vitest';
import { hearExtras } from './extras.ts';
import { hearOrder } from './items.ts';

describe('allergies', () => {
  test.each([
    ['somebody at our table is allergic to nuts', 'nuts'],
    ["i'm allergic to nuts and sesame", 'nuts and sesame'],
    ['my son has a peanut allergy', 'peanut'],
    ["my wife can't eat shellfish", 'shellfish'],
    ['one of us is lactose intolerant', 'lactose intolerant'],
    ['two kebabs please and one of us is allergic to eggs', 'eggs'],
  ])('«%s»', (text, allergies) => {
    expect(hearExtras(text, 'en').allergies).toBe(allergies);
  });

  test.each([
    ['یکی از ما به گردو حساسیت دارد', 'گردو'],
    ['پسرم آلرژی به بادام زمینی داره', 'بادام'],
  ])('«%s» in Persian', (text, allergies) => {
    expect(hearExtras(text, 'fa').allergies).toContain(allergies);
  });

  test.each(['nobody is allergic to anything', 'no allergies', "we don't have any allergies", 'two kebabs'])(
    '«%s» is none',
    (text) => {
      expect(hearExtras(text, 'en').allergies).toBeNull();
    },
  );

  test('order nothing', () => {
    expect(hearOrder('my son has a nut allergy', 'en', []).items).toEqual([]);
    expect(hearOrder('two kebabs and one of us is allergic to nuts', 'en', []).items).toEqual([
      { name: 'kebab', quantity: 2, notes: null },
    ]);
  });
});

describe('how many will come', () => {
  test.each([
    ['we are four', 4],
    ["we'll be six", 6],
    ['a table for two at eight', 2],
    ['for five people', 5],
    ['a party of a dozen', 12],
    ['there will be three of us', 3],
  ])('«%s»', (text, partySize) => {
    expect(hearExtras(text, 'en').partySize).toBe(partySize);
    expect(hearOrder(text, 'en', []).items).toEqual([]);
  });

  test('«چهار نفر هستیم» in Persian', () => {
    expect(hearExtras('چهار نفر هستیم', 'fa').partySize).toBe(4);
  });

  test.each(['two kebabs', 'at eight', 'in twenty minutes', 'we are hungry'])('«%s» does not say', (text) => {
    expect(hearExtras(text, 'en').partySize).toBeNull();
  });
});
