import { errorBody } from '../../../src/http/contract.ts';
import type { HostileRequest } from './request.ts';
import type { WireAnswer } from './wire.ts';

export interface Expected {
  /** What stands only in rows of another organization. */
  forbidden: string;
  isDatabaseAway: boolean;
}

/** What is wrong with an answer; null when nothing is. */
export function judgeAnswer(
  { method, isCut }: Pick<HostileRequest, 'method' | 'isCut'>,
  answer: WireAnswer | null | 'late',
  { forbidden, isDatabaseAway }: Expected,
): string | null {
  if (answer === 'late') return 'it was not answered';
  if (answer === null)
    return isCut || method === 'CONNECT' ? null : 'the connection was ended without an answer';
  const { status, headers, body } = answer;
  if (body.includes(forbidden) || [...headers.values()].some((value) => value.includes(forbidden))) {
    return 'the answer has a row of another organization';
  }
  if (isPageThatIsNotBuilt(answer)) return null;
  if (status >= 500) return status === 503 && isDatabaseAway ? null : `it was answered with ${status}`;
  if (status < 400 || method === 'HEAD') return null;
  return isError(body) ? null : `${status} is answered with something else than an error of Parley`;
}

function isError(body: string): boolean {
  try {
    return errorBody.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}

/** At `/` alone. */
export function isPageThatIsNotBuilt({ status, headers, body }: WireAnswer): boolean {
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  return status === 503 && isPage && body.includes('npm run build');
}
