import type { Chance } from '../../../../simulation/people/chance.ts';

/** What is on the simulated restaurant's menu, as far as its guests know. */
export const dishes = ['kebab', 'pizza', 'soup'] as const;
export const drinks = ['lemonade', 'tea'] as const;

export type Dish = (typeof dishes)[number] | (typeof drinks)[number];
export type Items = Array<{ quantity: 1 | 2 | 3; dish: Dish }>;

/** What this guest has in mind, whoever they are. */
export interface GuestTraits {
  items: Items;
  /** When they come for the meal, an hour of the evening as on a clock's face. */
  hour: (typeof hours)[number];
  arrival: 'arrived' | 'on_the_way' | 'not_coming';
  recovery: 'reschedule' | 'takeaway' | 'cancel';
}

export const hours = [7, 8, 9] as const;

/** All of it whatever the call is about, so that a guest who orders is the same one who is awaited. */
export function drawGuest(chance: Chance): GuestTraits {
  return {
    items: [
      { quantity: chance.pick([1, 2, 3]), dish: chance.pick(dishes) },
      { quantity: chance.pick([1, 2]), dish: chance.pick(drinks) },
    ],
    hour: chance.pick(hours),
    // Most guests who are asked have come, or are late; a few have forgotten.
    arrival: chance.pick(['arrived', 'arrived', 'arrived', 'on_the_way', 'on_the_way', 'not_coming']),
    recovery: chance.pick(['reschedule', 'takeaway', 'cancel']),
  };
}
