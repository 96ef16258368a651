import { normalize } from '../normalize.ts';
import { type ClaimPattern, matchClaims } from './patterns.ts';

const negation = /(?:^|[^\p{L}])(?:نشد|نشده|نکرد|نکرده|نکردم|نیست|نمی|هنوز|بدون|هیچ)/u;
/** «اگر», «وقتی», «بعد از اینکه», «تا»: what follows depends on it. */
const condition =
  /(?:^|[^\p{L}])(?:اگر|اگه|وقتی|هر وقت|هروقت|زمانی که|بعد از (?:این ?که|تایید)|پس از (?:این ?که|تایید)|به محض|همین که|در صورتی که|در صورت|چنان ?چه|تا (?:زمانی|وقتی)|قبل از|پیش از|مگر|شاید|باید|ممکن است|قرار است|که آیا)(?![\p{L}])/u;
const questionWord = /(?:^|[^\p{L}])(?:آیا|چه|کدام|کدوم|کی|چند|چطور|مگه)(?![\p{L}])/u;
const clauseEnd = /[.!?]+\s|[,;:()]+|\s-\s| (?:ولی|اما|چون|زیرا) /u;

/**
 * What a Persian sentence claims in these words.
 * @param patterns matched against each normalized clause
 * @param isPromise no negation undoes a promise: «تماس نمی‌گیریم» is one itself
 */
export function claimsInPersian<Kind extends string>(
  sentence: string,
  patterns: Array<ClaimPattern<Kind>>,
  { isPromise = false } = {},
): Kind[] {
  const blockers = isPromise ? [] : [negation];
  const text = normalize(sentence).replace(/مشکلی نیست|نگران نباشید|خواهش می ?کنم/g, ',');
  const isQuestion = /\?["'»)\s]*$/.test(text);
  const clauses = text.split(clauseEnd).map((clause) =>
    clause
      .replace(/[^\p{L}\p{N} ]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const said = clauses.filter((clause) => clause !== '');
  const start = said.findIndex((clause) => condition.test(clause));
  const claims = said.flatMap((clause, index) => {
    const isAsked = questionWord.test(clause) || (isQuestion && index === said.length - 1);
    const followsCondition = start >= 0 && index >= start;
    return followsCondition || isAsked ? [] : matchClaims(clause, patterns, blockers);
  });
  return [...new Set(claims)];
}
