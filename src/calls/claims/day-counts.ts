import { findMentions, isThatMoment } from '../../language/mentions/mentions.ts';
import type { Fact } from '../facts/fact.ts';
import type { ClaimContext } from './claim-context.ts';

/** Whether so many of the facts are on the day that these words name; true where they name none. */
export function isOnDay(
  number: number,
  day: string,
  facts: Fact[],
  { language, region, now }: ClaimContext,
): boolean {
  const [moment] = findMentions(day, { language, region, today: now.date }).moments;
  if (!moment) return true;
  return facts.filter(({ when }) => when !== null && isThatMoment(moment, when)).length === number;
}
