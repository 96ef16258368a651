/** What recognizers and keyboards write differently although it is the same letter. */
const sameLetters: Record<string, string> = {
  ي: 'ی',
  ى: 'ی',
  ئ: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  أ: 'ا',
  إ: 'ا',
  ؤ: 'و',
  '’': "'",
  '‘': "'",
  '‐': '-',
  '–': '-',
  '—': ' - ',
  '،': ',',
  '؛': ';',
  '؟': '?',
};

const arabicIndicZero = 0x0660;
const persianZero = 0x06f0;

/** Persian (۰–۹) and Arabic-Indic (٠–٩) digits as ASCII. */
export function asciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code >= persianZero ? persianZero : arabicIndicZero));
  });
}

/**
 * One spelling for what was typed or transcribed: lower case, ASCII digits, Persian letters for Arabic ones, no vowel
 * marks, and a space where Persian has its zero-width joiner («سه‌شنبه» is often written «سه شنبه»).
 */
export function normalize(text: string): string {
  return asciiDigits(text.normalize('NFKC').toLowerCase())
    .replace(/[\u064b-\u0652\u0670\u0640\u200e\u200f]/g, '')
    .replace(/[يىئكةۀأإؤ’‘‐–—،؛؟]/g, (letter) => sameLetters[letter] ?? letter)
    .replace(/[\u200b-\u200d\s]+/g, ' ')
    .trim();
}

/** The words of a normalized text, without punctuation except the colon of a clock time and the plus of a number. */
export function wordsOf(text: string): string[] {
  return splitWords(normalize(text));
}

/** The same of a text that is normalized already. */
export function splitWords(normal: string): string[] {
  return normal
    .replace(/(?<!\d):|:(?!\d)/g, ' ')
    .replace(/[^\p{L}\p{N}\p{M}:+']+/gu, ' ')
    .replaceAll('+', ' + ')
    .split(' ')
    .filter((word) => word !== '');
}
