import { normalize } from '../normalize.ts';
import { affirmEnglish } from './affirm-en.ts';
import type { Blockers, RawClause } from './patterns.ts';

export const englishBlockers: Blockers = {
  affirm: affirmEnglish,
  negation:
    /\b(?:not|never|no(?! longer| problem| worries| doubt)|none|nothing|nobody|cannot|unable|without|hardly|neither|nor|until|unless|fail(?:ed)? to|yet to|hasn't|haven't|isn't|aren't|wasn't|weren't|couldn't|can't|didn't|don't|won't|rather than|instead of|as if)\b|n't\b/,
  possible: /\b(?:can|could|may|might|would|should|want(?:s|ed)?|wish|like to)\b/,
  notYet:
    /\b(?:will|would|can|could|shall|should|may|might|must|let me|let's|going to|want(?:s|ed)?(?: me| us)? to|like(?: me| us)? to|need(?:s|ed)? to|have to|has to|try(?:ing)? to|about to|ready to|happy to|glad to|(?<!was |were )able to|(?<!managed |able )to (?:be|get|have)|trying|wish|want)\b/,
};
/** Makes a clause a condition; the clauses after it, up to the end of the sentence, then follow from it. */
const condition =
  /(?:^|\b(?:and|but|so|then|only|even|just|okay|because) )?\b(?:if|once|when(?:ever)?|as soon as|after|before|until|unless|in case|whether|provided|assuming|suppose|should (?:you|i|we)|had (?:you|i|we)|by the time)\b/;
const hardCondition = /\b(?:if|unless|in case|whether|provided|assuming|suppose)\b/;
const question =
  /^(?:(?:so|and|or|but|okay|ok|great|perfect|alright|then|now|well|sorry|just to confirm|to confirm) )*(?:is|are|was|were|do|does|did|has|have|had|shall|should|would|will|can|could|may|might|what|when|which|who|why|how|where)\b/;
const politeness =
  /\b(?:no problem|no worries|not a problem|not at all|don't worry|never mind|no trouble)\b[,.!]?|\b(?:i|we) (?:am|are|can|would like to|want to|just want to)(?: (?:happy|glad|pleased|delighted) to)?(?: now)? (?:say|tell you|let you know|confirm(?! with)|inform you|report)(?: that)?\b|\blet me (?:just )?confirm(?: that)?\b/g;
/** The agent says what it does not know, or speaks of its search, of the call itself, of a time that others have. */
const harmless =
  /^(?:it is|the time is|right now it is|now it is) (?:(?:about|almost|nearly|just|half|a|quarter|past|to|after|noon|midnight|\d+(?::\d+)?|\w*teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|o'clock|am|pm) )+(?:now|right now|at the moment)$|\b(?:can not|do not|could not|not|unable to|am not|are not)\b(?: [^ ]+){0,2} (?:say|know|tell|sure|certain|confirm|promise|see whether|check|guarantee|speak to)\b|\b(?:my|the|your|a|this) search\b|\bsearch(?:ed|ing) (?:for|to)\b|\bregistered (?:with us )?(?:as|under)\b|\b(?:numbers?|name|information|details|e-?mail|address|spelling) (?:is|are|has been|have been) (?:now |all |also )*(?:confirmed|saved|noted|registered|updated|recorded|correct|verified|complete)\b|\ball the time\b|\b(?:call|conversation|everything you (?:say|tell me)|line) is (?:being |always )?recorded\b|\b(?!you )(?:all of|that|this|the|every|whole|it|\w+day|morning|afternoon|evening|slot|time|ten|nine|three|four|both)(?: [^ ]+){0,5} (?:is|are|was|got) (?:already |fully |all |completely |just |now )*(?:taken|full|gone|booked(?: (?:up|out|solid))?|reserved)(?: already)?(?: by (?:someone|somebody|another)(?: \w+)?)?$(?<=\b(?:all of|that time|this time|that slot|this slot|already|fully|completely|whole|every|full|gone|taken|up|out|solid|someone|somebody|else|morning|afternoon|evening)\b.*)/;

/** What somebody else said is no claim of the agent's. */
const reported =
  /^(?:(?:so|and|but|okay|ok|well|oh|i see) )*(?:(?:i am |we are )?(?:so |very |really )?sorry (?:that |to hear|about |for )?(?=(?:your|the|it|you|we|i|to|about|for) |$)|(?:as )?you (?:said|say|mentioned|told|asked|wanted|were saying|would like)|i (?:understand|hear|gather|know)(?: that)? (?:you|your)|you (?:think|thought|believed|were (?:told|promised))|it sounds (?:like|as)|thank you for (?!waiting)|thanks for (?!waiting)|(?:so )?(?:that was|you would like|you want|you need|you are (?:asking|calling|looking|saying)|i (?:meant|mean|misspoke)))/;

/** "Come whenever you like, I have already moved it": no condition is before what is over. */
const isOver = /^(?:(?:so|and|but) )*(?:i|we) have (?:already|just|now|gone ahead and|went ahead and) \w+/;

/** "Shall I book it?", "is that right?" */
const confirming =
  /\b(?:shall|should|can|may|do you want|would you like|want)\b.*\b(?:confirm|book|place|reserve|go ahead|save|finalize|proceed|send)\b|\b(?:right|correct|okay|ok|good|work|works|sound|sounds)(?: for you)?$/;

const clauseEnd =
  /[.!?]+\s|(?:[,;()]|:(?!\d))+|\s[-–—]+\s|\b(?:and then|but|so that|because|since|although|though)\b|\b(?:and|so)\b(?= (?:i|we|you(?! at| for| on)|your|it|that|the|there|everything|shall|should|would|do|is|are|can|could|what|if|once|when|will|then|now|let|no|somebody|someone|dr \w+|that leaves|[\w']+ (?:is|are|will|has|have|stays?|remains?)|(?:canceled|cancelled|moved|booked|rescheduled|noted|let|told|put|sent|added|changed|switched|removed|placed|texted|emailed|i have \w+)\b)(?:\b|(?=')))/;

const verbs =
  /^(?:(?:so|and|but|then|now|yes|okay) )*(?:i|we|you|they) (?!(?:both|two|all|three)\b)\w+ |\b(?:i am|is|are|was|were|be|been|have|has|had|do|does|did|will|would|shall|should|can|could|may|might|must|let|see|look|hope|thank|thanks|please|need|want|get|got|go|goes|come|comes|stay|stays|remain|remains|expect|find|found|hold|keep|kept|call|put|set|took|taken|told|sent|wrote|made|say|said|says|take|works?|stands?|falls?|booked|came|comes|went|ran|gave|gives|left|brought|paid|became|began|chose|knows?|knew|kept|keeps|means|lies|sits|starts?|ends?|opens?|closes?|costs?|covers?|includes?|leaves)\b|\b(?!morning|hundred|wednesday|wedding|evening|during|nothing|something|anything|everything|thing|king)\w{2,}(?:ed|ing)\b/;

/** The clauses of an English sentence, contractions expanded. */
export function englishClauses(sentence: string): RawClause[] {
  const text = expand(normalize(sentence))
    .replace(/\b(dr|mr|mrs|ms|prof)\./g, '$1')
    .replace(/\b([ap])\.? ?m\.?(?= |$|,|\?|!)/g, '$1m')
    .replace(politeness, ',')
    // No "not" of the sentence's own.
    .replace(/\bdo[- ]not[- ]call list\b/g, 'opt out list')
    .replace(/,? and so (?:is|are|was|were) /g, ' and ')
    .trim();
  const isQuestion = /\?["')\s]*$/.test(text);
  const clauses = withSubjects(text)
    .split(clauseEnd)
    .map(plainWords)
    .filter((clause) => clause !== '');
  const isReadBack = isQuestion && confirming.test(clauses.at(-1) ?? '');
  const start = clauses.findIndex((clause) => condition.test(clause));
  return clauses.map((clause, index) => {
    const isAsked = question.test(clause) || (isQuestion && isAskedAbout(clauses, index));
    const isReported = reported.test(clause);
    return {
      text: clause,
      isAsserted:
        !isAsked &&
        !isReported &&
        !harmless.test(clause) &&
        (start < 0 || index <= start || isOver.test(clause)),
      isFragment: !verbs.test(clause),
      isReadBack,
      conditionAt: conditionIn(clause),
    };
  });
}

function conditionIn(clause: string): number {
  if (hardCondition.test(clause)) return 0;
  return condition.exec(clause)?.index ?? -1;
}

/** "I have kept Monday and canceled Tuesday": the second has the subject of the first. */
function withSubjects(text: string): string {
  return text.replace(
    /\b(i|we) have ((?:(?!\b(?:i|we|you|it|that|is|are)\b|[,.;!?]).)*?) and (?=(?:canceled|cancelled|moved|booked|rescheduled|noted|let|told|put|sent|added|changed|switched|removed|placed|texted|emailed)\b)/g,
    '$1 have $2 and $1 have ',
  );
}

function plainWords(clause: string): string {
  return clause
    .replace(/(?<!\d)[:/]|[:/](?!\d)/g, ' ')
    .replace(/[^\p{L}\p{N}'.!:/$€£%-]+/gu, ' ')
    .replace(/(?<!\d)\.(?!\d)|[.!]+$/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function expand(text: string): string {
  return text
    .replace(/\b(i|we|you|they|somebody|someone)'ve\b/g, '$1 have')
    .replace(/\b(you|we|they)'re\b/g, '$1 are')
    .replace(/\b(it|that|there|everything|your \w+|the \w+|what|here)'s (?=been|got)/g, '$1 has ')
    .replace(
      /\b(it|that|there|everything|he|she|somebody|someone|your (?!monday|tuesday|wednesday|thursday|friday|saturday|sunday)\w+|the \w+|here)'s\b/g,
      '$1 is',
    )
    .replace(/\b(i|we|you|it|that|they|somebody|someone|he|she|\w+)'ll\b/g, '$1 will')
    .replace(/\b(i|we|you|they|it|that|there|he|she)'d\b/g, '$1 would')
    .replace(/\bi'm\b/g, 'i am')
    .replace(/\bwon't\b/g, 'will not')
    .replace(/\bcan't\b/g, 'can not')
    .replace(/\bcannot\b/g, 'can not')
    .replace(/\b(\w+)n't\b/g, '$1 not');
}

/** "Are you booked?" asks; "you're all set, is there anything else?" claims and then asks. */
function isAskedAbout(clauses: string[], index: number): boolean {
  if (index < clauses.length - 1) return clauses.length === 1;
  return !/^(?:i|we) (?:have )?\w+ed\b/.test(clauses[index] ?? '');
}
