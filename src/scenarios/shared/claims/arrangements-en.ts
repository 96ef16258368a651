import type { ClaimPattern } from '../../../language/claims/patterns.ts';
import type { ArrangementClaim } from './arrangement-claim.ts';
import { englishStandings } from './standings-en.ts';

const adverbs =
  '(?:(?:now|just|already|all|still|both|currently|therefore|officially|successfully|also|indeed|then|gone ahead and|went ahead and|got|been|that|it|this|you|your|the|appointment|visit|slot|booking|time|for|down) )*';
const book = '(?:booked|rebooked|re-booked|scheduled|reserved|secured|confirmed|arranged|finalized|penciled)';
const move =
  '(?:moved|rescheduled|changed|modified|updated|switched|shifted|postponed|pushed|swapped|brought forward|transferred to)';
const cancel = '(?:canceled|cancelled|deleted|removed|called off|given up)';

/** "I have booked", "we just moved": somebody of the business did it. */
const doer = `\\b(?:i|we|i have|we have|i had|we had) ${adverbs}`;
/** "is booked", "has been moved", "are all scheduled": it is in that state. */
const state = `\\b(?:is|are|was|were|has been|have been|got|gotten|stands|comes) ${adverbs}`;
/** "Booked!", "okay, rescheduled to Friday": nothing but the deed. */
const bare = `^(?:(?:okay|ok|great|perfect|alright|all right|sure|yes|so|and|there|good news|wonderful|excellent|now|all|successfully|officially|right|thanks|thank you) )*`;
const have = '\\b(?:i|we) have (?:you|it|that|your \\w+)(?: all| now)?';

/** "I was able to book", "I managed to move": as good as done. */
const managed = '\\b(?:(?:was|were) able to|managed to|succeeded in|(?:just )?finished)';

/** How a receptionist says in English that something was done; contractions are already expanded. */
export const englishArrangements: Array<ClaimPattern<ArrangementClaim>> = [
  ...englishStandings,
  { claim: 'made', words: new RegExp(`${doer}${book}\\b(?! (?:you )?(?:for|as) (?:maria|name))`) },
  {
    claim: 'booked',
    words: new RegExp(
      `(?<!\\b(?:what|when|which|nothing|clinic|we|line|calendar|day|schedule) )${state}(?:${book}|locked in|on the (?:books|calendar|schedule)|in the (?:book|calendar|system|schedule))\\b(?! (?:out|solid|up|to be|already|by (?:someone|somebody|another)))(?<!^(?:so |and )?it is arranged)`,
    ),
  },
  {
    claim: 'made',
    words: new RegExp(
      `${bare}(?:booked|scheduled|reserved|confirmed)(?!$)(?: (?:for|on|at|in|you|it|and)\\b|[.!]|$)`,
    ),
  },
  { claim: 'made', words: new RegExp(`${bare}(?:booked|scheduled|reserved|confirmed)[.!]?$`) },
  {
    claim: 'booked',
    words: new RegExp(`${have} (?:(?:booked|scheduled|reserved|confirmed|locked|set|penciled)\\b)`),
  },
  {
    claim: 'made',
    words:
      /\b(?:i|we)(?: have)?(?: just| now)? (?:put|got|placed|penciled|fit|signed|slotted) you (?:in|down|on)\b/,
  },
  {
    claim: 'made',
    words:
      /\b(?:i|we)(?: have)?(?: just| now)? (?:made|created|added|set up|completed|finalized)(?: [^ ]+){0,3} (?:appointment|booking|reservation)\b/,
  },
  {
    claim: 'booked',
    words:
      /\b(?:the|your) (?:slot|spot|time|appointment|booking|visit|reservation) is (?:now )?(?:yours|all yours|made|complete|completed|final|finalized|set|in place|good to go|all set|done|official)\b|\b(?:is|are) (?:now |all |officially )*yours(?: now)?\b(?! if)|\b(?:it|that|this|everything|all|day|\w+day|three|four|nine|ten|two|one|\w+) is (?:now |all )*(?:official|locked in|finalized|sealed|a done deal|a go)\b|\bbooking (?:is )?complete\b|\byou (?:are|have) (?:got )?(?:an? |the )?confirmed (?:appointment|spot|slot|booking)\b|\b(?:we|i) (?:will )?have you (?:in )?(?:on the (?:schedule|calendar|books)|with dr)\b/,
  },
  {
    claim: 'booked',
    isReadBack: true,
    words: /\b(?:i|we) have (?:got )?you (?:down|in|on|set)\b/,
  },
  {
    claim: 'made',
    words:
      /\b(?:i|we) have (?:just |now )*(?:put|made|got|gotten|given|grabbed|locked)(?: [^ ]+){0,2} (?:a |the )?(?:new )?(?:one|spot|slot|time|in|through|that through|it through)\b(?! moment)|\bi have put (?:that|it|this|you) through\b(?! to)|\byou have (?:got )?(?:the|that) (?:slot|spot|time)\b/,
  },
  {
    claim: 'booked',
    words:
      /\b(?:the|your) booking (?:was successful|is through|went through)\b|\byou got (?:it|the (?:slot|spot|appointment))\b|\bsuccessfully booked\b/,
  },

  {
    claim: 'made',
    words: new RegExp(
      `${managed} (?:book(?:ing)?|schedul(?:e|ing)|reserv(?:e|ing)|secur(?:e|ing)|confirm(?:ing)?|get(?:ting)? (?:you|it|that)(?: all)? (?:in|booked|scheduled|down))\\b`,
    ),
  },
  {
    claim: 'booked',
    words:
      /\b(?:booking|appointment|reservation|visit)(?: with (?:dr|doctor) \w+)? (?:(?:has been |is |was )?(?:confirmed|booked|made)|went through)\b|\bconsider (?:it|that|yourself) (?:booked|scheduled|confirmed)\b/,
  },
  {
    claim: 'booked',
    words:
      /\b(?:you are|i (?:have )?(?:got|have) you|we (?:have )?(?:got|have) you) (?:all )?in (?:for|on|at)\b/,
  },
  {
    claim: 'booked',
    words:
      /\b(?:appointment|visit|booking|reservation)(?: with [^ ]+(?: [^ ]+)?)? is (?:now |all )*(?:set|good to go|locked in)(?: for\b|$)/,
  },
  {
    claim: 'booked',
    words:
      /\b(?:is|was|been) (?:now |just )*(?:added to|put (?:on|in|into)|entered (?:in|into)) (?:the|our|your|my) (?:calendar|schedule|system|book)\b/,
  },

  { claim: 'modified', words: new RegExp(`${doer}${move}\\b`) },
  { claim: 'modified', words: new RegExp(`${state}${move}\\b(?!(?: my| your)? mind)`) },
  {
    claim: 'modified',
    words: new RegExp(
      `${bare}(?:moved|rescheduled|changed|updated|switched)(?: (?:to|from|it|your|you)\\b|[.!]?$)`,
    ),
  },
  { claim: 'modified', words: new RegExp(`${have} ${move}\\b`) },
  {
    claim: 'modified',
    words:
      /\b(?:move|change|switch|reschedule) (?:went|is|has gone|has been) (?:through|done|made|complete)\b|\b(?:time|day|date|appointment|visit) has (?:now )?(?:changed|moved)\b/,
  },
  {
    claim: 'modified',
    words:
      /\b(?:i|we)(?: have)?(?: just| now)? made (?:the|that|your) change\b|\bthe change (?:is|was|has been) (?:made|done|saved|complete)\b/,
  },
  { claim: 'modified', words: /\byour new (?:appointment|time|slot|date|visit)(?: time| date)? is\b/ },

  {
    claim: 'modified',
    words: new RegExp(
      `${managed} (?:mov(?:e|ing)|reschedul(?:e|ing)|chang(?:e|ing)|switch(?:ing)?|updat(?:e|ing))\\b`,
    ),
  },

  {
    claim: 'canceled',
    words: new RegExp(`${managed} (?:cancel|cancell?ing|delet(?:e|ing)|remov(?:e|ing))\\b`),
  },
  {
    claim: 'canceled',
    words:
      /\b(?:i|we) (?:have )?(?:just |now )*(?:cleared|dropped|voided) (?:it|that|your|the)\b|\bappointment is gone\b/,
  },
  { claim: 'canceled', words: new RegExp(`${doer}${cancel}\\b`) },
  {
    claim: 'canceled',
    words: new RegExp(
      `${state}(?:${cancel}|taken off|off the (?:books|calendar|schedule))\\b(?! (?:earlier|before|previously|by you))`,
    ),
  },
  {
    claim: 'canceled',
    words: new RegExp(`${bare}(?:canceled|cancelled|deleted)(?: (?:it|your|that|for|the)\\b|[.!]?$)`),
  },
  { claim: 'canceled', words: new RegExp(`${have} (?:${cancel}|taken off)\\b`) },
  {
    claim: 'canceled',
    words:
      /\b(?:i|we)(?: have)?(?: just| now)? (?:took|taken) (?:you|it|that|your \w+) off\b|\b(?:the|your) cancell?ation (?:is|was|has been|went) (?:confirmed|complete|completed|done|through|made|successful)\b/,
  },
  {
    claim: 'canceled',
    words:
      /\byou no longer have (?:an|that|the|any)\b|\b(?:is|are) (?:now )?(?:gone|off (?:the|your) (?:books|calendar|schedule|list))\b/,
  },

  {
    claim: 'done',
    words:
      /\b(?:you|we|everything|everyone|everybody|yours|that|it|things|all)(?:'re| are| is|'s)? (?:now |already )?(?:all set|good to go|settled|agreed|arranged|taken care of|all done|sorted(?: out)?|squared away|handled|all taken care of)\b/,
  },
  {
    claim: 'done',
    words:
      /\b(?:that|it|this|everything)(?:'s| is| has been| was) (?:now |all |already )*(?:done|complete|completed|finished|in place|in the system)\b/,
  },
  { claim: 'done', words: /\b(?:that|it|everything|all of it) went through\b/ },
  { claim: 'canceled', words: /\bcancell?ation went through\b/ },
  { claim: 'done', words: new RegExp(`${bare}(?:done|all done|all set|consider it done)[.!]?$`) },
  {
    claim: 'done',
    words:
      /\b(?:i|we) (?:have )?(?:just |now |already )*(?:done (?:that|it|so)|taken care of (?:it|that|everything|this)|took care of (?:it|that|everything)|finished (?:it|that)|completed (?:it|that|the request|your request))\b/,
  },
];
