import { knownLanguage } from '../../language/tags.ts';
import { english } from './lines/en.ts';
import { persian } from './lines/fa.ts';
import type { Lines } from './lines/shape.ts';
import { dishes, drinks, type Items, type Traits } from './traits.ts';

export type { Lines };

export function linesFor(language: string): Lines {
  return knownLanguage(language) === 'fa' ? persian : english;
}

/**
 * Everything that a simulated person can say in a conversation, digits of numbers aside: what a recognizer that is bound
 * to a grammar has to be told of.
 */
export function phrasesOf(language: string): string[] {
  const lines = linesFor(language);
  const { voicemailGreeting, screenerGreeting, menuGreeting, ...spoken } = lines;
  const plain = Object.values(spoken).filter((line) => typeof line === 'string');
  const hours = [3, 7, 8, 9].map((hour) => lines.at(hour));
  return [
    ...plain,
    ...([1, 2, 3, 4, 5] satisfies Array<Traits['weekday']>).map((weekday) => lines.day(weekday)),
    ...hours,
    ...hours.map((hour) => `${lines.tomorrow} ${hour}`),
    ...orders().map((items) => lines.order(items)),
  ];
}

function orders(): Items[] {
  return dishes.flatMap((dish) =>
    ([1, 2, 3] as const).flatMap((count) =>
      drinks.flatMap((drink) =>
        ([1, 2] as const).map(
          (cups): Items => [
            { quantity: count, dish },
            { quantity: cups, dish: drink },
          ],
        ),
      ),
    ),
  );
}
