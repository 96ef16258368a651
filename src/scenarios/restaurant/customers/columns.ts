import { normalize } from '../../../language/normalize.ts';
import { nearest } from '../../../shared/nearest.ts';

/** The columns of a file of customers. An import needs name and mobile and may leave out the others. */
export const columns = [
  'customer_id',
  'name',
  'mobile',
  'status',
  'order_details',
  'expected_arrival_time',
  'arrival_confirmed',
  'last_call_time',
  'remarks',
  'party_size',
  'allergies',
] as const;

export type Column = (typeof columns)[number];

/** What spreadsheets and address books call them besides, each list from the name that is believed first. */
const otherNames: Record<Column, string[][]> = {
  customer_id: [[]],
  name: [
    [
      'full name',
      'customer name',
      'customer',
      'guest',
      'guest name',
      'display name',
      'contact name',
      'نام',
      'نام مشتری',
    ],
    ['نام و نام خانوادگی', 'نام کامل'],
  ],
  // Google's first number is the one that its owner put first.
  mobile: [
    ['mobile phone', 'mobile number', 'mobile no', 'cell', 'cell phone', 'cellphone', 'cell number'],
    ['موبایل', 'شماره موبایل', 'تلفن همراه', 'شماره همراه', 'همراه', 'شماره تلفن همراه'],
    [
      'phone',
      'phone number',
      'phone no',
      'telephone',
      'telephone number',
      'tel',
      'primary phone',
      'phone 1 value',
    ],
    ['تلفن', 'شماره تلفن', 'شماره تماس', 'شماره'],
  ],
  status: [['وضعیت']],
  order_details: [['order', 'سفارش', 'جزئیات سفارش']],
  expected_arrival_time: [['expected arrival', 'arrival time', 'expected at', 'زمان ورود', 'ساعت ورود']],
  arrival_confirmed: [[]],
  last_call_time: [['last call', 'آخرین تماس']],
  party_size: [
    [
      'guests',
      'people',
      'number of guests',
      'number of people',
      'covers',
      'pax',
      'تعداد نفرات',
      'تعداد مهمان',
    ],
  ],
  allergies: [['allergy', 'حساسیت', 'آلرژی']],
  remarks: [['remark', 'notes', 'note', 'comments', 'comment', 'توضیحات', 'یادداشت']],
};

const givenNames = ['first name', 'given name', 'firstname'].map(plain);
const familyNames = ['last name', 'family name', 'surname', 'lastname', 'نام خانوادگی'].map(plain);

/** Each name with its column, and the place in which it is believed. */
const known = new Map<string, { column: Column; rank: number }>(
  columns.flatMap((column) =>
    [[column], ...otherNames[column]].flatMap((names, rank) =>
      // The column's own name stands beside the first of the others: two of them are one too many.
      names.map((name) => [plain(name), { column, rank: Math.max(0, rank - 1) }] as const),
    ),
  ),
);

/** A shorter name has others near it that mean something else ("State", "Status"). */
const leastToMistake = 8;
const longNames = columns.map(plain).filter((name) => name.length >= leastToMistake);

/** Where a file has what of a customer. */
export interface Layout {
  /** The cells of a column, by their places; several are parts of one name. */
  places: Partial<Record<Column, number[]>>;
  /** Names of columns that customers have nothing of. */
  ignored: string[];
}

/** True for a name that is understood, however a spreadsheet writes it. */
export function isColumnName(name: string): boolean {
  const written = plain(name);
  return known.has(written) || givenNames.includes(written) || familyNames.includes(written);
}

/** Where a file has what, by the names in its first line; or a sentence about what is wrong with them. */
export function readLayout(names: string[]): Layout | { problem: string } {
  const written = names.map(plain);
  const mistaken = written.findIndex((name) => !isColumnName(name) && isNearOne(name));
  if (mistaken !== -1) {
    const meant = nearest(written[mistaken] ?? '', longNames)?.replaceAll(' ', '_');
    return { problem: `"${names[mistaken]?.slice(0, 40)}" is no column, but nearly ${meant}` };
  }
  const places: Layout['places'] = {};
  for (const column of columns) {
    const [place, other] = placesOf(column, written);
    if (place === undefined) continue;
    if (other !== undefined) {
      const [one, two] = [names[place], names[other]];
      const twice = written[place] === written[other];
      return {
        problem: twice ? `the column ${one} is there twice` : `"${one}" and "${two}" are both ${column}`,
      };
    }
    places[column] = [place];
  }
  places.name = namePlaces(written, places.name?.[0]);
  const missing = (['name', 'mobile'] as const).find((column) => !places[column]?.length);
  if (missing)
    return { problem: `the column ${missing} is missing; there are ${names.join(', ').slice(0, 200)}` };
  const used = new Set(Object.values(places).flat());
  return { places, ignored: names.filter((name, at) => name !== '' && !used.has(at)) };
}

/** The places of the names that are believed first. */
function placesOf(column: Column, written: string[]): number[] {
  const found = written.flatMap((name, at) => {
    const meant = known.get(name);
    return meant?.column === column ? [{ at, rank: meant.rank }] : [];
  });
  const first = Math.min(...found.map(({ rank }) => rank));
  return found.filter(({ rank }) => rank === first).map(({ at }) => at);
}

/** A name in two columns is put together; beside a family name alone, "name" (and «نام») is the given one. */
function namePlaces(written: string[], whole: number | undefined): number[] {
  const [given, family] = [givenNames, familyNames].map((names) =>
    written.findIndex((name) => names.includes(name)),
  );
  const found = (at: number | undefined) => (at === undefined || at === -1 ? [] : [at]);
  if (whole !== undefined) return found(given).length > 0 ? [whole] : [whole, ...found(family)];
  return [...found(given), ...found(family)];
}

function isNearOne(name: string): boolean {
  return name.length >= leastToMistake && nearest(name, longNames) !== null;
}

/** "E-mail", "e_mail" and "E MAIL " are written the same. */
function plain(name: string): string {
  return normalize(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
