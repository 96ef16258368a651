import { UsageError } from './usage.ts';
export async function talk(_args: string[]): Promise<number> {
  throw new UsageError('not yet');
}
