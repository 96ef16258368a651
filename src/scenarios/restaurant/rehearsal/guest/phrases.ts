import { linesFor } from '../../../../simulation/people/lines.ts';
import { guestLines } from './lines.ts';
import { dishes, drinks, hours, type Items } from './traits.ts';

/** Everything that a guest can say beside what anybody says. */
export function guestPhrases(language: string): string[] {
  const { order, ...plain } = guestLines(language);
  const times = hours.map((hour) => linesFor(language).at(hour));
  return [
    ...Object.values(plain),
    ...times,
    ...times.map((time) => `${plain.tomorrow} ${time}`),
    ...orders().map((items) => order(items)),
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
