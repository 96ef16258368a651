const relation =
  '(?:wife|husband|partner|spouse|son|daughter|kid|child|mother|mom|mum|father|dad|parent|brother|sister|roommate|flatmate|housemate|secretary|assistant|pa|boss|manager|supervisor|colleague|coworker|co worker|employee|neighbou?r|friend|aunt|uncle|cousin|nephew|niece|grand(?:son|daughter|mother|father|ma|pa|child)|girlfriend|boyfriend|fianc[eé]e?|receptionist|carer|caregiver|caretaker|nurse|nanny|babysitter|housekeeper|landlord|tenant|in law|(?:mother|father|brother|sister|son|daughter) in law|ex(?: wife| husband)?|relative|family|office|phone|better half|stepson|stepdaughter|twin)';
const stranger =
  '(?:babysitter|nanny|cleaner|cleaning lady|receptionist|secretary|neighbou?r|nurse|caregiver|carer|housekeeper|gardener|roommate|flatmate|family member|relative|friend|colleague|coworker|assistant|front desk|switchboard|new owner|tenant|landlord)';
/** No names: "the table isn't here", "that isn't in". */
const name =
  "(?!(?:it|that|this|there|what|which|one|everything|something|anything|nobody|the|time|i|we|you|who|doctor|food|order|table|day|which|why|if|so|and|but|waiter|car|parking|tuesday|monday|wednesday|thursday|friday|saturday|sunday|tomorrow|now|yes|no|dog|cat|baby)\\b)[\\p{L}'-]{2,}";
const they = '(?:he|she|they)';
const soft = '(?: just| only| actually| currently| really| probably| still| right now| at the moment| even)?';

export const englishOthers = {
  plain: new RegExp(
    [
      `\\b(?:i'm|i am|this is|it's|you're (?:talking|speaking) (?:to|with)|you've reached|you have reached|you reached|that's)${soft} (?:his|her|their|\\p{L}+'s)(?: (?:\\w+ ){0,2}?)?${relation}\\b(?! (?:appointment|visit|number is))`,
      `\\b(?:i'm|i am|this is)${soft} (?:the|a) ${stranger}\\b`,
      `(?<!\\p{L})${they}(?:'s| is|'re| are| was)?${soft} (?:not|isn't|aren't|ain't)(?: \\w+)? ?(?:here|home|in\\b(?! (?:pain|the mood))|available|around|there|with me|at home|in right|in today|reachable|able to (?:come|talk|speak|answer)|at (?:his|her|the) (?:desk|phone))`,
      `(?<!\\b(?:my|the|our|your|no|any|this|that|a|an) )\\b${name} (?:isn't|is not|'s not|is currently not|is no longer)${soft} (?:here|home|in|around|at home|at this number)\\b(?! yet)`,
      `\\b(?:my ${relation}|${they}|mr \\p{L}+|mrs \\p{L}+|ms \\p{L}+|${name}) (?:can't|cannot|can not|couldn't|could not|is unable to|isn't able to|won't be able to)${soft} (?:come to|get to|come over to|answer|pick up|take (?:the|your|this) call|talk|speak to you|be reached|take it)`,
      `\\bmy ${relation} (?:isn't|is not|'s not|is)${soft} (?:not )?(?:here|home|in|available|around|out|asleep|sleeping|at work)\\b(?! yet)`,
      `\\bwrong (?:number|person|house|guy|lady|man|woman|one|phone)\\b|\\byou(?:'ve| have)? got (?:the )?wrong\\b|\\bmis ?dial`,
      `\\b(?:no|not any|isn't any|there's no|there is no|nobody|no one|no body|isn't anyone|not anyone|don't have (?:a|any|anyone)|isn't anybody)(?: \\w+){0,3} (?:by|of|with|under|called|named) (?:that|this|the) ?(?:name)?|\\b(?:nobody|no one|not anyone)(?: \\w+){0,2} (?:called|named)\\b|\\b(?:there's|there is|we have|got) no (?!problem|need|time|way|rush|hurry|reason|parking|one|more|slot|free|space|room|sign|answer|doctor|appointment|point|doubt|question|issue|cost)(?:\\p{L}+) (?:here|at this (?:number|address)|living here|in this (?:house|office))`,
      `\\b(?:doesn't|does not|don't|do not|no longer|didn't|hasn't) (?:live|work|lives|works|lived|worked|stay)(?: here| at this)|\\bno longer (?:lives?|works?|has this)|\\b(?:i don't|i do not|i've never|don't|never|we don't) (?:even )?(?:know|heard of|hear of|met|recognize) (?:him|her|them|that (?:person|name|man|woman|guy)|this (?:person|name)|who (?:that|this|he|she) is|any(?:one|body)? (?:called|named|by|with|like)|any \\p{L}+$)`,
      `\\b(?:i'm|i am|this is|this isn't|that's|it's|you're not (?:talking|speaking) (?:to|with)|i'm) ?not (?:him|her|he|she|the (?:person|one|guy|man|woman|lady|customer|owner)|that person|the right person|who you)|\\bthis isn't (?:him|her|the (?:person|right person|right number)|\\p{L}+'s (?:number|phone))|\\bisn't (?:his|her|their) (?:number|phone)`,
      `\\b(?:i'll|i will|let me|i can|i could|can i|may i|shall i|could i|should i|i'd|do you want me to|want me to|would you like me to|i would)(?: \\w+)? (?:go )?(?:and )?(?:get|fetch|grab|find|put|pass|give|tell|let|ask|hand|call|connect you (?:to|with)|relay)(?: the phone| you| the message| a message| it| this| that)?(?: over| on| through)?(?: to)? (?:him|her|them|my ${relation})\\b|\\b(?:take|leave|pass on|give (?:him|her|them)) (?:a|the|your|him a|her a) message\\b|\\b(?:have|ask) (?:him|her|them) (?:to )?(?:call|ring|phone|get back)`,
      `\\b(?:answering|picked up|picking up|holding|looking after|using|have|got|borrowed)(?: \\w+)? (?:his|her|their|\\p{L}+'s) (?:phone|cell|mobile|calls|line)\\b|\\bthis is (?:his|her|their) (?:phone|number|cell|mobile|old number|office)|\\b(?:this|it) (?:used to be|was) (?:his|her|someone else's|somebody else's|another person's) (?:number|phone)|\\b${they}(?: has| have|'s)? (?:changed|has a new|have a new|got a new|gave up)(?: \\w+)? number|\\b(?:i|we) (?:just |only |recently )*(?:got|have|bought) this (?:number|phone|sim)(?: \\w+)? (?:recently|last|new|a|since|from|week|month)|\\b(?:speaking|talking|answering) (?:for|on behalf of) (?:him|her|them|my ${relation})`,
      `(?<!\\p{L})${they}(?:'s| has| have)? (?:passed away|died|is dead|is deceased|is no longer with us|'s dead|moved (?:out|away)|left the company|is retired|retired)`,
      `\\b(?:his|her) ${relation} (?:speaking|here|on the (?:line|phone))\\b|\\bsomeone else's (?:number|phone)\\b|\\bnot (?:his|her|their) (?:number|phone)\\b`,
    ].join('|'),
    'u',
  ),
  likely: new RegExp(
    `(?<!\\p{L})${they}(?:'s| is|'re| are)${soft} (?:out|away|asleep|sleeping|at work|at school|working|busy|driving|in the (?:shower|hospital|bath|bathroom|garden|kitchen)|in hospital|on (?:vacation|holiday|leave|another (?:call|line)|a trip|the other line)|gone|abroad|in (?:a|another) meeting|traveling|travelling|off today|unavailable|in surgery|in jail|overseas|at lunch|out of (?:town|the office|the country))\\b|(?<!\\p{L})${they}(?:'s| has| have)?${soft} (?:left|gone|stepped|went|forgot (?:his|her) phone)(?: \\w+)?(?: (?:out|away|home|for|to|here|already))?\\b|(?<!\\p{L})${they}(?:'ll| will|'s going to) be (?:back|home|in|here|available)|\\btry (?:again|calling|back)(?: \\w+){0,3} (?:he|she|his|her)\\b|\\bcall (?:his|her) (?:cell|mobile|office|work)`,
    'u',
  ),
  themselves:
    /\b(?:we|we'll|we're|us|our|i'll be|i'll come|i'm (?:coming|on|here|in|bringing)|i am (?:coming|on|bringing)|with me|my|me and|yet|reschedule|cancel|book|order|confirm)\b/u,
};
