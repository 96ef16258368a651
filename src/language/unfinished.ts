import { wordsOf } from './normalize.ts';
import { type KnownLanguage, knownLanguage } from './tags.ts';

/** Words that nobody ends on: something has to follow them. */
const lastWords: Record<KnownLanguage, Set<string>> = {
  en: new Set(
    "and but or so because if that's the a an my your our this next at on in to for from with of by about around is it's its i i'm i'd i'll i've we they um uh er erm hmm like maybe perhaps plus double triple treble would can could want need then than which when wait sorry actually let's mean between before until after past half quarter oh's number's".split(
      ' ',
    ),
  ),
  fa: new Set(
    'و در برای از به تا با که یا اگر اگه ولی اما چون ساعت روز روزه دابل دوبل یعنی مثلا مثلاً اممم امم ام اِ را رو شماره شماره ام شمارم شماره‌ام شمارهام علاوه ببخشید الان پس بین قبل'.split(
      ' ',
    ),
  ),
};

/** Ends of replies that ask for patience or announce the rest. */
const lastPhrases: Record<KnownLanguage, RegExp> = {
  en: /\b(?:hold on|hang on|one (?:moment|second|sec|minute)|(?:just )?a (?:moment|second|sec|minute)|let me (?:see|check|think|look)|let's see|(?:phone )?number is|my (?:phone )?number|area code(?: is)?|i mean|how about|what about|i would like|i'd like|i would like to|you know|starting with|start over|no wait|looking for|(?<!who |how |what |where )(?:can|could|would|do|are) you)(?: please)?$/,
  fa: /(?:^| )(?:(?:یک|یه) (?:لحظه|دقیقه|ثانیه)|صبر کنید?|اجازه بدید|بذار(?:ید)?(?: ببینم)?|شماره (?:من|ام|تلفنم|تلفن من)|شماره ام|شماره اش|نه ببخشید|چطوره اگر)(?: لطفا)?$/u,
};

/** "What is it for", "I think so": whole although they end on such a word. */
const whole =
  /^(?:what|who|where|which)\b.* (?:for|from|about|with|like|by|to|is|at|on|in|that|this)$|\b(?:think|hope|guess) so$/;

/** True for a reply that plainly goes on: "on the", "my number is", "um", «برای». */
export function isUnfinished(text: string, language: string): boolean {
  const known = knownLanguage(language);
  const words = wordsOf(text);
  const last = words.at(-1);
  if (last === undefined) return false;
  if (/(?:\.\.\.|…|,|-)\s*$/u.test(text)) return true;
  if (whole.test(words.join(' '))) return false;
  return lastWords[known].has(last) || lastPhrases[known].test(words.join(' '));
}
