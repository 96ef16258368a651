/** What `npm audit --json` said; null when the registry did not answer, or keeps no advisories. */
export function readAudit(output: string): string[] | null {
  const answer = parse(output);
  if (answer?.vulnerabilities === undefined) return null;
  return Object.entries(answer.vulnerabilities)
    .filter(([, { severity }]) => refused.has(severity))
    .map(
      ([name, { severity, range, fixAvailable }]) =>
        `${name} ${range}: ${severity}${fixAvailable === false ? ', and no version mends it' : ''}`,
    );
}

/** Lesser ones are mended with the next update; these stop a change. */
const refused = new Set(['high', 'critical']);

interface Audit {
  vulnerabilities?: Record<string, { severity: string; range: string; fixAvailable: unknown }>;
}

function parse(output: string): Audit | null {
  try {
    return JSON.parse(output) as Audit | null;
  } catch {
    return null;
  }
}
