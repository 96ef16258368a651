import { normalize } from './normalize.ts';
import { type KnownLanguage, knownLanguage } from './tags.ts';

export type Expected = 'yes_no' | 'phone_number' | 'date_time' | 'open';

export interface Step {
  /** What the scenario's last step waits for, where its answer is known whatever words the agent chose. */
  scenarioStep: Expected | null;
  /** The last tool that was called. */
  lastTool: string | null;
  agentSentence: string;
  language: string;
  own?: OwnQuestions;
}

/** How one kind of question is recognized in the words of the agent's last question, normalized. */
export type QuestionRule = [pattern: RegExp, expected: Expected];

/** What a business asks in its own words. */
export interface OwnQuestions {
  /** Tried before those that anybody asks. */
  asked: Record<KnownLanguage, QuestionRule[]>;
  /** What usually is asked after a tool, for an agent that did not ask anything plainly. */
  afterTool: Record<string, Expected>;
}

const noneOfItsOwn: OwnQuestions = { asked: { en: [], fa: [] }, afterTool: {} };

/** What the agent waits for: the scenario knows best, then the words of the question, then the last tool. */
export function expectedReply(step: Step): Expected {
  const { scenarioStep, lastTool, agentSentence, language, own = noneOfItsOwn } = step;
  if (scenarioStep !== null) return scenarioStep;
  const known = knownLanguage(language);
  const asked = askedBy([...own.asked[known], ...questions[known]], agentSentence);
  return asked ?? own.afterTool[lastTool ?? ''] ?? 'open';
}

const english: QuestionRule[] = [
  // What is said of a wrong key; "1 for yes or 2" is no choice of times.
  [/\bpress 1 for yes\b/, 'yes_no'],
  [
    /\b(?:anything|something) else\b|\bhow (?:can|may) i (?:help|assist)\b|\bwhat (?:can|may) i do\b|\bwhat would you like (?:me )?to do\b|\bbook.* move.* or\b|\bis there anything\b/,
    'open',
  ],
  [
    /\b(?:may|can|could) i (?:please )?(?:have|get|take|ask for)\b.*\bnumber\b|\b(?:what|which)(?:'s| is)?\b.*\b(?:phone|number)\b|\b(?:tell|give|say|repeat)\b.*\bnumber\b|\bnumber (?:again|please)\b|\bi need\b.*\bnumber\b|\bneed your (?:phone )?number\b/,
    'phone_number',
  ],
  [
    /\b(?:which|what|when)\b.*\b(?:day|date|time|times|one|of (?:these|those|them)|slot|prefer|like|suit|works?|come|best|better)\b|\bwhen (?:would|do|should|shall|can|will)\b|\b(?:pick|choose|prefer)\b|\bor (?:at )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|mon|tues|wednes|thurs|fri|satur|sun|another (?:day|time)|would another)|\bi (?:could|can) offer\b|\banother day\b/,
    'date_time',
  ],
  [
    /^(?:(?:so|and|okay|great|perfect|then|sorry) )*(?:is|are|was|do|does|did|shall|should|would|will|can|could|may|have|has)\b.*\?|\b(?:right|correct|okay|yes)\?$|\bis that (?:right|correct|okay)\b|\bshall i\b|\bwould you like me to\b|\bplease confirm\b/,
    'yes_no',
  ],
];

const persian: QuestionRule[] = [
  [/برای بله عدد یک/u, 'yes_no'],
  [/کار دیگر|کار دیگه|چیز دیگر|چه کمکی|چه کاری|کمکی از دستم/u, 'open'],
  [/همین شماره|شماره.*(?:درست|صحیح)/u, 'yes_no'],
  [/شماره.*(?:بفرمایید|بگویید|بگید|چیست|چیه|لازم دارم|بدهید|بدید|دوباره)|شماره تلفن.*\?/u, 'phone_number'],
  [
    /کدام|کدوم|چه روز|چه ساعت|چه زمان|چه وقت|چه تاریخ|کی (?:می|تشریف|وقت)|روز دیگر|پیشنهاد کنم|(?:^| )یا .*\?/u,
    'date_time',
  ],
  [/آیا|(?:کنم|بدهم|می ?دهید|است|درسته|هستید|دارید|می ?خواهید|مناسبه|بله|خوبه|می ?شود|میشه)\s*\?/u, 'yes_no'],
];

const questions: Record<KnownLanguage, QuestionRule[]> = { en: english, fa: persian };

/** The last question decides; without a question the last sentence ("Please tell me your number."). */
function askedBy(rules: QuestionRule[], text: string): Expected | null {
  const sentences = normalize(text).match(/[^.!?]+(?:\.(?=\S)[^.!?]*)*[.!?]*/g) ?? [];
  const questions = sentences.filter((sentence) => sentence.includes('?'));
  const last = (questions.at(-1) ?? sentences.at(-1) ?? '').replace(/,/g, '').trim();
  return rules.find(([pattern]) => pattern.test(last))?.[1] ?? null;
}
