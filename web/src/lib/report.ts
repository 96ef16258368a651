/** Tells a developer about input that was left out; the person on the page needs nothing of it. */
export function reportIgnored(what: string, why: unknown): void {
  // biome-ignore lint/suspicious/noConsole: the browser's console is the only log that a page has
  console.warn(`Ignored ${what}`, why);
}
