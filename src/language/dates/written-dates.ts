/**
 * Where 3/4 is March 4: the month comes first in the short date of Unicode's CLDR for these countries (or the year does, and
 * dates without a year are written month first). Everywhere else it is April 3.
 */
const monthFirst = new Set('US AS GU MP PR UM VI FM MH PW PH CA JP CN KR TW'.split(' '));

interface Style {
  region: string;
  /** A date of two numbers is one of the calendar of Iran. */
  isJalali: boolean;
}

const withYear = /(?<![\d/.:-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/:-]|\.\d)/g;
const yearFirst = /(?<![\d/.:-])(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?![\d/:-]|\.\d)/g;
const withoutYear = /(?<![\d/.:-])(\d{1,2})\/(\d{1,2})(?![\d/:-]|\.\d)/g;
const dotted = /(?<![\d/.:-])(\d{1,2})\.(\d{1,2})\.(?!\d)/g;

/** Dates in figures as tokens: `d2027~4~3`, or `m4 o3` where no year was written. */
export function markWrittenDates(text: string, style: Style): string {
  return text
    .replace(/(?<=\d{4}-\d\d-\d\d)t(?=\d\d:\d\d)/g, ' ')
    .replace(yearFirst, ' d$1~$3~$4 ')
    .replace(withYear, (written, one, _, other, year) => {
      const order = inOrder(Number(one), Number(other), style.region);
      return order === null
        ? written
        : ` d${year.length === 2 ? `20${year}` : year}~${order.month}~${order.day} `;
    })
    .replace(dotted, (written, day, month) =>
      isDay(Number(month), Number(day)) ? ` m${month} o${day} ` : written,
    )
    .replace(withoutYear, (written, one, other) => {
      if (style.isJalali) return isDay(Number(one), Number(other)) ? ` j${one} o${other} ` : written;
      const order = inOrder(Number(one), Number(other), style.region);
      return order === null ? written : ` m${order.month} o${order.day} `;
    });
}

/** A number above twelve is no month, whatever is usual. */
function inOrder(one: number, other: number, region: string): { month: number; day: number } | null {
  const usual = monthFirst.has(region) ? { month: one, day: other } : { month: other, day: one };
  const unusual = { month: usual.day, day: usual.month };
  return [usual, unusual].find(({ month, day }) => isDay(month, day)) ?? null;
}

function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
