/** What a spreadsheet would run as a formula (OWASP, CSV injection). */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
const guarded = /^'(?='*[=+\-@\t\r\n＝＋－＠])/;

/**
 * Somebody's words as a cell: what a spreadsheet would run stands behind an apostrophe, which makes it a text. Words that
 * begin like a guarded cell get one more, so that each cell is read back as what it was.
 */
export function guardCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The words again. */
export function unguardCell(cell: string): string {
  return cell.replace(guarded, '');
}
