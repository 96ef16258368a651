import { describe, expect, test } from 'vitest';
import { type HeardItem, hearOrder, mergeOrder } from './items.ts';

const item = (quantity: number, name: string, notes: string | null = null): HeardItem => ({
  name,
  quantity,
  notes,
});

describe('without a menu', () => {
  test.each([
    ['two kebabs and a lemonade', [item(2, 'kebab'), item(1, 'lemonade')]],
    ["i'd like two chicken kebabs and three teas please", [item(2, 'chicken kebab'), item(3, 'tea')]],
    ['two portions of rice with a coke', [item(2, 'rice'), item(1, 'coke')]],
    ['2x pizza, 3 salads', [item(2, 'pizza'), item(3, 'salad')]],
    ['three pizzas and two teas at eight', [item(3, 'pizza'), item(2, 'tea')]],
    ['two kebabs without onions and one soup', [item(2, 'kebab', 'without onions'), item(1, 'soup')]],
    ['make it three kebabs', [item(3, 'kebab')]],
  ])('«%s» is ordered', (text, items) => {
    expect(hearOrder(text, 'en', []).items).toEqual(items);
  });

  test.each([
    ['دو کباب و یک لیموناد', [item(2, 'کباب'), item(1, 'لیموناد')]],
    ['سه پرس کباب و دو تا دوغ می‌خواهم', [item(3, 'کباب'), item(2, 'دوغ')]],
  ])('«%s» is ordered in Persian', (text, items) => {
    expect(hearOrder(text, 'fa', []).items).toEqual(items);
  });

  test.each(['yes', "no that's all", 'one moment please', 'at eight', 'in twenty minutes', 'for two people'])(
    '«%s» orders nothing',
    (text) => {
      expect(hearOrder(text, 'en', [])).toEqual({ items: [], dropped: [] });
    },
  );
});

describe('with a menu', () => {
  const menu = ['Kebab', 'Chicken Kebab', 'Lemonade'];

  test('a dish is called what the menu calls it, the longest name first', () => {
    expect(hearOrder('two chicken kebabs and a lemonade', 'en', menu).items).toEqual([
      item(2, 'Chicken Kebab'),
      item(1, 'Lemonade'),
    ]);
  });

  test('one without a number is one', () => {
    expect(hearOrder('kebab please', 'en', menu).items).toEqual([item(1, 'Kebab')]);
  });

  test('what is not on it is not heard', () => {
    expect(hearOrder('two pizzas', 'en', menu).items).toEqual([]);
  });
});

describe('a change of mind', () => {
  const before = [item(2, 'kebab'), item(1, 'soup')];
  const change = (text: string) => mergeOrder(before, hearOrder(text, 'en', []));

  test('replaces a dish that is named again', () => {
    expect(change('no three kebabs')).toEqual([item(1, 'soup'), item(3, 'kebab')]);
  });

  test('adds one that is new', () => {
    expect(change('and a tea')).toEqual([...before, item(1, 'tea')]);
  });

  test('drops one that is no longer wanted', () => {
    expect(change('without the soup')).toEqual([item(2, 'kebab')]);
    expect(change('instead of soup a salad')).toEqual([item(2, 'kebab'), item(1, 'salad')]);
  });
});

describe('how many', () => {
  const before = [item(12, 'kebab'), item(2, 'lemonade')];
  const change = (text: string, menu: string[] = [], language = 'en') =>
    mergeOrder(before, hearOrder(text, language, menu));

  test.each([
    ['a dozen kebabs and a couple of lemonades', [item(12, 'kebab'), item(2, 'lemonade')]],
    ['half a dozen kebabs', [item(6, 'kebab')]],
    ['two dozen kebabs and twenty-five teas', [item(24, 'kebab'), item(25, 'tea')]],
  ])('«%s» is counted, with and without a menu', (text, items) => {
    expect(hearOrder(text, 'en', []).items).toEqual(items);
    expect(hearOrder(text, 'en', ['kebab', 'lemonade', 'tea']).items).toEqual(items);
  });

  test.each([
    ['another kebab', [item(2, 'lemonade'), item(13, 'kebab')]],
    ['two more lemonades please', [item(12, 'kebab'), item(4, 'lemonade')]],
    ['two lemonades more', [item(12, 'kebab'), item(4, 'lemonade')]],
    ['one lemonade less', [item(12, 'kebab'), item(1, 'lemonade')]],
    ['two less lemonades', [item(12, 'kebab')]],
    ['make it three', [item(12, 'kebab'), item(3, 'lemonade')]],
    ['one more', [item(12, 'kebab'), item(3, 'lemonade')]],
    ['another one please', [item(12, 'kebab'), item(3, 'lemonade')]],
    ['actually make that half a dozen', [item(12, 'kebab'), item(6, 'lemonade')]],
    ['no onions on one', [item(12, 'kebab'), item(2, 'lemonade', 'no onions on one')]],
    ['no onions on the kebabs', [item(12, 'kebab', 'no onions'), item(2, 'lemonade')]],
    ['at eight', before],
    ['one more minute please', before],
  ])('«%s» changes what there is', (text, items) => {
    expect(change(text)).toEqual(items);
    expect(change(text, ['kebab', 'lemonade'])).toEqual(items);
  });

  test('what is special about a dish stays when only its number changes', () => {
    const special = [item(2, 'kebab', 'without onions')];
    expect(mergeOrder(special, hearOrder('make it three kebabs', 'en', []))).toEqual([
      item(3, 'kebab', 'without onions'),
    ]);
  });

  test.each([
    ['یک دوجین کباب و دو تا دوغ', [item(12, 'کباب'), item(2, 'دوغ')]],
    ['نیم دوجین کباب', [item(6, 'کباب')]],
  ])('«%s» is counted in Persian', (text, items) => {
    expect(hearOrder(text, 'fa', []).items).toEqual(items);
  });

  test.each([
    ['یه کباب دیگه', 3],
    ['دو تا کباب دیگه', 4],
    ['یکی دیگه', 3],
    ['یک کباب کمتر', 1],
  ])('«%s» changes what there is in Persian', (text, quantity) => {
    expect(mergeOrder([item(2, 'کباب')], hearOrder(text, 'fa', []))).toEqual([item(quantity, 'کباب')]);
  });
});
