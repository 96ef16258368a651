import { expect, test } from 'vitest';
import { findDish } from './menu.ts';

const menu = ['Kebab', 'Peach', 'Strawberry', 'Fish & Chips', 'کباب'];

test.each([
  ['kebabs', 'Kebab'],
  ['KEBAB', 'Kebab'],
  ['peaches', 'Peach'],
  ['strawberries', 'Strawberry'],
  ['fish chips', 'Fish & Chips'],
  ['کباب', 'کباب'],
])('«%s» is on the menu as «%s»', (name, dish) => {
  expect(findDish(name, menu)).toBe(dish);
});

test('what is not on the menu is not found', () => {
  expect(findDish('pizza', menu)).toBeNull();
});

test('without a menu everything can be had', () => {
  expect(findDish('pizza', [])).toBe('pizza');
});
