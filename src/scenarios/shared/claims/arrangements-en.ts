import type { ClaimPattern } from '../../../language/claims/patterns.ts';
import type { ArrangementClaim } from './arrangement-claim.ts';

const adverbs =
  '(?:(?:now|just|already|all|still|both|currently|therefore|officially|successfully|also|indeed|then|gone ahead and|went ahead and|got|been|that|it|this|you|your|the|appointment|visit|slot|booking|time|for|down) )*';
const book = '(?:booked|rebooked|re-booked|scheduled|reserved|secured|confirmed|arranged|finalized|penciled)';
const move =
  '(?:moved|rescheduled|changed|modified|updated|switched|shifted|postponed|pushed|swapped|brought forward|transferred to)';
const cancel = '(?:canceled|cancelled|deleted|removed|called off)';

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
  {
    claim: 'existing',
    words:
      /\byou(?: currently| already| still| also| now)*(?: do)? have (?!to\b|the option|any\b|a choice)(?:[^?]{0,30} )?(?:appointments?|visits?|bookings?|reservations?)\b/,
  },
  {
    claim: 'existing',
    words:
      /\b(?:i|we)(?: can)? (?:see|found|find|show)(?: that you have)?(?: [^ ]+){0,4} (?:appointments?|bookings?|visits?)\b/,
  },
  {
    claim: 'existing',
    words:
      /\bthere (?:is|are)(?: [^ ]+){0,3} (?:appointments?|bookings?|visits?) (?:booked|scheduled|on|for|under|at)\b/,
  },
  {
    claim: 'existing',
    words:
      /\byour (?:(?:next|current|existing|upcoming|coming|first|second|only|other) )*(?:appointments?|visits?|bookings?) (?:is|are) (?:(?:still|currently) )*(?:on|at|for|with|tomorrow|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)\b/,
  },
  {
    claim: 'existing',
    words:
      /\byour (?:(?:next|current|existing|upcoming|other) )+(?:appointments?|visits?|bookings?) (?:is|are) (?:booked|scheduled)\b/,
  },
  { claim: 'existing', words: /\byou(?: are|'re) already (?:booked|scheduled)\b/ },
  {
    claim: 'existing',
    sense: 'promise',
    words:
      /\b(?<!hope to |love to |like to |nice to |good to |glad to |if i |let me |can |could )(?:see|seeing|be seeing|expect|expecting|expected|welcome|welcoming|await|awaiting) (?:you|both of you|both|all of you)\b(?! (?:are|have|had|said|were|want|would)\b)/,
  },
  {
    claim: 'existing',
    sense: 'promise',
    words:
      /\byou will (?:be )?(?:see|seeing|meet|meeting|visit|visiting) (?:dr|doctor|the doctor|our|us)\b|\b(?:dr \w+|the doctor) (?:will (?:be )?(?:see|seeing|expect|expecting|waiting)|is (?:expecting|waiting for|looking forward))\b/,
  },
  {
    claim: 'existing',
    words:
      /\b(?<!(?:slot|slots|opening|openings|time|times|availability|earliest|soonest|doctor|dr \w+|clinic|office|restaurant|kitchen|we|have|available|free|option|options|closed|open|today|tomorrow|there|that|this|which|lunch|offer|question|holiday|see|found|next|got|\w+day) )(?:is|are) (?:now |still |all |both |also |at least |scheduled |set |coming up )*(?:on |at |for |from )?(?:the |this |next )?(?:coming )?(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|tomorrow\b|tonight\b|today\b|(?:january|february|march|april|june|july|august|september|october|november|december)\b|\d+(?:st|nd|rd|th)\b|in (?:a|one|two|three|four|five|\d+) (?:day|week)|(?:half|a quarter|quarter) (?:past|to)\b|\d{1,2}:\d\d)/,
  },
  {
    claim: 'existing',
    words:
      /\b(?:you|it|they|one|yours?|grace|tommy|appointments?|visits?|bookings?|reservations?|first|second|third|other|next|both|all|two|three|one) (?:is|are) (?:now |still |all |both |also )*(?:on|at|for) (?:(?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|a quarter|quarter|fifteen|\d)/,
  },
  {
    claim: 'existing',
    words:
      /\byou (?:do )?(?:still |also |already |now |currently |only |just )*have (?:got )?(?:one|two|another|both|it|that|(?:the|an?) \w+ (?:on|at|appointment|one)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:only |just )?(?:the )?one (?:appointment|visit|booking|on|left))\b(?! to\b| thing| question| more)/,
  },
  {
    claim: 'existing',
    words:
      /\b(?:\w+ )(?:already |also |still )*has (?:an?|another|one|her|his|the|their)(?: [^ ]+){0,3} (?:appointments?|visits?|bookings?|reservations?)\b/,
  },
  {
    claim: 'existing',
    words:
      /\b(?<!(?:line|door|light|offer|time|slot|system) )(?:is|are|stays?|remains?|stands?|stand) (?:still |now |also )*(?:on(?= and\b|$)|in place|unchanged|as (?:it is|they are|planned|scheduled|before)|the same|where (?:it is|they are)|untouched|on the (?:books|calendar|schedule))\b/,
  },
  {
    claim: 'existing',
    words:
      /\b(?:i|we) (?:am|are|will be) (?:keeping|leaving)(?!.*(?:while you|for you to|until you|open\b)) (?:it|that|your|the|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\bhaving you (?:here|with us|in)\b/,
  },
  {
    claim: 'existing',
    words:
      /\b(?:stays?|remains?|keeps? (?:your|the)) (?:appointments? )?(?:at|on|for|with)\b|\bi have (?:kept|left) (?:your |the )?(?:\w+ )?(?:appointment|visit|booking|(?:mon|tues|wednes|thurs|fri|satur|sun)day)/,
  },
  {
    claim: 'existing',
    words:
      /\bthat (?:is|makes) (?:a total of )?(?:two|three|four|five|six|\d+) (?:appointments|visits|bookings)\b/,
  },
  {
    claim: 'existing',
    words:
      /\b(?:your|the) (?:\w+ ){0,3}(?:appointments?|visits?|bookings?|reservations?)(?: with (?:dr|doctor) \w+)? (?:is|are|was|comes?|falls?|starts?|begins?) (?:(?:still|currently|now|up) )*(?:on|at|for|with)\b/,
  },
  {
    claim: 'existing',
    words:
      /\byou (?:are|were) (?:still |both |also |now )*(?:down|on|in|expected|due|seeing|set|confirmed)(?: (?:for|at|on|in|half|a quarter|dr|doctor|here|there)\b|$)|\b(?:i|we) have you (?:at|for|on|with)\b|\b(?<!^(?:all )?(?:appointments|visits) )(?:is|are) (?:all |both )?with (?:dr|doctor)\b|\bthere (?:is|are) (?:one|two|three|four|five|\d+)(?: \w+)? (?:on file|booked|in total|appointments?|visits?|bookings?)\b|\b(?:is|are) (?:now )?(?:only |just )?(?:one|two|three|four|five|six|seven|\d+|a) (?:days?|weeks?) (?:from|away)\b|\bbooking is (?:under|in the name)\b/,
  },
  {
    claim: 'none',
    sense: 'stands',
    words:
      /\byou (?:do not|does not|have not)(?: currently)? (?:have |got )?(?:anything|any(?: \w+)? (?:appointments?|visits?|bookings?)|an appointment|one)\b|\bneither(?: one)? is on\b/,
  },
  {
    claim: 'none',
    sense: 'stands',
    words:
      /\b(?:you|we|there|i)(?: [^ ]+){0,4} (?:no(?! longer)|not (?:see|find|have|show)(?: that you have)?(?: any(?:thing)?| an?| another)?|nothing)(?: [^ ]+){0,3} (?:appointments?|visits?|bookings?|reservations?|booked|scheduled|coming up)\b(?! (?:yet )?(?:in this call|that starts|available|free|left|open|until))/,
  },
  {
    claim: 'none',
    sense: 'stands',
    words:
      /\bno (?:appointments?|visits?|bookings?) (?:(?:is|are|was|were) )?(?:under|on file|for you|listed|found|booked|scheduled|coming)\b/,
  },
  {
    claim: 'nothing_done',
    sense: 'stands',
    words:
      /\b(?:nothing|none of (?:it|that|them)) (?:is|has been|was|have been) (?:\w+ )?(?:booked|scheduled|changed|moved|confirmed|done)\b|\b(?:i|we) have not (?:\w+ )?(?:booked|changed|moved|scheduled|done) (?:anything|it|that|this)\b(?! else)|\b(?:was not able to|were not able to|could not|was unable to|did not manage to) (?:book|move|reschedule|change)\b/,
  },
  {
    claim: 'none_canceled',
    sense: 'stands',
    words:
      /\b(?:nothing|none of (?:it|that|them)) (?:is|has been|was|have been) (?:\w+ )?(?:canceled|cancelled)\b|\b(?:i|we) have not (?:\w+ )?(?:canceled|cancelled) (?:anything|it|that|this)\b|\b(?:was not able to|were not able to|could not|was unable to|did not manage to) cancel\b/,
  },
  {
    claim: 'held',
    words:
      /\b(?:i|we) (?:am |are |have |will )?(?:now |just |also |put |got )*(?:holding|held|hold|on hold|keeping(?=.*(?:while you|for you to|until you)))\b(?! on\b| the line| music)|\b(?:is|are|has been|have|put)(?: [^ ]+){0,6} (?:on hold|held|being held)\b|\b(?:i|we) (?:have )?(?:\w+ )?(?:reserved|kept|saved|set aside|blocked)(?: [^ ]+){0,8}? (?:for a (?:moment|minute|few minutes|short (?:while|time))|for (?:a few|five|ten|\d+) minutes|while you (?:think|decide)|so (?:nobody|no one))\b/,
  },
  {
    claim: 'note_kept',
    words:
      /\b(?:noted|recorded|written|wrote|put|added|made|saved|entered|logged|marked|updated|documented|flagged)\b(?: [^ ]+){0,6} (?:file|chart|records?|profile|allerg(?:y|ies)|note(?: for| about| on)|medication|insurance|preference)\b/,
  },
  {
    claim: 'noted',
    words:
      /\b(?:i|we) have (?:\w+ )?(?:noted|written (?:it|that) down|made a note|taken note|(?:put|got) (?:it|that|this) down)\b|^(?:(?:okay|ok|great|perfect|alright|all right|sure|yes|good|thanks|thank you|well|duly) )*noted[.!]?$|\b(?:is|are|has been) (?:now |duly )?noted\b/,
  },
  {
    claim: 'wait_list',
    sense: 'stands',
    words:
      /\b(?:i|we) (?:have )?(?:put|added|placed) you (?:on|to|onto) (?:the|our|a) (?:wait(?:ing)?|cancell?ation|standby) ?list\b|\byou are (?:now )?on (?:the|our) (?:wait(?:ing)?|cancell?ation|standby) ?list\b/,
  },

  { claim: 'made', words: new RegExp(`${doer}${book}\\b(?! (?:you )?(?:for|as) (?:maria|name))`) },
  {
    claim: 'booked',
    words: new RegExp(
      `(?<!\\b(?:what|when|which|nothing|clinic|we|line|calendar|day|schedule) )${state}(?:${book}|locked in|on the (?:books|calendar|schedule)|in the (?:book|calendar|system|schedule))\\b(?! (?:out|solid|up|to be|already|by (?:someone|somebody|another)))`,
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
      /\b(?:the|your) (?:slot|spot|time|appointment|booking|visit|reservation) is (?:now )?(?:yours|all yours|made|complete|completed|final|finalized|set|in place|good to go|all set|done|official)\b|\b(?:is|are) (?:now |all |officially )*yours(?: now)?\b(?! if)|\b(?:it|that|this|everything|all|day|\w+day|three|four|nine|ten|two|one|\w+) is (?:now |all )*(?:settled|official|locked in|finalized|agreed|arranged|sealed|a done deal|a go)\b|\bbooking (?:is )?complete\b|\byou (?:are|have) (?:got )?(?:an? |the )?confirmed (?:appointment|spot|slot|booking)\b|\b(?:we|i) (?:will )?have you (?:in )?(?:on the (?:schedule|calendar|books)|with dr)\b/,
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
      /\b(?:you|we|everything|everyone|everybody|yours|that|it|things|all)(?:'re| are| is|'s)? (?:now |already )?(?:all set|good to go|taken care of|all done|sorted(?: out)?|squared away|handled|all taken care of)\b/,
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
