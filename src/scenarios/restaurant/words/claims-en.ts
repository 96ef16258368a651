import type { ClaimPattern } from '../../../language/claims/patterns.ts';
import type { VisitClaim } from './visit-claim.ts';

const adverbs = '(?:(?:now|just|already|all|also|then|gone ahead and|went ahead and|got|been) )*';
/** "I have placed", "we just sent": somebody of the restaurant did it. */
const doer = `\\b(?:i|we|i have|we have) ${adverbs}`;
const staff = '(?:them|(?:the|our) (?:kitchen|chef|cook|restaurant|staff|team|waiter|manager))';
const opening =
  '^(?:(?:okay|ok|great|perfect|alright|all right|sure|yes|so|and|good|wonderful|excellent|now|right|thanks|thank you|duly|well) )*';
const food =
  '(?:orders?|food|meal|dishes|it|that|everything|kebabs?|pizzas?|soups?|teas?|lemonades?|takeaway|dinner|lunch)';
const change =
  '(?:added|removed|switched|swapped|changed|updated|dropped|replaced|taken|took|made|included|left)';

/** How somebody says that an order, a time or a wish was taken down; contractions are already expanded. */
export const englishVisitClaims: Array<ClaimPattern<VisitClaim>> = [
  // Until it is placed, an order may be changed at will by talking about it.
  {
    claim: 'draft',
    words: new RegExp(
      `${doer}${change}\\b(?! (?:a |your |the )?(?:visit|table|arrival|reservation|time|note|it down|you))(?!.*\\b(?:allerg|file|notes?\\b))`,
    ),
  },
  {
    claim: 'draft',
    isReadBack: true,
    words: /\b(?:so far|for now)\b.*\b(?:i|we) have\b|\b(?:i|we) have\b.*\bso far\b/,
  },
  {
    claim: 'ordered',
    words: new RegExp(
      `${doer}(?:placed|taken|took|put|entered|sent|submitted|captured|received|got|passed)\\b(?: [^ ]+){0,4} orders?\\b`,
    ),
  },
  { claim: 'ordered', words: new RegExp(`${doer}ordered\\b`) },
  {
    claim: 'ordered',
    words: new RegExp(
      `${doer}(?:placed|submitted|entered) (?:it|that|this|everything)\\b|${doer}(?:sent|passed|given|gave)(?: [^ ]+){1,4} to (?:the|our) (?:kitchen|chef|cook)\\b`,
    ),
  },
  {
    claim: 'ordered',
    isReadBack: true,
    words: /\b(?:i|we) have (?:got )?(?:your|the|that) order\b(?! of| for the last)/,
  },
  {
    claim: 'ordered',
    words: new RegExp(
      `\\b${food}(?: (?:for|of|with)(?: [^ ]+){1,5})? (?:is|are|was|were|has been|have been|has|went|goes) ${adverbs}(?:placed|ordered|in the kitchen|with the kitchen|sent|submitted|through|taken|received|being (?:prepared|made|cooked)|in the system|in|saved|registered|confirmed|set)\\b(?! case| to be)(?=$| (?:for|at|with|to|and|now|under|today|tonight))`,
    ),
  },
  {
    claim: 'ordered',
    words: new RegExp(`${opening}(?:your )?order (?:placed|taken|sent|received|confirmed)\\b`),
  },
  { claim: 'ordered', words: new RegExp(`${opening}ordered\\b`) },
  {
    claim: 'prepared',
    words:
      /\b(?:kitchen|chef|cook|they|we) (?:has (?:it|that|your)|have (?:it|your \w+) (?:on|in)|is (?:preparing|making|cooking|on it|starting|working)|are (?:preparing|making|cooking|on it|starting on|working on)|(?:has |have )?(?:already )?(?:started|begun|began))\b/,
  },
  {
    claim: 'prepared',
    sense: 'promise',
    words:
      /\b(?:will|is going to|are going to) (?:have (?:it|that|your \w+|everything|them) (?:ready|waiting|prepared|hot)|be (?:ready|waiting|prepared|on the table|hot))\b|\b(?:kitchen|chef|we) (?:will|is going to|are going to) (?:start|begin|prepare|make|cook|get started)\b/,
  },
  {
    claim: 'ready',
    words: new RegExp(
      `\\b${food} (?:is|are) ${adverbs}(?:ready|done|prepared|waiting|finished|hot|packed|out for delivery|on (?:its|the|their) way)\\b`,
    ),
  },
  {
    claim: 'ready',
    sense: 'promise',
    words:
      /\b(?:deliver(?:ed|ing|y)?|courier|driver|rider)\b(?! (?:is|are) not)|\b(?:bring|bringing|send|sending) (?:it|that|your \w+|the \w+|everything) (?:over |out |right )?to (?:you|your|the (?:door|house|address))\b|\bkeep (?:it|them|your \w+) (?:warm|hot)\b/,
  },
  {
    claim: 'no_order',
    sense: 'stands',
    words:
      /\b(?:there is|there are|i see|i have|we have|you have|i find|okay|so|then)? ?(?:no|not an?) orders?\b(?! (?:number|form|until))|\borders? (?:did not|has not|have not|was not|is not|will not|could not|never|failed)\b|\b(?:do|does) not (?:see|have|find) (?:an?|any|your|the) orders?\b|\bnothing (?:is|was|has been) ordered\b|\byou have not ordered\b|\b(?:i|we) have not (?:yet |actually )?(?:placed|taken|sent|put in|entered) (?:your|the|an?|any) order|\bnot (?:be )?(?:preparing|making|cooking)\b/,
  },
  {
    claim: 'arrived',
    words:
      /\b(?:noted|marked|recorded|registered|let|told|informed|know|see)\b.*\b(?:you have (?:already |just )?arrived|down as (?:arrived|here|present)|you are (?:already |now )?here|you arrived|you are (?:already )?(?:at the|in the)|as arrived|your arrival$|you are present|you made it)|\byour arrival (?:is|has been|was) (?:now |just )*(?:noted|confirmed|recorded|registered|marked)\b(?! (?:for|at)\b)|\byou are (?:now )?(?:marked|checked in|registered) ?(?:as )?(?:arrived|here|present|in)?\b/,
  },
  {
    claim: 'no_time',
    sense: 'stands',
    words:
      /\b(?:still need|do not have|do not know|missing|no)(?: [^ ]+){0,4} (?:arrival time|time (?:from you|for you|yet)|when (?:you (?:will |are going to )?(?:come|arrive|be here)|you are (?:coming|arriving))|what time you (?:will |are )?(?:com|arriv|be here))/,
  },
  {
    claim: 'late',
    words: /\b(?:noted|marked|recorded|told|let|informed)\b.*\b(?:running|be|are|being) (?:\w+ )*late\b/,
  },
  { claim: 'missed', words: /\bmissed you\b|\byou (?:missed|did not come to) (?:your|the)\b/ },
  {
    claim: 'not_arrived',
    sense: 'stands',
    words:
      /\byour arrival (?:has not|is not|was not|could not)\b|\byou (?:have not|are not) (?:been )?(?:arrived|checked in|marked)\b|\bnot (?:noted|marked|recorded) (?:you|your arrival|that you)\b/,
  },
  {
    claim: 'note_kept',
    words:
      /\b(?:knows?|told|informed|aware|noted|passed|written|wrote|put)\b.*\ballerg|\ballerg\w*\b.*\b(?:noted|recorded|written|passed|known|informed)\b/,
  },
  {
    claim: 'not_coming',
    sense: 'stands',
    words:
      /\b(?:noted|marked|recorded|registered|let|told|informed)\b.*\b(?:you (?:are|will) not (?:coming|come|be coming|make it)|as (?:a )?no show|you did not come|you (?:are|were) absent)\b/,
  },

  {
    claim: 'noted',
    words: new RegExp(
      `${doer}(?:noted|marked|recorded|registered|saved|logged|wrote|written|informed|notified|made a note|taken (?:a )?note|took (?:a )?note)\\b`,
    ),
  },
  {
    claim: 'noted',
    isReadBack: true,
    words: new RegExp(
      `${doer}(?:put|have|got|set|written|marked|taken) (?:(?:you|it|that|this|your [^ ]+|everything) )?down\\b|\\b(?:i|we) have you down\\b|${doer}(?:put|set|got|have) you (?:for|at|in)\\b`,
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
  { claim: 'noted', words: new RegExp(`${opening}(?:noted|recorded|saved|got it down)$`) },
  {
    claim: 'noted',
    words: /\b(?:restaurant|kitchen|staff|team) (?:has been|is|was) (?:told|informed|notified)\b/,
  },

  {
    claim: 'table',
    words:
      /\b(?:table|seats?|terrace|booth|window)\b.*\b(?:is|are|has been|have been|was) (?:\w+ )*(?:set|ready|kept|held|saved|waiting|yours|reserved|booked|given|confirmed)\b|\b(?:reserved|saved|kept|held|booked|have|got|set aside|given)\b(?: [^ ]+){0,4} (?:table|booth|terrace|seats?)\b/,
  },
  {
    claim: 'booked',
    words: new RegExp(
      `\\b(?:reservation|visit|spot) (?:is|has been) ${adverbs}(?:set|ready|kept|held|saved|waiting|yours)\\b`,
    ),
  },
  { claim: 'booked', words: new RegExp(`${doer}(?:kept|held|saved|set aside) (?:you|your|a|the) `) },
  {
    claim: 'booked',
    words: new RegExp(
      `\\btakeaway (?:is|has been) ${adverbs}(?:set|arranged|confirmed|done)\\b|\\b(?:i|we) have (?:set|arranged|switched|turned)(?: [^ ]+){0,3} (?:takeaway|to go)\\b`,
    ),
  },
  {
    claim: 'existing',
    sense: 'promise',
    words:
      /\b(?<!\b(?:which|when|what time|time|that|if|whether) )you (?:will|are going to) (?:be (?:here|there|in|at|coming|arriving|joining|\w+ (?:minutes?|hours?) late)|come|arrive|join)\b|\byou are (?:coming|arriving|running|going to be)\b/,
  },
  { claim: 'modified', words: /\byour new (?:\w+ )?(?:time|visit|arrival) (?:is|will be)\b/ },
  { claim: 'not_coming', sense: 'stands', words: /\bas (?:a )?(?:no show|no-show|absent|missing)\b/ },
  {
    claim: 'existing',
    words:
      /\b(?:i|we|i can) (?:see|have|find)(?: [^ ]+){0,2} order of\b|\byour order (?:is|was) (?:for|of)\b/,
  },
];

/** Food and drink that people ask for: what is not on a menu is said to be there by nobody who knows it. */
export const englishFood =
  /\b(?:\w*burgers?|fries|salads?|steaks?|pasta|spaghetti|lasagna|sushi|ramen|noodles|sandwich(?:es)?|wraps?|tacos?|burritos?|hot dogs?|falafel|hummus|curry|chicken|fish|salmon|shrimp|lamb|beef|pork|rice|soup|pizzas?|kebabs?|wings|nuggets|ribs|omelet(?:te)?|pancakes?|waffles?|cakes?|cheesecake|pies?|ice cream|desserts?|baklava|coffee|espresso|cappuccino|latte|tea|lemonades?|juice|cola|coke|soda|beers?|wine|cocktails?|milkshakes?|smoothies?|water|bread|cheese|bagels?|croissants?|doughnuts?|donuts?)\b/g;
