import { type Choice, chanceFor } from './personas.ts';

/** What is on the simulated restaurant's menu, as far as its guests know. */
export const dishes = ['kebab', 'pizza', 'soup'] as const;
export const drinks = ['lemonade', 'tea'] as const;

export type Dish = (typeof dishes)[number] | (typeof drinks)[number];
export type Items = Array<{ quantity: 1 | 2 | 3; dish: Dish }>;

/** What this person has in mind, whoever they are; drawn once a call. */
export interface Traits {
  items: Items;
  /** When they come for the meal, an hour of the evening as on a clock's face. */
  hour: 7 | 8 | 9;
  arrival: 'arrived' | 'on_the_way' | 'not_coming';
  recovery: 'reschedule' | 'takeaway' | 'cancel';
  weekday: 1 | 2 | 3 | 4 | 5;
}

export function drawTraits(choice: Choice): Traits {
  const chance = chanceFor(choice, 'traits');
  return {
    items: [
      { quantity: chance.pick([1, 2, 3]), dish: chance.pick(dishes) },
      { quantity: chance.pick([1, 2]), dish: chance.pick(drinks) },
    ],
    hour: chance.pick([7, 8, 9]),
    // Most guests who are asked have come, or are late; a few have forgotten.
    arrival: chance.pick(['arrived', 'arrived', 'arrived', 'on_the_way', 'on_the_way', 'not_coming']),
    recovery: chance.pick(['reschedule', 'takeaway', 'cancel']),
    weekday: chance.pick([1, 2, 3, 4, 5]),
  };
}
