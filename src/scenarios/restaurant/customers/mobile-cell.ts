import type { Locale } from '../store/customers.ts';
import { type ReadMobile, readMobile } from './new-customer.ts';

/** Google Contacts puts everything of a kind into one cell; the first is the one that its owner put first. */
const googleSeparator = ' ::: ';
const rounded = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i;
const withFraction = /^\+?\d{5,}[.,]0+$/;

/** A number as it stands in a cell of a spreadsheet, which may have taken it for a quantity or a formula. */
export async function readMobileCell(cell: string, locale: Locale): Promise<ReadMobile> {
  const [first = ''] = cell.split(googleSeparator);
  // An apostrophe makes a text of a cell; some exports write it out.
  const written = first.trim().replace(/^['’]+\s*/, '');
  if (rounded.test(written)) {
    return refuse(
      `"${written}" was rounded by a spreadsheet; make the column a text and write the number again`,
    );
  }
  if (withFraction.test(written)) {
    return refuse(`"${written}" was taken for a quantity by a spreadsheet; make the column a text`);
  }
  return readMobile(written, locale);
}

function refuse(message: string): ReadMobile {
  return { ok: false, message };
}
