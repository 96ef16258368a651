/** What a spreadsheet would run as a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r＝＋－＠]/;
const guarded = /^'(?=[=+\-@\t\r＝＋－＠])/;

/** Somebody's words as a cell: what a spreadsheet would run stands behind an apostrophe, which makes it a text. */
export function guardCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The words again. */
export function unguardCell(cell: string): string {
  return cell.replace(guarded, '');
}
