/** Imported before the server (`--expose-gc`): on SIGUSR2 it collects garbage and says what is still in use, in MB. */
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const inMb = (bytes: number) => Math.round(bytes / 2 ** 20);
  process.stdout.write(`${JSON.stringify({ heldMb: inMb(heapUsed + external), rssMb: inMb(rss) })}\n`);
});
