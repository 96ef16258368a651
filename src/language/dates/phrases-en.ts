import { markHolidays } from './holidays.ts';

type Phrase = [pattern: RegExp, as: string];

const numberWord = '(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const dayName = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';

/** What is said in several words, as the one that the tokens know. In the order in which they are tried. */
const phrases: Phrase[] = [
  [/\b(\d{1,2})[:.](\d{2})(?=\s*[ap]\.?\s?m\b|\b)/g, ' c$1:$2 '],
  [
    /\b(?:at )?([01]\d|2[0-3]):?([0-5]\d) ?(?:hours|hrs|h)\b|\bat ([01]\d|2[0-3])([0-5]\d)\b/g,
    ' c$1$3:$2$4 ',
  ],
  [/(\d|\b)([ap])\.? ?m\b\.?/g, '$1 $2m '],
  [/\b([ap]m) ?- ?(?=\d|c\d)/g, '$1 until '],
  [/\bo ?clock\b/g, 'oclock'],
  [/\b(first|second|third|fourth) (\S+day) of (?:the |next )?(?:new )?year\b/g, '$1 $2 of january'],
  [/\blast (\S+day) of the year\b/g, 'last $1 of december'],
  [/\bthis (?=(?:morning|afternoon|evening|night)\b)/g, 'today '],
  [/(?<![\d~-])(\d{1,2}) ?- ?(\d{1,2})(?= ?(?:[ap]m\b|$|[^\d-]))/g, '$1 until $2'],
  [new RegExp(`\\b(${numberWord})[ -]?ish\\b`, 'g'), 'at $1'],
  [new RegExp(`\\b(${dayName}|tomorrow|noon)[ -]?ish\\b`, 'g'), '$1'],
  [/\b(?:the )?day after tomorrow\b/g, 'overmorrow'],
  [/\bfirst thing(?: in the morning)?\b/g, 'firstthing'],
  [/\blast thing\b|\b(?:at )?(?:the )?(?:end of (?:the |business )?day|close of business)\b/g, 'lastthing'],
  [/\b(?:any |on )?(?:weekdays?|working days?|business days?)(?: only)?\b/g, 'weekdays'],
  // "May I" is no month; "march" and "may" need a day beside them or a word before.
  [/\bmay (?=(?:i|we|you|be|have|not)\b)/g, 'might '],
  [/\b(?:a )?fortnight(?:'?s)?\b/g, '2 weeks'],
  [/\b(?:a |the (?:next|coming) )?couple (?:of )?(?=day|week|month)/g, '2 '],
  [/\b(days?|weeks?|months?)(?:'s|')? time\b/g, '$1'],
  [/\bin another (?=\d|one|two|three|four|a )/g, 'in '],
  [/\b(?:a|an|one) (?=(?:week|month|day)\b)/g, '1 '],
  [/\bfive and twenty\b/g, 'twenty five'],
  // What does not suit
  [/\b(?:i'm|i am|we're|we are) not (?:free|available|around|here|open)\b/g, 'not'],
  [/\binstead of\b|\brather than\b/g, 'not'],
  [/\b(?:any ?(?:day|time|thing|one)|every ?day|all (?:the )?days) but\b/g, 'except'],
  [
    /\b(?:apart from|other than|except(?:ing)?(?: for)?|excluding|besides|but not|just not|anything but)\b/g,
    'except',
  ],
  [/\b(?:no|not|any) later than\b|\bat the latest by\b/g, 'before'],
  [/\b(?:no|not) (?:earlier|sooner) than\b/g, 'not before'],
  [/\bno (?=good\b|use\b)/g, 'not '],
  [
    /\b(?:(?:do|does|did|will|would|is|are|was)(?: not|n't)|won't|isn't|aren't|not) (?:really |quite |going to |gonna )?(?:work|good|suit|possible|ok|okay|great|convenient|available|free|an option|any good|use)(?: for me| me)?\b/g,
    ' bad',
  ],
  [
    /\b(?:is|are|would be|'s) (?:out|off|bad|impossible|terrible|booked|full|busy|difficult|tricky)\b/g,
    ' bad',
  ],
  [
    /\b(?:i |we |he |she )?(?:can't|cannot|can not|couldn't|could not|won't be able to|'m not able to|am not able to|unable to|don't want(?: it| to)?|do not want|never|i'm busy|i am busy|i work(?= (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b(?! (?:you|we|i)\b)(?: (?:to|do|make|come|be there|be|in|it|there|have|on))*/g,
    'not ',
  ],
  // What is asked for after that is wished again.
  [
    /\b(?:how|what) about\b|\b(?:let's|let us|maybe|perhaps|could we|can we|could you|can you|i'd prefer|i would prefer|i'd like|i would like|i'll take)\b/g,
    'but',
  ],
  [/\b(?:i mean|i meant|scratch that|start over|make (?:it|that)|no wait|oh no)\b/g, 'fix'],
  [/\bno (?=problem|worries|matter|idea|thanks|thank)/g, ''],
  // What comes later
  [
    /\bor (?:later|after(?: that)?)\b|\b(?:and )?(?:onwards?|upwards?)\b|\bat the earliest\b|\bon(?=$| (?:please|would|is|works)\b)/g,
    'onward',
  ],
  [/\bor (?:earlier|before(?: that)?)\b/g, 'or before'],
  [/\bafter work(?:ing hours)?\b/g, 'after work'],
];

/** Several words of a normalized text that mean one thing, as one. */
export function englishPhrases(text: string): string {
  return phrases.reduce((result, [pattern, as]) => result.replace(pattern, as), markHolidays(text));
}
