import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** The least contrast of ordinary text: WCAG 2.2, 1.4.3. */
const leastContrast = 4.5;

/**
 * What a person with a screen reader, a keyboard, weak eyes or a small screen would trip over: nameless controls,
 * doubled ids, a missing or second main heading, faint text, content wider than the screen. Empty when all is well.
 */
export async function auditPage(page: Page): Promise<string[]> {
  const audit = await readFile(new URL('audit.in-page.js', import.meta.url), 'utf8');
  // Colors fade when a state changes; the audit is about where they come to rest.
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity)
    .map((animation) => animation.finished))`);
  return page.evaluate(
    `(${audit.slice(audit.indexOf('(leastContrast)')).trimEnd().replace(/;$/, '')})(${leastContrast})`,
  );
}
