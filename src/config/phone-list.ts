import { z } from 'zod';

/** ITU-T E.164 allows fifteen digits; less than seven reach nobody from abroad. */
const fewestDigits = 7;
const mostDigits = 15;

/**
 * Numbers with commas or spaces between them. A bad one is named by its place, and every bad one is: the number itself
 * is somebody's, and what is reported here may end in a log.
 */
export const phoneList = z
  .string()
  .default('')
  .transform((text, context) => {
    const entries = text.split(/[\s,;]+/).filter((part) => part !== '');
    for (const [index, entry] of entries.entries()) {
      const fault = faultOf(entry);
      if (fault === null) continue;
      const message = `entry ${index + 1} of ${entries.length} ${fault}; write it like +12025550100, without spaces in it`;
      context.issues.push({ code: 'custom', message, input: entry });
    }
    return entries;
  });

function faultOf(entry: string): string | null {
  if (!entry.startsWith('+')) return 'does not begin with a plus and the country code';
  const digits = entry.slice(1);
  if (!/^\d*$/.test(digits)) return 'has something else than digits after the plus';
  if (digits.startsWith('0')) return 'begins with +0, which is no country code';
  if (digits.length < fewestDigits || digits.length > mostDigits) {
    return `has ${digits.length} digits instead of ${fewestDigits} to ${mostDigits}`;
  }
  return null;
}
