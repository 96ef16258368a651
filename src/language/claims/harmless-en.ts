/**
 * How an English clause begins, or what it is about, when it asserts nothing of the business: courtesies, requests, what
 * may be chosen, what the agent is doing in this very moment, what it is. Everything else that no pattern reads may be
 * an assertion.
 */
export const englishHarmless: readonly RegExp[] = [
  // "Of course", "great", "one moment": words of courtesy and nothing else.
  /^(?:(?:okay|ok|great|perfect|alright|all right|all|right|sure|yes|yeah|no|and|so|of course|absolutely|certainly|wonderful|excellent|good|very|well|now|then|hello|hi|hey|goodbye|bye|welcome|again|there|thanks|thank|you|thank you|so much|very much|sorry|pardon|me|i see|got it|understood|that|sounds|is|are|was|fine|lovely|nice|my|pleasure|a|an|the|moment|one|second|just|morning|afternoon|evening|day|weekend|have|great|too|take|care|to|hear|wait|that's|it|no problem|no worries|any time|anytime|i am|we are|afraid|happy|glad|unfortunately|actually|oh|um|ah|hmm|alternatively|also|instead|otherwise|either|works|work|make|makes|sense|how|about|let us|us|first|for|your|patience|time|understanding|waiting|holding|calling|call|in|indeed|correct|exactly) ?)+$/,
  // Asking, wishing, being able, offering help.
  /\b(?:may|could|would|might|let me|let us|let's|please|i need|i still need|i will need|we need|i just need|you need to|i want|i would|you would|you could|you can|we can|i can|can i|can we|happy to|glad to|here to|able to|try to|trying to|feel free|whenever|in order to|to find|to look|to check|to book|to do that|to change|to cancel|to move|help you|help with|assist|in case|either|depending|if|whether|should you)\b/,
  // What is being done, will be done or must be done first: nothing of it is done yet.
  /\b(?:i|we) (?:am|are) (?:now |just |going to |about to )*(?:book|cancel|mov|not|reschedul|chang|plac|read|tak|sav|writ)(?:ing|ling|ting)?\b|\bwill be (?:confirmed|booked|moved|canceled|cancelled|changed|reserved|placed|noted)\b|\bcan be\b|\b(?:you|we|i) (?:have|need) to\b|\bunable to\b|\bi will (?:get|have) (?:you|it|that)\b|\bmust\b|\b(?:fully|all) booked\b(?! for)/,
  /\b(?:just so you know|to be clear|to be sure|at all|number (?:ending|as|is)|just say the word|as i said|i said|i only|not been (?:confirmed|booked|moved|canceled|changed|placed)|checked|looked|searched|asked|there (?:is|are) no(?:t|body|thing)?|calling (?:about|from|to|because)|will not call you (?:today|tomorrow|now|before|on)|do not (?:need|have) to|not booked|not on)\b|^(?:and |but )?not \w+/,
  /\b(?:\w+day|morning|afternoon|evening|noon|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|slot|time) (?:is|was|are) (?:already |just |all |now )*(?:taken|gone|full)\b/,
  // What may be chosen.
  /\b(?:free|available|availability|opens?|open|openings?|slots?|options?|offer|offers|earliest|soonest|choose|choice|prefer|which|suits?|times|what time|another time|works? for|agreed)\b/,
  /\b(?:numbers?|address) (?:was|were|is) (?:left|given)\b/,
  /\b(?<!\byou .*)(?:i|we) (?:have|see|found|find|got|do have|also have)\b(?! (?:(?:also|just|now|already|even) )*(?:your|you|a note|noted|it|that|this|taken|took|put|made|given|gave|sent|set|done|told|written|wrote|kept|held|let|got|gotten|brought|left|spoken|begun|paid|cut|\w+ed)\b)/,
  /\b(?:i|we) (?:am|are) (?:just |still |now |currently )*(?:looking|checking|searching|asking|calling|listening|going through|pulling up|opening|reading|having trouble|afraid|sorry|not sure|happy|glad|delighted|here|only|an?|the|your|with|from|ready)\b/,
  /\b(?:i|we) will (?:just |quickly |now |then |gladly |be happy to )*(?:look|check|see|need|ask|try|read|repeat|find|search|go over|have a look|take a look|be right|do my best|help|start|begin|explain|wait|end|say|stop|book|cancel|move|change|place|confirm|reserve|hold|keep)\b/,
  // Who speaks, and what was heard.
  /\b(?:this is|my name is|you have reached|you are (?:speaking|talking) (?:to|with) (?:the |an? )?(?:automated|virtual|ai|digital)|calling from|on behalf of|an? (?:ai|automated|virtual|digital) (?:assistant|agent|receptionist)|virtual assistant)\b/,
  /\b(?:you (?:said|mentioned|asked|told|want|wanted|need|like|prefer|mean|meant)|i (?:heard|hear|understand|understood|meant|mean|think|believe|thought|guess|hope|wonder|apologize|ask|see(?: that)?$)|did not (?:catch|hear|understand|get)|sounds like|it sounds)\b/,
  /\b(?:sorry|thank|thanks|apologies|apologize|pleasure|welcome|have a (?:great|nice|good|lovely|wonderful))\b/,
  // Instructions to the person.
  /^(?:(?:so|and|then|or|just|please|okay|ok|also|otherwise|yes|no|sure|great|perfect|of course|all right|alright),? )*(?:take|bring|come|call|say|tell|give|hold|wait|press|keep|stay|enjoy|remember|arrive|try|speak|go ahead|hang|feel|choose|pick|spell|repeat|dial|note that|bear|think|use|ask|contact|be|do not|don't)\b/,
  // The calendar, and reading back.
  /^(?:(?:so|and|okay|then|just to confirm|now) )*(?:(?:today|tomorrow|that|this|it|(?:the )?(?:\w+ )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:december|november|january|february|the) \w+) (?:is|would be|falls on|was) )(?:a |the |on )?(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|may|june|july|august|september|october|november|december)|\w+ (?:of )?(?:november|december)|correct|right|\d|one|two|three|four|five|six|seven|eight|nine|ten|a (?:holiday|weekend))/,
  /^(?:(?:so|and|okay|then|let me read that back) )*(?:that is|that makes|that would be|it is|here is|here are|that was)\b(?! (?:booked|done|all|set|settled|confirmed|yours|noted|canceled|been|ordered|placed|official|in\b|on\b|included|covered|ready|sent|taken))/,
  /\bwe are (?:all )?(?:closed|busy|full)\b/,
  /\b(?:time|day|date|call) (?:has|is|was) (?:already )?(?:passed|past|over|ended)\b/,
  /\b(?:i (?:still |also |really |just )?(?:do not|can not|could not|am not|have not|did not)|you do not have to|we (?:do not|can not|could not|are not|have not|never)|nothing|none|neither|nobody|not yet|no longer|no other|no more|never)\b/,
  /^(?:he|she|they) (?:is|are) \w+$|\bit is$/,
  /\b(?:questions?|anything else|something else|someone else|how|what|when|who|why)\b/,
];
