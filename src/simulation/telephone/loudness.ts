/** Root mean square of 16-bit samples; comfort noise and codec residue stay below. */
const loudFrom = 250;

export function isLoud(samples: Int16Array): boolean {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length)) > loudFrom;
}
