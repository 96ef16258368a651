import { plurals, repeats, teens, tens, units } from './numbers-en.ts';
import type { CueRule, Cues } from './phone-cue.ts';

const digitWord = [units, teens, tens, repeats, plurals].flatMap((table) => Object.keys(table)).join('|');
const small = `(?:\\d{1,2}|(?:${Object.keys(tens).join('|')})(?:[- ](?:${Object.keys(units).join('|')}))?|${Object.keys({ ...units, ...teens }).join('|')})`;
/** No digit follows, so that what was read before is not the beginning of a number. */
const alone = `\\b(?![ -]*(?:\\d|(?:${digitWord})\\b))`;
/** No digit stands before, so that this is not the end of one. */
const first = `(?<!(?:\\d|\\b(?:${digitWord}))[ -]*)\\b`;
const several = `(?:\\d[\\d -]*|(?:(?:${digitWord})[ -]*)+)`;

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';

const rule = (pattern: string, mark: string): CueRule => [new RegExp(pattern, 'gu'), mark];

/** Where in the number the digits stand: first, because these name how many they are. */
const places: CueRule[] = [
  rule(
    `\\b(?:the |its |my |with |and )*(?:last|final) (?:${small} )?(?:digits? |numbers? |figures? |ones |part |bit )?(?:is|are|was|were|should be|being)\\b|\\b(?:it )?(?:ends?|ending|finish(?:es|ing)?) (?:in|with|on)\\b|\\b(?:at |in |on |with )?the (?:very )?end (?:is|it's|it is|should be)\\b`,
    'ENDING',
  ),
  rule(
    `\\b(?:is |are |for |being |as )*(?:the )?last (?:${small} )?(?:digits?|numbers?|figures?)\\b|\\b(?:at|in|on|for) the (?:very )?end\\b`,
    'ATEND',
  ),
  rule(
    `\\b(?:it )?(?:starts?|starting|begins?|beginning) with\\b|\\b(?:the |its |my |and )*first (?:${small} )?(?:digits? |numbers? |figures? |part )?(?:is|are|was|were|should be)\\b|\\barea code(?: is| should be)?\\b`,
    'STARTING',
  ),
  rule('\\b(?:at|in) the (?:start|beginning|front)\\b', 'ATSTART'),
  rule('\\bcountry code(?: is)?(?: \\+| plus)?', '+'),
];

/** Digits of dates, times, ages, counts, prices, places, and of numbers that ring no telephone. */
const otherDigits: CueRule[] = [
  rule(
    '(?<![\\d./-])(?:(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\\d|0?[1-9])|(?:3[01]|[12]\\d|0?[1-9])/(?:1[0-2]|0?[1-9]))/(?:(?:1[34]|19|20)\\d\\d|\\d\\d)(?![\\d/-])',
    'STOP',
  ),
  rule('(?<![\\d./-])\\d{1,2}([.-])\\d{1,2}\\1(?:1[34]|19|20)\\d\\d(?![\\d/-])', 'STOP'),
  rule('(?<![\\d./-])(?:1[34]|19|20)\\d\\d([./-])\\d{1,2}\\1\\d{1,2}(?![\\d/-])', 'STOP'),
  rule(
    `\\b(?:${months})\\.? (?:the )?${small}(?:st|nd|rd|th)?(?:,? (?:19|20)\\d\\d)?${alone}|${first}${small}(?:st|nd|rd|th)? (?:of )?(?:${months})\\b(?:,? (?:19|20)\\d\\d${alone})?`,
    'STOP',
  ),
  rule(
    `\\b\\d{1,2}:\\d\\d(?: ?[ap]\\.?m\\b\\.?)?|${first}${small}(?: (?:thirty|fifteen|forty[- ]five))? ?(?:o'clock|[ap]\\.?m\\b\\.?)|\\b(?:half|quarter|five|ten|twenty)(?: past| to| after| before| till) ${small}${alone}|\\b(?:at|by|around|about|before|after|until|till|between) ${small}(?: and ${small})?${alone}`,
    'STOP',
  ),
  rule(
    `\\b(?:i'm|i am|i just turned|i turned|he's|he is|she's|she is|we're|aged?|my age is) ${small}${alone}(?:[- ]years?[- ]old)?`,
    'STOP',
  ),
  rule(
    `${first}${small}[- ](?:year[- ]old|years?|yrs|people|persons?|guests?|adults?|kids?|children|friends|of us|times|minutes?|mins?|hours?|days?|weeks?|months?|dollars?|bucks|euros?|pounds?|cents|percent|%|sessions?|questions?|things?|miles|kilomet\\w+|flights?|digits?|numbers)\\b|\\bone (?:more|moment|second|sec|minute|question|thing|time|of|person|day|last)\\b|\\bno one\\b|\\b(?:party|table|room|group) (?:of|for) ${small}${alone}|\\bthere (?:are|will be) ${small}${alone}|\\b(?:all|both|the) ${small} of\\b`,
    'STOP',
  ),
  rule('[$€£] ?\\d+(?:[.,]\\d+)?', 'STOP'),
  rule(
    `\\b(?:apartment|apt\\.?|flat|suite|unit|room|floor|building|house|gate|door|level|box|bus|seat|table|step|option|desk|ward|bed)(?: number| no\\.?)?(?: is)? ?#?(?:\\d{1,5}[a-z]?|${small})${alone}|${first}\\d{1,5} (?:[a-z]+ ){0,2}(?:street|st|avenue|ave|road|rd|lane|drive|boulevard|blvd|court|square)\\b|\\b(?:zip(?: code)?|postal code|postcode)(?: is)? ${several}`,
    'STOP',
  ),
  rule(
    `\\b(?:order|reference|confirmation|policy|account|membership|member|insurance|card|customer|client|ticket|invoice|tracking|licen[sc]e|passport|social security|case|file|booking|reservation|patient|pin|id|identification|fax)(?: number| no\\.?| code| id)?(?: is| was|:)? ?#?${several}`,
    'STOP',
  ),
  rule(`\\b(?:in|since|from|until|born|year) (?:19|20)\\d\\d${alone}`, 'STOP'),
  rule(`\\bthe (?:next|middle|following) ${small} (?:digits? |numbers? )?(?:is|are)\\b`, 'STOP'),
  rule('\\b(?:this|that|which|the|another|other|last|first|next|right) one\\b', 'STOP'),
];

const owners: CueRule[] = [
  rule(
    `\\b(?:(?:my )?(?:old|previous|former|work|office|home|wife's|husband's|partner's|mother's|mum's|mom's|father's|dad's|son's|daughter's|brother's|sister's|friend's|boss's|doctor's)|his|her|their) (?:(?:phone|telephone|cell|mobile) ?)?(?:number|cell|mobile|phone|line|one)?(?:'s| is| was| used to be)?\\b|\\b(?:used to be|it was)\\b`,
    'OTHER',
  ),
  rule(
    `\\b(?:my|the|a|new|best|current|right|correct)(?: (?:new|best|current|own|actual|right|correct|phone|telephone|cell|mobile|contact|callback|direct))* (?:number|cell|mobile|phone|line)(?: now| here| today)?(?:'s| is| would be| was)?\\b|\\b(?:reach|call|ring|phone|text|get|contact|try|dial) me (?:back )?(?:at|on)\\b|\\bnumber(?:'s| is)\\b|\\b(?:it's|it is|is) now\\b|\\bnow it's\\b|\\b(?:new|right|correct|current) one(?:'s| is)\\b|\\bit's(?= ${several}now\\b)`,
    'MINE',
  ),
];

const corrections: CueRule[] = [
  rule(
    "\\b(?:scratch|strike|forget|ignore|cancel|delete|erase|disregard) (?:that|it|this|those|what i (?:just )?said)\\b|\\b(?:let me |i'll )?(?:start(?:ing)?|begin) (?:over|again|from scratch)\\b|\\bfrom the (?:beginning|start|top)\\b",
    'RESTART',
  ),
  rule('\\b(?:replace|change|swap)(?: the| that)?\\b', 'FIX NOT'),
  rule(
    "\\b(?:it's |it is |that's |and |but )?(?:not|isn't|wasn't|aren't|instead of|rather than)(?: the| a| at| on)?\\b",
    'NOT',
  ),
  rule(
    "\\b(?:no(?! (?:problem|worries|matter))(?:,? no)*|nope|nah|sorry|wait|actually|i mean|i meant|correction|oops|whoops|my (?:mistake|bad|fault)|make (?:it|that)|pardon(?: me)?|excuse me|hang on|hold on|let me (?:correct|fix) (?:that|it|myself)|i misspoke|that's wrong|wrong|i (?:switched|swapped|mixed|got) (?:them|it|that|those)(?: up| wrong| around)?|instead|rather|should (?:be|have been)|must be)\\b",
    'FIX',
  ),
];

export const englishCues: Cues = {
  rules: [...places, ...otherDigits, ...owners, ...corrections],
  doubtful: [],
};
