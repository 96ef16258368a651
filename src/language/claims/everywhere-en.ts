import type { ClaimPattern } from './patterns.ts';

/** What anybody's agent may be tempted to say. */
export type AnyClaim =
  | 'callback'
  | 'opted_out'
  | 'still_called'
  | 'transfer'
  | 'message'
  | 'told'
  | 'human'
  | 'price'
  | 'taught'
  | 'enrolled'
  | 'erased';

const adverbs =
  '(?:(?:also|then|certainly|gladly|just|now|already|all|personally|definitely|be sure to|make sure to|go ahead and|have|be) )*';
const staff =
  '(?:somebody|someone|(?:a|the|our|my|one of (?:our|the|my)|another|your) (?:\\w+ ){0,2}?(?:colleagues?|team|staff|manager|operator|agent|representative|specialist|nurse|receptionist|doctor|dentist|assistant|department|office|clinic|restaurant|kitchen|chef|waiter|host|owner|supervisor|desk|person|member)|dr \\w+|doctor \\w+|they|a person|staff|the team)';
const anybody = `(?:i|we|${staff})`;
const will = '(?:will|shall|am going to|are going to|is going to)';
const reach =
  '(?:call|ring|phone|telephone|try|get back to|reach out(?: to)?|contact|follow up(?: with)?|be in touch(?: with)?|get in touch(?: with)?|be calling|be contacting|be reaching out(?: to)?|give)';

export const englishEverywhere: Array<ClaimPattern<AnyClaim>> = [
  // "I will call you to the door" is none; "we will never call you to ask for a card" promises nothing either.
  {
    claim: 'callback',
    sense: 'promise',
    words: new RegExp(
      `\\b${anybody} ${will} ${adverbs}${reach} (?:you|again|back|shortly|soon)\\b(?! (?:to confirm )?that\\b)`,
    ),
  },
  {
    claim: 'callback',
    sense: 'promise',
    words: new RegExp(
      `\\b${anybody} ${will} ${adverbs}(?:be in touch|follow up|reach out|call back|get back to you|call (?:to|about|when|once|as soon|with)|call)\\b(?! (?:it|that|this|the|an?|for|out|off|him|her|them|us|me)\\b)`,
    ),
  },
  {
    claim: 'callback',
    sense: 'promise',
    words: new RegExp(
      `\\byou will ${adverbs}(?:get|receive|have|hear) (?:a|another|our|the|from) (?:\\w+ ){0,2}(?:call|callback|call back|us|someone|somebody|colleague)\\b|\\b(?:expect|await) (?:a|our|the) (?:call|callback)\\b`,
    ),
  },
  {
    claim: 'callback',
    sense: 'stands',
    words: /\byou (?:can|may|should) expect (?:a|our|the|another) (?:call|callback)\b/,
  },
  {
    claim: 'callback',
    words:
      /\b(?:i|we) (?:have )?(?:just |now |also )*(?:scheduled|arranged|noted|booked|set up|promised|planned|put down|put you down for|requested|asked for|logged|registered|placed|arranged for) (?:a|the|your|that|another) (?:\w+ )?(?:call ?back|call)\b|\b(?:arranged|noted|scheduled|planned|asked)(?: for)?(?: [^ ]+){1,4} (?:to|should|will) call you\b/,
  },
  {
    claim: 'callback',
    words:
      /\b(?:call ?back|call) (?:is|has been) (?:now |all )*(?:scheduled|arranged|noted|booked|set|planned|registered|requested)\b/,
  },
  {
    claim: 'callback',
    sense: 'promise',
    words: new RegExp(
      `\\b(?:have|having|get|getting|ask|asked) ${staff} (?:to )?(?:call|ring|contact|phone) you\\b`,
    ),
  },
  {
    claim: 'callback',
    sense: 'stands',
    words: /\bnoted that (?:we|i|they|somebody|someone) (?:should|will|shall|can) call you\b/,
  },
  {
    claim: 'opted_out',
    sense: 'stands',
    words: new RegExp(
      `\\b(?:${anybody}|nobody|no one) (?:will not|will never|will|shall not|shall never|will no longer|are not going to|am not going to) (?:ever )?(?:be )?(?:call|ring|phone|contact|bother|disturb)(?:ing)? (?:you|this number|that number|your number)(?! to\\b)(?=.*(?:again|any ?more|ever|longer|further)|$|[.!])`,
    ),
  },
  {
    claim: 'opted_out',
    sense: 'stands',
    words:
      /\byou (?:will not|will never|will no longer|are not going to) (?:ever )?(?:be (?:called|contacted|bothered|disturbed)|hear from|get (?:any|another|more|our)(?: \w+)? calls?|receive (?:any|another|more|our)(?: \w+)? calls?)\b/,
  },
  {
    claim: 'opted_out',
    words:
      /\b(?:i|we) (?:have )?(?:just |now |also )*(?:removed|taken|took|deleted|struck|crossed|blocked|put|added|placed) (?:[^ ]+ ){0,6}(?:lists?|number)\b(?! (?:ending|as|for))/,
  },
  {
    claim: 'opted_out',
    words:
      /\b(?:you are|number is|number has been|you have been) (?:now |no longer )*(?:removed|deleted|taken off|blocked|off|opted out|unsubscribed)(?: (?:of|from))? (?:our|the|my)\b|\b(?:you are|your number is) (?:now )?on (?:our|the) (?:no call|opt out) list\b|\byou (?:are|have been) (?:now )?(?:opted out|unsubscribed|removed)\b|\bnumber (?:is|has been) (?:now )?(?:put|placed|added|listed)? ?on (?:our|the) (?:opt out|no.call)/,
  },
  {
    claim: 'opted_out',
    sense: 'stands',
    words:
      /\bno (?:more|further) calls (?:from|to|for)\b|\b(?:i|we) (?:will )?no longer (?:call|ring|phone|contact) you\b/,
  },
  {
    claim: 'still_called',
    sense: 'stands',
    words:
      /\byou are still on (?:our|the) (?:\w+ )?(?:call(?:ing)?|contact|phone) list\b|\b(?:i|we) (?:can|may|will) still call you\b|\b(?:could not|was not able to|unable to|did not manage to) (?:remove|take|put|add|delete|block) (?:you|your (?:\w+ )?number)\b/,
  },

  {
    claim: 'transfer',
    sense: 'promise',
    words: new RegExp(
      `\\b(?:i|we) (?:(?:am|are) (?:now |just )*(?:going to )?|${will} |have )?${adverbs}(?:(?:transfer|connect|hand)(?:ring|ing|red|ed)? (?:you|your call|this call|the call)|(?:put|putting|patch|patching) you (?:through|over|on (?:to|with|the line))|pass(?:ing|ed)? you (?:on|over|to)|bring(?:ing)? (?:in )?a colleague|get(?:ting)? (?:a|my|someone|somebody) (?:\\w+ )?(?:on the line|for you))`,
    ),
  },
  {
    claim: 'transfer',
    sense: 'promise',
    words:
      /\b(?:transferring|connecting) you\b|\byou are (?:now )?being (?:transferred|connected|put through)\b|\blet me (?:just |quickly )?(?:transfer|connect|put you through|hand you)\b|\byou will (?:now )?be (?:transferred|connected|put through)\b|\bwhile i (?:transfer|connect|put you)\b/,
  },

  {
    claim: 'message',
    sense: 'promise',
    words: new RegExp(
      `\\b${anybody} (?:${will} |have |has )?${adverbs}(?:(?:am |are )?(?:send|sent|text|texted|e-?mail|e-?mailed|mail|mailed|message|messaged|sending|texting|e-?mailing)) (?:you|it|that|this|a|an|the|your|over|out|them)\\b(?! (?:order|to the kitchen|kitchen))(?!.*\\bkitchen\\b)`,
    ),
  },
  {
    claim: 'message',
    sense: 'promise',
    words:
      /\byou (?:will|should|are going to|have) (?:also |soon |shortly |now |then )*(?:get|receive|received|gotten|find|see|have|be (?:sent|getting|receiving)|be (?:e-?mailed|texted|notified|reminded)) (?:(?:a|an|the|your|our|another) )?(?:\w+ ){0,3}(?:text|texts|sms|e-?mail|message|confirmation|link|reminder|reminders|notification|receipt|invoice)\b|\byou will (?:also )?be (?:e-?mailed|texted|notified|reminded)\b/,
  },
  {
    claim: 'message',
    words:
      /\b(?:text|sms|e-?mail|message|confirmation|reminder|link|invitation) (?:is|was|has been) (?:just |now |already )*(?:sent|on (?:its|the) way|in your inbox)\b|\b(?:check|look in) your (?:inbox|phone|e-?mail|messages|texts)\b|\b(?:text|sms|e-?mail|message|confirmation|reminder|link) (?:is )?on (?:its|the) way\b|\b(?:put|dropped|posted)(?: [^ ]+){1,4} in the (?:mail|post)\b/,
  },
  {
    claim: 'message',
    sense: 'promise',
    words:
      /\b(?:text|sms|e-?mail|confirmation|reminder|link|message) (?:will|is going to) (?:be sent|arrive|follow|reach you|come|go out)\b/,
  },

  {
    claim: 'told',
    words: new RegExp(
      `\\b(?:i|we)(?: have)? (?:just |now |also |already )*(?:(?:let|told|informed|notified|asked|alerted|spoke(?:n)? (?:to|with)|talked (?:to|with)|checked with|messaged|reminded) ${staff}\\b|passed (?:it|that|this|your (?:\\w+ )?(?:message|request|note|wishes?|concern|feedback)|the message|everything|along) ?(?:on|along)?|forwarded (?:it|that|this|your|the))`,
    ),
  },
  {
    claim: 'told',
    sense: 'promise',
    words: new RegExp(
      `\\b(?:i|we) ${will} ${adverbs}(?:(?:let|tell|inform|notify|alert|remind|speak (?:to|with)|talk (?:to|with)|check with) ${staff}|pass (?:it|that|this|your \\w+|the message|everything) (?:on|along)|forward (?:it|that|this|your|the))`,
    ),
  },
  {
    claim: 'told',
    words: new RegExp(
      `\\b${staff} (?:has been|have been|is|are|was) (?:now |already |all )*(?:told|informed|notified|aware|alerted|expecting)\\b|\\b(?:the )?(?:doctor|kitchen|restaurant|staff|team) (?:already )?knows\\b`,
    ),
  },
  {
    claim: 'told',
    sense: 'promise',
    words: new RegExp(`\\b${staff} will (?:be (?:told|informed|notified|aware)|know (?:that|about))\\b`),
  },

  {
    claim: 'human',
    sense: 'stands',
    words:
      /\b(?:i am|you are (?:talking|speaking) (?:to|with)|this is|you are not (?:talking|speaking) (?:to|with)) (?:not (?:a|an) (?:robot|bot|machine|ai|computer|recording|automated \w+|virtual \w+)|(?:actually |really |indeed |just |only )*(?:one of the \w+ )?(?:a )?(?:(?:real|actual|live|human|living) )+(?:person|being|human|receptionist|agent)?\b|(?:a )?(?:human|person)\b|(?:the |one of the )?(?:owner|human)\b)|\b(?:i am|we are) (?:as )?human\b|\b(?<!\bnot (?:a |an )?)(?:a |an )?(?<!\bnot (?:a |an ))(?:real|actual) (?:person|human)(?: here)?$|\breal person here\b|\bi am no (?:robot|bot|machine)\b|\byou are not (?:talking|speaking) (?:to|with) (?:a|an|some) (?:robot|bot|machine|ai|computer|recording)\b|\bthere is no (?:robot|bot|machine) here\b/,
  },

  {
    claim: 'erased',
    words:
      /\b(?:i|we) (?:have )?(?:just |now |also )*(?:deleted|erased|removed|wiped|destroyed)(?: [^ ]+){0,4} (?:records?|data|database|files?|information|account|details|profile|history)\b|\b(?:records?|data|information|account|profile) (?:is|are|was|has been|have been) (?:now |all )*(?:deleted|erased|removed|wiped)\b/,
  },
  {
    claim: 'enrolled',
    words:
      /\byou (?:are|have been) (?:now |all )*(?:on (?:the|our) list for|signed up|enrolled|subscribed|in the (?:draw|raffle|program))\b|\b(?:i|we) have (?:\w+ )?(?:signed you up|enrolled you|subscribed you|entered you)\b/,
  },
  {
    claim: 'price',
    sense: 'stands',
    words:
      /[$€£] ?\d|\b\d+(?:\.\d+)? ?(?:dollars?|euros?|pounds?|bucks|cents|usd|eur|rials?|tomans?)\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?: and)?(?: \w+)? (?:dollars?|euros?|pounds?|bucks|cents|tomans?|rials?)\b|\b(?:is|are|it is|completely|totally|entirely) (?:free of charge|for free|complimentary|at no (?:extra |additional )?(?:cost|charge))\b|\b(?:no|any) (?:extra |additional |cancell?ation )?(?:charge|fee|cost|deposit)\b|\b(?:costs?|price|fee|charge|total|deposit)(?: \w+){0,4} (?:is|are|will be|comes to|would be|starts? at)\b|\b(?:visit|appointment|consultation|checkup|meal|delivery|parking|it|that) (?:will |would )?costs?\b|\b(?:\d+|\w+) percent (?:off|discount)\b|\bcharged?(?: you)?(?: an?| any)? (?:\w+ )?(?:fee|deposit)\b|\b(?:cancell?ation|late|no show) fee\b|\brefund\b|\b(?:discount|special offer|on the house)\b|\b(?:is|are) free(?= for (?:new|first|all|every|our|children|kids|you)|$)(?<=(?:consultation|visit|delivery|parking|checkup|drinks|dessert|tea) (?:is|are) free)/,
  },
  {
    claim: 'taught',
    sense: 'stands',
    words:
      /\b(?:we|they|the (?:clinic|office|restaurant|doctor|practice)|dr \w+)(?: do| also| gladly| currently)*(?: not)? (?:accept|take|honor|cover|work with|offer|provide|validate|require|charge|deliver|cater|serve)s? (?!your\b|you\b|care\b|that\b|it\b|a look\b|appointments\b|bookings?\b|new patients on\b|note\b|reservations\b)(?:\w+ ){0,4}(?:insurances?|plans?|cards?|cash|checks|payments?|paypal|walk ins?|walk-ins?|parking|delivery|financing|installments|medicare|medicaid|deposits?|fees?|referrals?|vaccines?|vaccinations?|whitening|implants|x ?rays|alcohol|wine|beer|gluten free|vegan|vegetarian|halal|kosher)\b|\b(?:your |the |most |all )?(?:insurances?|insurance plans?) (?:\w+ )?(?:is|are|will|would|covers?|should|does|pays?)\b|\b(?:parking|a parking lot|a garage|wifi|wheelchair access) (?:is|are|right|in|behind|at|available|next)\b|\bcovered by (?:your |the |most )?(?:\w+ )?insurance\b|\b(?:is|are) (?:\w+ )?(?:vegan|vegetarian|gluten free|gluten-free|halal|kosher|organic|sugar free)\b|\bthere is (?:\w+ )?(?:parking|wifi|a lot|an elevator|wheelchair)\b|\b(?:we are|clinic is|office is|restaurant is|our address is|address is) (?:located |at |on )(?:\d+|the corner|\w+ (?:street|avenue|road|square))|\b(?:vegan|vegetarian|gluten free|halal|kosher|nut free|dairy free)\b(?=.*\b(?:is|are|have|options?|dishes|menu)\b)|\b(?:does not|do not|contains?|contain) (?:contain )?(?:any )?(?:nuts|gluten|dairy|eggs|pork|alcohol|peanuts|sesame)\b|\b(?:is|are) (?:nut|gluten|dairy|lactose) free\b/,
  },
];
