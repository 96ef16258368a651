import { type Phrase, phrases } from './phrase.ts';

const digit = '(?:\\d|zero|one|two|three|four|five|six|seven|eight|nine|star|pound|hash)';
const person = '(?:person|number|customer|subscriber|party|mobile|cellular|phone|user|wireless)(?: \\w+)?';
const called =
  "(?:you(?:'re| are| have|'ve)?(?: \\w+)? (?:calling|called|call|dialed|dialled|dialing|reach|trying to reach|trying to call))";
const not = "(?:n't|not|unable|unavailable|no longer|off|out of|busy|roaming)";

/** Asked or offered by a person, or told of the past: "can I leave a message", "did you leave a message", "I left one". */
const askedByPerson =
  "(?:want|like|need|care|wish|going|try|trying) to |(?:you|i|we|they|he|she|to|and|or|not|don't|didn't|can't|never|just|could|should|may) ";
const leave = `(?<!(?:${askedByPerson})(?:just )?)(?:please )?leave`;

const voicemail = [
  ...phrases('voicemail', 3, [
    /\b(?:after|at|following|wait for|upon hearing|when you hear) (?:the|a) (?:\w+ )?(?:tone|beep|signal)\b/,
    // "Leave a message", but not "leave a message with my wife" or "at the desk", and not as somebody's question.
    new RegExp(
      `${leave} (?:me |us |him |her |them )?(?:an?|your|the) (?:\\w+ )?message\\b(?! (?:with|for|to|at the (?:desk|office|reception|front)|next|in the))`,
    ),
    new RegExp(`${leave} (?:me |us )?(?:your|a) (?:full )?(?:name|number|phone|contact|details)\\b`),
    /(?<!(?:want|like|need) to )\brecord (?:your|a) message\b/,
    /\b(?:voice ?mail|mail|message) ?box (?:of|for|is full|has not been|that has not|is not set|belonging)\b/,
    /\b(?:forwarded|transferred|connected|directed|reached) (?:to )?(?:the |an? |my |our )?(?:automated |automatic |personal )?(?:voice|voice ?mail|answering|message)(?: |s |$)/,
    /\b(?:finished|done) (?:recording|leaving your message)\b/,
    /\bsorry (?:i|we)(?:'ve| have)? (?:missed|miss|couldn't|could not) (?:your|take|get to)\b/,
    /\byou know what to do\b/,
  ]),
  ...phrases('voicemail', 1, [
    /\byou(?:'ve| have)? reached\b/,
    /\b(?:can't|can not|cannot|couldn't|unable to|not able to|can) (?:\w+ )?(?:come to the phone|(?:take|get|answer|pick up)(?: to)? (?:your|the) (?:call|phone)|answer)\b/,
    /\b(?:not|n't|un)(?: |)(?:available|here|home|in the office|at my desk)\b|\baway from (?:my|the) (?:desk|phone)\b|\bout of (?:the )?office\b/,
    /\b(?:get back to|return|call) (?:you|your call)\b/,
    /\b(?:name|number),? (?:and|your) (?:\w+ )*(?:number|message|name)\b/,
    /\b(?:currently|now|presently) closed\b/,
    /\bhours are\b/,
    /\b(?:if this is an emergency|dial 911|hang up and dial)\b/,
    /\bhave a (?:great|nice|good|blessed|wonderful) (?:day|one|week)\b/,
  ]),
];

const carrier = phrases('carrier', 3, [
  new RegExp(`\\b${person} ${called}.*${not}`),
  /\b(?:call|number)(?: \w+)? (?:can ?not|can't|could not|couldn't) be (?:completed|connected|reached)\b/,
  /\b(?:number|phone|line|mobile|subscriber|set)(?: \w+)? (?:is|has been) (?:\w+ )?(?:not in service|disconnected|switched off|turned off|out of (?:service|coverage)|no longer in service|changed)\b/,
  /\btry (?:your call |to call )?again later\b.*\b(?:announcement|recording|message)\b/,
  /\b(?:mobile|device|phone) set is off\b/,
]);

const ivr = [
  ...phrases('ivr', 3, [
    new RegExp(
      `(?<!\\b(?:i|you|did|should|do i|just|mean|said) )\\b(?:press|dial|push)(?:ing)?(?: or say)? (?:the )?(?:number |key )?${digit}(?! of\\b)(?! more)`,
    ),
    /\bplease (?:press|select|choose|dial|enter|key in)\b.*\b(?:key|option|number|extension|department|digits|account|pin|code)\b/,
    /\bparty's extension\b|\bextension (?:number )?(?:at any time|you wish)\b/,
    /\b(?:listen|pay) (?:\w+ )*(?:menu|options)\b|\b(?:menu|options) (?:options )?have (?:recently )?changed\b/,
    /\b(?:following|main) (?:menu|options)\b/,
    /\byour call (?:is (?:very )?important|will be (?:answered|taken)|has been placed)\b/,
    /\bnext available (?:\w+ )?(?:agent|representative|operator|advisor|specialist|associate|person|member)\b/,
    /\b(?:all (?:of )?our|our) (?:\w+ )*(?:agents|representatives|operators|lines|advisors|associates) are (?:\w+ )*(?:busy|assisting|helping|speaking)\b/,
    /\bin a few words\b|\byou can say (?:things like|something like)\b/,
    /\bor say\b.*\bpress\b|\bpress\b.*\bor say\b/,
    /\b(?:estimated|approximate) wait\b|\bcalls? (?:ahead of you|in (?:the )?queue)\b/,
    /\bto (?:continue|proceed) in english\b/,
  ]),
  // A talking menu asks "how can I help" like a person does: its name for itself outweighs that.
  ...phrases('ivr', 5, [
    /(?<!\b(?:are you|is this|is that|hate|like) (?:an?|the|these|some) )\b(?:virtual|automated|digital|voice|ai) (?:assistant|attendant|agent|receptionist)\b|\b(?:reached|welcome to|this is|using) (?:the|our|an?) (?:\w+ )?automated\b/,
  ]),
  ...phrases('ivr', 1, [
    /\b(?:thank you|thanks) for calling\b/,
    /\bwelcome to\b/,
    /\bcalls? (?:may|will|is being|are|is) (?:be )?(?:recorded|monitored)\b/,
    /\bplease (?:hold|wait|stay on the line)\b/,
    /\bdepartment\b|\bcustomer (?:service|care)\b/,
  ]),
];

const screener = [
  ...phrases('screener', 3, [
    /\b(?:call|calls) (?:is|are) (?:being )?screened\b|\bscreening (?:service|assistant|this call|calls)\b|\bcall screen(?:ing|er)\b/,
    /\b(?:record|state|say|give) your (?:\w+ )?name (?:and|then|along|followed|after|so)\b/,
    /\b(?:say|state|tell me) (?:who you are|who is calling|who's calling) and\b/,
    /\bsee if (?:this person|the person|they|they're|they are)(?:'re|'s| is| are)? (?:\w+ )?(?:available|free|able)\b/,
    /\bcopy of this (?:conversation|call)\b/,
    /\b(?:person|number|user) you(?:'re| are) (?:calling|trying to reach) (?:is using|uses|doesn't accept|does not accept|asks|would like)\b/,
    /\btry to connect you\b/,
  ]),
  ...phrases('screener', 6, [
    /\b(?:virtual|ai|digital|automated|call|google|personal) assistant\b.*\b(?:who(?:'s| is)|your name|reason|why|calling about|regarding)\b/,
  ]),
];

/** What machines do not say: questions to the caller, excuses of the moment, words to others in the room. */
const human = phrases('human', 2, [
  /\bhello\b.*\bhello\b|^(?:oh )?(?:hello|hi|hey|yes|yeah|yep|speaking|go ahead|what|who|huh|sorry|allo)(?: (?:there|hi|yes|hello|sir|ma'am|who|what))?$/,
  /\bwho(?:'s| is| are| am) (?:this|calling|that|it|you|there|speaking|i speaking|i talking)\b|\bwho do you want\b/,
  /\bwhat do you want\b|\bwhat(?:'s| is) (?:this|it|that|up)\b|\bwhat (?:company|number)\b/,
  /\bhow (?:can|may|could) (?:i|we) (?:help|assist|direct)\b|\bwhat can i (?:do|get)\b|\bcan i (?:help|take|ask|call|get|put)\b|\bmay i (?:help|ask|take)\b/,
  /\b(?:can't|cannot|can not|couldn't) (?:really )?(?:talk|speak|chat|hear)\b/,
  /\bi(?:'m| am)(?: \w+)?(?: \w+)? (?:driving|busy|eating|cooking|working|sleeping|running|at work|on the other|on another|in (?:a|the|my) (?:\w+ )?(?:meeting|middle|car|class|bath|shower))\b/,
  /\bcall (?:me |him |her |us )(?:back )?(?:later|after|tomorrow|in (?:a|an|\w+ min)|at (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|noon)|another|tonight|again)\b|\bcall back (?:in|after|at|tomorrow|later)\b/,
  /\bleave me alone\b|\bwrong number\b|\bnot interested\b|\b(?:stop|don't|quit) call\b|\bstop calling\b|\b(?:take|remove) me\b/,
  /\b(?:this is|that's|it's) (?:he|she|him|her|me)\b|\b\w+ speaking\b|\bspeaking how\b/,
  /\b(?:hold on|hang on|just a (?:sec|second|minute|moment)|wait a)\b/,
  /\b(?:would you|do you|did you|you) (?:like|want|wanna|wish) (?:me )?(?:to )?(?:leave|speak|talk|call|order|book)\b|(?<!\bif you(?:'d| would)? )\b(?:like|want|wish|care) (?:me )?(?:to )?leave\b|\btake a message\b|\blet me (?:get|see|check|find|turn|go|grab)\b/,
  /\bare you (?:there|a|an|real|selling|calling|still)\b|\bis (?:this|that) (?:a|an|the|about|you|some)\b|\bcan you hear\b/,
  /\b(?:he|she)(?:'s| is) (?:not|n't|out|at|in|sleeping|asleep|busy|away|here|upstairs|on)\b/,
  /\bhow did you get\b|\bkidding\b|\bmom(?:my)?\b|\bdad(?:dy)?\b|\bgrandma\b/,
  /\b(?:go|get|come|sit|stop) (?:away|down|off|that|it|here)\b|\bturn (?:it|that|the)\b/,
  /\bi (?:don't|didn't|do not|already|just|was|think|thought|told|got|heard|saw|have to|need to|gotta)\b/,
]);

export const english: Phrase[] = [...voicemail, ...carrier, ...ivr, ...screener, ...human];
