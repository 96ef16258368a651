import { normalize } from '../normalize.ts';
import { type ClaimPattern, matchClaims } from './patterns.ts';

const negation =
  /\b(?:not|never|no(?! longer)|none|nothing|nobody|cannot|unable|without|hardly|neither|nor|until|unless|fail(?:ed)? to|yet to|hasn't|haven't|isn't|aren't|wasn't|weren't|couldn't|can't|didn't|don't|won't|rather than|instead of|as if)\b|n't\b/;
/** Makes a clause a condition; the clauses after it, up to the end of the sentence, then follow from it. */
const condition =
  /(?:^|\b(?:and|but|so|then|only|even|just|okay|because) )?\b(?:if|once|when(?:ever)?|as soon as|after|before|until|unless|in case|whether|provided|assuming|suppose|should (?:you|i|we)|had (?:you|i|we)|by the time)\b/;
/** Will, may or should be: nothing has happened yet. */
const notYet =
  /\b(?:will|would|can|could|shall|should|may|might|must|let me|let's|going to|want(?:s|ed)?(?: me| us)? to|like(?: me| us)? to|need(?:s|ed)? to|have to|has to|try(?:ing)? to|about to|ready to|happy to|glad to|(?<!was |were )able to|(?<!managed |able )to (?:be|get|have)|trying|wish|want)\b/;
const question =
  /^(?:(?:so|and|or|but|okay|ok|great|perfect|alright|then|now|well|sorry|just to confirm|to confirm) )*(?:is|are|was|were|do|does|did|has|have|had|shall|should|would|will|can|could|may|might|what|when|which|who|why|how|where)\b/;
const politeness =
  /\b(?:no problem|no worries|not a problem|not at all|don't worry|never mind|no trouble)\b[,.!]?|\b(?:i|we) (?:am|are|can|would like to|want to|just want to)(?: (?:happy|glad|pleased|delighted) to)?(?: now)? (?:say|tell you|let you know|confirm(?! with)|inform you|report)(?: that)?\b|\blet me (?:just )?confirm(?: that)?\b/g;

/**
 * What an English sentence claims in these words.
 * @param patterns matched against each normalized clause, contractions expanded
 * @param isPromise a promise is claimed by "will" and "will not" alike, so neither undoes it
 */
export function claimsInEnglish<Kind extends string>(
  sentence: string,
  patterns: Array<ClaimPattern<Kind>>,
  { isPromise = false } = {},
): Kind[] {
  const blockers = isPromise ? [] : [negation, notYet];
  const text = expand(normalize(sentence))
    .replace(/\b(dr|mr|mrs|ms|prof)\./g, '$1')
    .replace(politeness, ',')
    .trim();
  const isQuestion = /\?["')\s]*$/.test(text);
  const clauses = text
    .split(clauseEnd)
    .map(plainWords)
    .filter((clause) => clause !== '');
  const start = clauses.findIndex((clause) => condition.test(clause));
  const claims = clauses.flatMap((clause, index) => {
    const followsCondition = start >= 0 && index >= start;
    const isAsked = question.test(clause) || (isQuestion && isAskedAbout(clauses, index));
    return followsCondition || isAsked ? [] : matchClaims(clause, patterns, blockers);
  });
  return [...new Set(claims)];
}

const clauseEnd =
  /[.!?]+\s|[,;:()]+|\s[-–—]+\s|\b(?:and then|but|so that|because|since|although|though)\b|\b(?:and|so)\b(?= (?:i|we|you|your|it|that|the|there|everything|shall|should|would|do|is|are|can|could|what|if|once|when|will|then|now|let|no)\b)/;

function plainWords(clause: string): string {
  return clause
    .replace(/[^\p{L}\p{N}'.! ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function expand(text: string): string {
  return text
    .replace(/\b(i|we|you|they)'ve\b/g, '$1 have')
    .replace(/\b(you|we|they)'re\b/g, '$1 are')
    .replace(/\b(it|that|there|everything|your \w+|the \w+|what|here)'s (?=been|got)/g, '$1 has ')
    .replace(/\b(it|that|there|everything|your \w+|the \w+|here)'s\b/g, '$1 is')
    .replace(/\b(i|we|you|it|that|they)'ll\b/g, '$1 will')
    .replace(/\b(i|we|you|they)'d\b/g, '$1 would')
    .replace(/\bi'm\b/g, 'i am');
}

/** "Are you booked?" asks; "you're all set, is there anything else?" claims and then asks. */
function isAskedAbout(clauses: string[], index: number): boolean {
  if (index < clauses.length - 1) return clauses.length === 1;
  return !/^(?:i|we) (?:have )?\w+ed\b/.test(clauses[index] ?? '');
}
