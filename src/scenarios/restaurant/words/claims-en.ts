import type { ClaimPattern } from '../../../language/claims/patterns.ts';
import type { VisitClaim } from './visit-claim.ts';

const adverbs = '(?:(?:now|just|already|all|also|then|gone ahead and|went ahead and|got|been) )*';
/** "I have placed", "we just sent": somebody of the restaurant did it. */
const doer = `\\b(?:i|we|i have|we have) ${adverbs}`;
const staff = '(?:them|(?:the|our) (?:kitchen|chef|cook|restaurant|staff|team|waiter|manager))';
const opening =
  '^(?:(?:okay|ok|great|perfect|alright|all right|sure|yes|so|and|good|wonderful|excellent|now|right|thanks|thank you|duly|well) )*';

/** How somebody says that an order, a time or a wish was taken down; contractions are already expanded. */
export const englishVisitClaims: Array<ClaimPattern<VisitClaim>> = [
  {
    claim: 'ordered',
    words: new RegExp(
      `${doer}(?:placed|taken|took|put|entered|sent|submitted|captured|received|got|made|passed)\\b(?: [^ ]+){0,4} orders?\\b`,
    ),
  },
  { claim: 'ordered', words: new RegExp(`${doer}(?:ordered|added)\\b`) },
  {
    claim: 'ordered',
    words: /\b(?:i|we) have (?:got )?(?:your|the|that) order\b(?! of| for the last)/,
  },
  {
    claim: 'ordered',
    words: new RegExp(
      `\\b(?:orders?|food|meal|dishes|it|that|everything|kebabs?|pizzas?)(?: (?:for|of|with)(?: [^ ]+){1,4})? (?:is|are|was|were|has been|have been|has|went|goes) ${adverbs}(?:placed|ordered|in the kitchen|with the kitchen|sent|submitted|through|taken|received|on (?:its|the) way|being (?:prepared|made|cooked)|in the system|in)$`,
    ),
  },
  {
    claim: 'ordered',
    words: new RegExp(
      `\\b(?:orders?|food|meal) (?:is|are|was|were|has been|have been|went) ${adverbs}(?:placed|sent|submitted|taken|received|in|through|on (?:its|the) way|being (?:prepared|made|cooked)|confirmed)\\b(?! case| to be)`,
    ),
  },
  {
    claim: 'ordered',
    words: /\b(?:kitchen|chef|cook) (?:has (?:it|that|your)|is (?:preparing|making|cooking|on it)|knows)\b/,
  },
  { claim: 'ordered', words: new RegExp(`${opening}(?:your )?order (?:placed|taken|sent|received)\\b`) },

  {
    claim: 'noted',
    words: new RegExp(
      `${doer}(?:noted|marked|recorded|registered|saved|logged|wrote|written|informed|notified|made a note|taken (?:a )?note|took (?:a )?note)\\b`,
    ),
  },
  {
    claim: 'noted',
    words: new RegExp(
      `${doer}(?:put|have|got) (?:you|it|that|this|your [^ ]+) down\\b|\\b(?:i|we) have you down\\b`,
    ),
  },
  {
    claim: 'noted',
    words: new RegExp(`${doer}(?:let ${staff} know|told ${staff}|passed (?:it|that|this) on)\\b`),
  },
  {
    claim: 'noted',
    words: new RegExp(
      `\\b(?:is|are|was|has been|have been) ${adverbs}(?:noted|recorded|registered|saved|logged|written down|marked)\\b`,
    ),
  },
  { claim: 'noted', words: new RegExp(`${opening}(?:noted|recorded|saved|got it down)[.!]?$`) },
  {
    claim: 'noted',
    words: /\b(?:restaurant|kitchen|staff|team) (?:has been|is|was) (?:told|informed|notified)\b/,
  },

  {
    claim: 'booked',
    words: new RegExp(
      `\\b(?:table|reservation|visit|seat|spot) (?:is|has been) ${adverbs}(?:set|ready|kept|held|saved|waiting|yours)\\b`,
    ),
  },
  { claim: 'booked', words: new RegExp(`${doer}(?:kept|held|saved|set aside) (?:you|your|a|the) `) },
  {
    claim: 'booked',
    words: new RegExp(
      `\\btakeaway (?:is|has been) ${adverbs}(?:set|arranged|ready|confirmed|done)\\b|\\b(?:i|we) have (?:set|arranged|switched|turned)(?: [^ ]+){0,3} (?:takeaway|to go)\\b`,
    ),
  },
  {
    claim: 'existing',
    words:
      /\b(?:i|we) (?:will (?:expect|see)|expect|are expecting|look forward to (?:seeing|welcoming)) you\b(?= (?:at|on|by|in|to|tomorrow|tonight))/,
  },
];
