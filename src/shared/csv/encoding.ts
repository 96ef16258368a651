/** The text of a file, or a sentence about why it cannot be read. */
export type FileText = { text: string } | { problem: string };

/** Of a file of spreadsheet cells in UTF-16 at least the separators and digits have an empty half. */
const leastEmptyHalves = 0.1;
/** Enough to tell by; a whole file is not looked through for it. */
const telling = 4096;

/**
 * The text of a file as editors and spreadsheets save it: UTF-8 or UTF-16, with a byte order mark or without. Older
 * encodings cannot be told from one another (0xE3 is "ã", "ă", "г" or «م»): they are read where whoever sent the file named
 * theirs, and refused by name otherwise, because a name that is stored wrongly is never asked for again.
 * @param declared the encoding that was named, as in a `charset`; a byte order mark knows better.
 */
export function readFileText(bytes: Uint8Array, declared: string | null = null): FileText {
  const workbook = workbookOf(bytes);
  if (workbook !== null) return { problem: `it is ${workbook} and no CSV; save it as "CSV UTF-8"` };
  const unicode = unicodeOf(bytes);
  if (unicode !== null)
    return decode(bytes, unicode) ?? { problem: `it says that it is ${unicode}, and is not` };
  if (declared !== null && !/^utf-?8$/i.test(declared)) return readDeclared(bytes, declared);
  return (
    decode(bytes, 'utf-8') ?? {
      problem:
        'it is not UTF-8 but in an older encoding, perhaps Windows-1252: save it as "CSV UTF-8", or name its encoding',
    }
  );
}

function readDeclared(bytes: Uint8Array, declared: string): FileText {
  try {
    return decode(bytes, declared) ?? { problem: `it is said to be ${declared.slice(0, 40)}, and is not` };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problem: `the encoding "${declared.slice(0, 40)}" is not known; save it as UTF-8` };
  }
}

/** @throws RangeError for an encoding that there is none of. */
function decode(bytes: Uint8Array, encoding: string): { text: string } | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    return { text: decoder.decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The Unicode encoding that the first bytes name, or that a file without a mark can only have. */
function unicodeOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, telling);
  const empty = [0, 1].map((half) => start.filter((byte, at) => byte === 0 && at % 2 === half).length);
  const [high = 0, low = 0] = empty;
  if (Math.max(high, low) < start.length * leastEmptyHalves || Math.min(high, low) > 0) return null;
  return low > high ? 'utf-16le' : 'utf-16be';
}

/** What spreadsheets save when nobody asks them for CSV. */
function workbookOf(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (start === '504b0304') return 'a workbook (.xlsx, .ods or another zip)';
  return start === 'd0cf11e0' ? 'a workbook (.xls)' : null;
}
