import { z } from 'zod';

/** Origins with commas between them. A star is none: it would let any page act for a visitor. */
export const origins = z
  .string()
  .default('')
  .transform((text, context) => {
    const entries = text
      .split(',')
      .map((entry) => entry.trim().replace(/\/$/, ''))
      .filter((entry) => entry !== '');
    for (const entry of entries) {
      if (URL.canParse(entry) && new URL(entry).origin === entry) continue;
      const message = `"${entry}" must be an origin such as https://www.example.com`;
      context.issues.push({ code: 'custom', message, input: entry });
    }
    return new Set(entries);
  });
