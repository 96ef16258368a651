import type { ClaimPattern } from '../../../language/claims/patterns.ts';
import type { ArrangementClaim } from './arrangement-claim.ts';

/** How a receptionist says in English what stands, is kept for a while, was noted, or is not there. */
export const englishStandings: Array<ClaimPattern<ArrangementClaim>> = [
  {
    claim: 'existing',
    words:
      /\byou(?: currently| already| still| also| now)*(?: do)? have (?!to\b|the option|any\b|a choice)(?:[^?]{0,30} )?(?:appointments?|visits?|bookings?|reservations?)\b/,
  },
  {
    claim: 'existing',
    sense: 'stands',
    words:
      /\b(?:i|we)(?: can| only| just)* (?:see|found|find|show|count|list)(?: that you have)?(?: (?!no|any)[^ ]+){0,4} (?:appointments?|bookings?|visits?)\b/,
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
      /\b(?:stays?|remains?|keeps? (?:your|the)) (?:appointments? )?(?:at|on|for|with)\b|\bi have (?:kept|left)(?!.* for (?:the moment|now)\b) (?:your |the )?(?:\w+ )?(?:appointment|visit|booking|(?:mon|tues|wednes|thurs|fri|satur|sun)day)/,
  },
  {
    claim: 'existing',
    words:
      /\bthat leaves (?:you with|us with)? ?(?:only |just )?(?:\w+day|your|the|one|two|three)\b|\bthat (?:is|makes) (?:a total of )?(?:two|three|four|five|six|\d+) (?:appointments|visits|bookings)\b/,
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
      /\byou (?:now )?have (?:nothing|no (?:more |other |further |upcoming )*(?:appointments?|visits?|bookings?)) left\b|\bnothing (?:is )?left (?:for you|in your name|under your)\b/,
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
      /\b(?:nothing|none of (?:it|that|them)) (?:is|has been|was|have been) (?:\w+ )?(?:booked|scheduled|changed|moved|confirmed|done)\b|\b(?:i|we) have not (?:\w+ )?(?:booked|changed|moved|scheduled|done) (?:anything|it|that|this)\b(?! (?:else|more|new|for your \w+))|\b(?:was not able to|were not able to|could not|was unable to|did not manage to) (?:book|move|reschedule|change)\b/,
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
      /\b(?:i|we) (?:am |are |have |will )?(?:now |just |also |put |got )*(?:holding|held|hold|on hold|keeping(?=.*(?:while you|for you to|until you)))\b(?! on\b| the line| music)|\b(?:is|are|has been|have|put)(?: [^ ]+){0,6} (?:on hold|held|being held)\b|\b(?:i|we) (?:have )?(?:\w+ )?(?:reserved|kept|saved|set aside|blocked)(?: [^ ]+){0,8}? (?:for (?:the moment|now|a (?:moment|minute|few minutes|short (?:while|time)))|for (?:a few|five|ten|\d+) minutes|while you (?:think|decide)|so (?:nobody|no one))\b/,
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
];
