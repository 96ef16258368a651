const ring = '(?:call|phone|ring|dial|telephone|contact|reach out to|reach out)';
const ringing = '(?:calling|phoning|ringing|dialing|contacting|bothering|disturbing|pestering|harassing)';
const rung = '(?:called|phoned|rung|telephoned|contacted|bothered|disturbed)';
const me =
  '(?:me|us|here|(?:on )?(?:this|my|our) (?:(?:phone|cell|mobile|home|telephone) )?(?:number|line|phone|cell|house|home|place))';
/** "I don't call often", "why don't you call me?", "they never call": nobody is told anything. */
const noSubject = "(?<!\\b(?:i|we|they|he|she|who|people|why|if you|you|i'll|i will|to)(?: just)? )";
/** "Don't call it a day", "don't contact my insurance" */
const nobodyElse = '(?! (?:it|him|her|them|this|that|the|a|an|my|your|his|their|our|any|for)\\b)';
const you = '(?:you|anyone|anybody|them|him|somebody|someone)(?: people| guys| all| lot)?';
const not = "(?:don't|dont|do not|doesn't|no longer|never|not|didn't|cannot|can't)";

const told = [
  `${noSubject}\\b(?:don't|dont|do not|never|must not|mustn't|should not|shouldn't|not to|not)(?: you| ever| please| dare| bother| even| think of| go)* (?:(?:${ring}|${ringing})(?: ${me}|${nobodyElse})|(?:bother|disturb|pester|harass) (?:me|us))(?: ${ring})?`,
  `\\b(?:told|asked|begged|warned) you(?: people| guys| all)?(?: already| before)? (?:not to|never to|don't|never) (?:ever )?${ring}(?: ${me})?`,
  `\\bdon't (?:you )?(?:ever |dare )+(?:to )?${ring}(?: ${me})?`,
  `\\b(?:stop|quit|cease|halt)(?: with| all| the| these| those| your)* ${ringing}(?: ${me})?`,
  `\\b(?:stop|quit|enough of|no more|end|enough with)(?: with| all| the| these| this| those| your| of| any)*(?: (?:phone|sales|marketing|spam|unwanted|robo|cold|stupid|annoying))* ?(?:calls?|robocalls|calling)`,
].join('|');

const wanted = [
  `\\b${not}(?: \\w+){0,2}? (?:want|wish|like|care|agree|consent|looking|care for|appreciate)(?: to)?(?: ever)? (?:be|being|get|getting)(?: ever)? ${rung}`,
  `\\b${not}(?: \\w+){0,2}? (?:want|wish|like|wish for|care for|appreciate)(?: for)? (?:${you} )(?:to )?(?:ever )?(?:${ring}|${ringing})(?: ${me})?`,
  `\\b${not}(?: \\w+){0,2}? (?:want|wish|like|care for|need|appreciate|accept)(?: to (?:get|receive|have|take))?(?: any| more| further| these| your| such| of| getting| receiving| another| unsolicited| phone| sales| marketing| new)* (?:calls?|robocalls)(?: from (?:you|your company|this company|your people|this number))?`,
  `\\b${not}(?: \\w+){0,2}? (?:want|wish|like|care)(?: to)?(?: ever)? hear(?:ing)?(?: anything)?(?: \\w+)? from (?:you|your company|this company)(?: people| guys| lot)?`,
  `\\b${not}(?: \\w+){0,2}? (?:want|wish)(?: any| to have any)?(?: further| more)? (?:contact|communication)(?: with| from)?(?: you)?`,
  `\\b(?:rather|prefer)(?: that)?(?: to)? (?:not|never)(?: to)? (?:be|get) ${rung}|\\b(?:rather|prefer)(?: that)?(?: if)? ${you} (?:didn't|don't|did not|do not|not|never|stopped|stop)(?: ever)? (?:${ring}|${ringing})(?: ${me})?`,
  `\\b(?:would like|i'd like|i want|want)(?: you)? to (?:stop|no longer|not)(?: be)?(?: getting| receiving| being)? (?:${ringing}|${rung}|calls)(?: ${me})?`,
  `\\b(?:wish|want|like|prefer|ask|asking|demand|request)(?: you)? (?:not|never) to be ${rung}`,
  `\\b(?:refrain|desist|abstain) from ${ringing}(?: ${me})?`,
  `\\bappreciate(?: it)? if you (?:didn't|don't|did not|do not|never|stopped|would stop|would not|wouldn't|could stop)(?: ever)? (?:${ring}|${ringing})(?: ${me})?`,
  `\\b(?:make sure|ensure|see to it)(?: that)? (?:nobody|no one|you don't|they don't|you never|i'm not|i am not|i'm never|we're not|we are not|this number (?:is not|isn't|is never))(?: ever)? (?:calls?|contacts?|phones?|rings?|${rung})(?: ${me})?`,
  `\\b(?:don't|do not|never|didn't|did not|no longer) (?:give|gave|have|grant|had)(?: you)?(?: my| any| the)? (?:permission|consent|right|authorization) to (?:ever )?${ring}(?: ${me})?`,
  `\\bnot (?:allowed|permitted|authorized|welcome|supposed) to (?:ever )?${ring}(?: ${me})?`,
  '\\b(?:cancel|end|stop|no)(?: all| any| my| the)*(?: (?:further|future|more|additional))* (?:phone )?calls',
].join('|');

const listed =
  '(?: (?:off|from|out of)(?: (?!waiting|wait|guest|to do|shopping|order)\\w+){0,4}? (?:lists?|databases?|systems?|records?|files?|books?|directory|contacts|campaigns?|registry))';
const mine =
  '(?:me|us|(?:my|our|this|that|the)(?: (?:phone|cell|mobile|telephone|contact))? (?:number|name|details|data|information|info|contact|contacts|record|entry)(?: and (?:my )?(?:name|number|data))?)';

const removed = [
  `\\b(?:remove|delete|erase|strike|cross|scratch|wipe|drop|unlist)(?: off| out)? ${mine}(?:${listed}| off| out| from (?:there|it|that))?`,
  `\\b(?:lose|forget|throw away|burn|bin|block|blacklist) (?:my|this|that|our|the)(?: (?:phone|cell|mobile))? (?:number|contact|details)`,
].join('|');

export const englishRefusals = {
  whole:
    /^(?:(?:please|ok|okay|no|just|hey|hello|yes|oh|sir) )*stop(?: (?:it|this|now|that|stop|please|thank you|thanks|very much|bye|goodbye|ok|okay|no))*$/u,
  always: new RegExp(
    `\\b(?:take|get|keep|leave) ${mine}(?: the \\w+)?(?:${listed}| off(?: of)? (?:it|that|there|this))|\\bunsubscribe\\b|\\bopt(?:ing|ed)?(?: me| us)? out\\b|\\bdo not call (?:list|registry|register)\\b|\\bdon't call list\\b|\\b(?:withdraw|revoke|retract)(?: my| any)? consent\\b|\\b(?:take|get) ${mine} off$|\\bbe (?:taken|removed|deleted|struck|crossed)(?: off| from| out of) (?:of )?(?:the|your|this|that|any|all)(?: \\w+)? ?(?:lists?|databases?|systems?|records?|files)|(?<!\\b(?:don't|do not|never|not) )\\bleave (?:me|us)(?: the \\w+)? alone\\b|\\bcease and desist\\b|\\b(?:off|from) your (?:calling |phone |call |marketing |mailing )?list\\b|\\b(?:never|don't|do not) (?:ever )?${ring} ${me} (?:ever )?again\\b(?!.*\\b(?:before|until|till|after)\\b)|\\bput ${mine} on your (?:no call|black) ?list\\b`,
    'u',
  ),
  unlimited: new RegExp(`(?:${told}|${wanted}|${removed})(?![a-zà-ÿ'])`, 'u'),
  open: /^(?:(?:again|any ?more|ever|any longer|at all|back|in (?:the )?future|from now on|no more|for (?:anything|any reason|good|ever)|forever|completely|entirely|altogether|immediately|right away|at once|please|pls|thanks|thank you|very much|ok|okay|sir|madam|ma'am|man|dude|mate|buddy|people|guys|all right|alright|goodbye|bye|and|or (?:text|write|email|visit)|got it|understood|you hear(?: me)?|with (?:this|these|that|your|such)|about (?:this|that|these|your|anything|it)|for (?:this|these|that)|do you (?:understand|hear)|is that clear)(?: |$))*(?:$|(?:i|i'm|i've|i'd|we|we're|you|you're|it|it's|this|that|they|he|she|there|because|since|cause|or i'll|or else|just|and|never|don't|from (?:your|you|this|there)|at this number|on this (?:number|line|phone))\b)/u,
  elsewhere:
    /^(?:(?:please|just|but|instead|rather|and|so|you can|use) )*(?:call|ring|phone|use|try|reach|text|contact)(?: me)?(?: (?:on|at|by|to))? (?:my|the|his|her) (?:cell|cellphone|mobile|other|office|work|home|landline|new|husband|wife|secretary|assistant)\b/u,
  limits:
    /\b(?:before|until|till|at (?:night|noon|work|lunch|dinner|home|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|this (?:time|hour))|(?:in|during|on) (?:the )?(?:morning|afternoon|evening|night|week ?ends?|weekdays?|lunch|day|meeting|mornings|evenings|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?)|after (?!this|today|that call)|so (?:early|late|often|much)|(?:this|too) (?:early|late|often)|(?:right )?now\b(?! on)|today|tonight|tomorrow|this (?:week|morning|afternoon|evening|month)|while|when(?:ever)?|unless|if (?!you)|between|for (?:a|the next|two|three|\d)|yet|i'll call|i will call|names\b)/u,
};
