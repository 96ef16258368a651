import type { Unusable } from './tool-result.ts';

const mark = '\nNext: ';

/** A refusal as the model reads it: a sentence that can be spoken, and below it what the model itself should do. */
export function writeRefusal({ say, next }: Pick<Unusable, 'say' | 'next'>): string {
  return next ? `${say}${mark}${next}` : say;
}

/** What of it can be spoken. */
export function spokenRefusal(text: string): string {
  return text.split(mark)[0] ?? text;
}
