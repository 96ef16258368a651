import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe is to look for: WCAG 2.2 up to AA, and its own advice (one main landmark, headings in order …). */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What a person with a screen reader, a keyboard, weak eyes or a small screen would trip over, a line for each element.
 * Empty when all is well.
 */
export async function auditPage(page: Page): Promise<string[]> {
  // Colors fade when a state changes; the audit is about where they come to rest.
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity)
    .map((animation) => animation.finished))`);
  await page.evaluate(axe.source);
  const options: axe.RunOptions = { runOnly: rules, resultTypes: ['violations'] };
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(options)})`);
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} (${failureSummary})`),
  );
  return [...faults, ...(await findOverflow(page))];
}

/** axe does not look at widths: WCAG 2.2, 1.4.10. */
async function findOverflow(page: Page): Promise<string[]> {
  const [content = 0, screen = 0] = await page.evaluate<number[]>(
    '[document.documentElement.scrollWidth, innerWidth]',
  );
  return content > screen ? [`wider than the screen: ${content} > ${screen}`] : [];
}
