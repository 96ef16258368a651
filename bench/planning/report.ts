/** Milliseconds of each read. */
export type Reads = number[];

/** The first kind of reads is the baseline of the others. */
export function printReads(kinds: Record<string, Reads>): void {
  const [alone] = Object.values(kinds);
  const baseline = quantile(alone ?? [], 0.95);
  console.log('GET /customers | reads | ms (median) | p95 | longest | p95 against reads alone');
  for (const [kind, reads] of Object.entries(kinds)) {
    const p95 = quantile(reads, 0.95);
    const cells = [quantile(reads, 0.5), p95, Math.max(...reads)].map((ms) => ms.toFixed(1));
    console.log([kind, reads.length, ...cells, (p95 / baseline).toFixed(2)].join(' | '));
  }
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}
