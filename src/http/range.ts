import type { ByteRange } from '../calls/recording/store.ts';

/**
 * The part that a `Range` header asks for (RFC 9110). Whoever asks for several parts, or in another unit, gets the whole,
 * as they may.
 * @returns null for the whole, `unsatisfiable` when nothing of it is there
 */
export function readRange(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  // `-500` means the last 500.
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  // A range that ends before it begins is no range.
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  return start < size && start <= end ? { start, end } : 'unsatisfiable';
}
