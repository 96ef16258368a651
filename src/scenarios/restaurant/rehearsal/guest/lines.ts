import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';
import type { Dish, Items } from './traits.ts';

/** What guests say of their visit, in one language, each in the only wording it has. */
export interface GuestLines {
  order(items: Items): string;
  arrived: string;
  onTheWay: string;
  notComing: string;
  reschedule: string;
  takeaway: string;
  cancel: string;
  tomorrow: string;
}

const plurals: Record<Dish, string> = {
  kebab: 'kebabs',
  pizza: 'pizzas',
  soup: 'soups',
  lemonade: 'lemonades',
  tea: 'teas',
};
const counts = { 1: 'one', 2: 'two', 3: 'three' } as const;

const english: GuestLines = {
  order: (items) =>
    items
      .map(({ quantity, dish }) => `${counts[quantity]} ${quantity === 1 ? dish : plurals[dish]}`)
      .join(' and '),
  arrived: 'yes i have arrived',
  onTheWay: 'not yet i am on my way',
  notComing: 'no i am not coming',
  reschedule: 'i would like to come another time',
  takeaway: 'takeaway please',
  cancel: 'please cancel it',
  tomorrow: 'tomorrow',
};

const persianDishes: Record<Dish, string> = {
  kebab: 'کباب',
  pizza: 'پیتزا',
  soup: 'سوپ',
  lemonade: 'لیموناد',
  tea: 'چای',
};
const persianCounts = { 1: 'یک', 2: 'دو', 3: 'سه' } as const;

const persian: GuestLines = {
  order: (items) =>
    items.map(({ quantity, dish }) => `${persianCounts[quantity]} ${persianDishes[dish]}`).join(' و '),
  arrived: 'بله رسیده‌ام',
  onTheWay: 'هنوز نه در راهم',
  notComing: 'نه نمی‌آیم',
  reschedule: 'می‌خواهم وقت دیگری بیایم',
  takeaway: 'بیرون‌بر لطفا',
  cancel: 'لطفا لغوش کنید',
  tomorrow: 'فردا',
};

const lines: Record<KnownLanguage, GuestLines> = { en: english, fa: persian };

export function guestLines(language: string): GuestLines {
  return lines[knownLanguage(language)];
}
