import { wordsOf } from './normalize.ts';
import type { KnownLanguage } from './tags.ts';

/** `robot`: whether they talk to a machine. `wait`: they ask for patience and have not answered yet. */
export type Aside = 'robot' | 'wait';

const machine =
  '(?:robot|bot|machine|computer|recording|recorded(?: message)?|ai|a i|artificial intelligence|chatbot|chat ?gpt|voice assistant|answering machine|automated(?: (?:system|assistant|call|voice|message|thing))?|program|software|virtual (?:assistant|agent)|synthetic)';
const human =
  '(?:(?:real |actual |live |true |human )*(?:person|human(?: being)?|someone real|somebody real|man|woman|guy|lady)|human|real|alive)';

const robot: Record<KnownLanguage, RegExp> = {
  en: new RegExp(
    [
      `\\b(?:are|aren't) (?:you|u)(?: \\w+)? (?:(?:a|an|some|some kind of|one of those|just|really|even|like|the|actually|kind of|sort of) )*(?:${machine}|${human})\\b`,
      `\\b(?:is|isn't) (?:this|that|it)(?: \\w+)? (?:(?:a|an|some|some kind of|one of those|just|really|the|actually) )*(?:${machine}|(?:real |actual |live )+(?:person|human(?: being)?)|human)\\b`,
      `\\b(?:am i|i'm|are we|did i|have i)(?: \\w+)? (?:speaking|talking|chatting|connected|get|got|reached?)(?: \\w+)? (?:(?:to|with|a|an|some|some kind of|the) )*(?:${machine}|(?:real |actual |live )*(?:person|human(?: being)?))\\b`,
      `^(?:(?:wait|so|hey|oh|hello|hi|sorry|ok|okay) )*(?:you're|you are|this is|it's|you sound like) (?:(?:a|an|just|only|one of those|not) )*(?:${machine}|(?:real )?(?:person|human))(?: (?:right|aren't you|isn't it|are you|huh))*$`,
      `\\byou(?:'re| are) (?:not )?(?:a |an )?(?:${machine}|(?:real )?(?:person|human)) (?:right|aren't you|are you|correct)$`,
      `\\b(?:human or (?:a )?(?:${machine})|(?:${machine}) or (?:a )?(?:${human}))\\b`,
    ].join('|'),
    'u',
  ),
  fa: /(?:شما|تو|این|دارم|آیا|با)?(?:[^.]* )?(?:ربات|روبات|رباتی|رباتید|روباتی|هوش مصنوعی|ماشین|کامپیوتر|دستگاه|پیام ضبط شده|صدای ضبط شده|ضبط شده)(?: ?(?:ای|اید|هستید|هستی|هستین|است|ه|ی|این|صحبت می ?کنم|حرف می ?زنم|طرفم))+$|(?:آدم|انسان|شخص) (?:واقعی)?(?: ?(?:ای|اید|هستید|هستی|هستین|است|ی|صحبت می ?کنم|حرف می ?زنم))+(?: یا .*)?$|(?:واقعی|آدم|انسان)(?:ید|ی| هستید)? یا (?:ربات|روبات|ماشین|کامپیوتر)/u,
};

const courtesy =
  "(?:please|ok|okay|yes|yeah|oh|um|uh|er|well|so|sorry|hey|hi|hello|sir|madam|ma'am|thanks|thank you|there|on|for me|a bit|a little|with me|i'm just|i am just|real quick|if you don't mind|quickly)";
const patience = {
  en: "(?:(?:just |only )?(?:(?:give|gimme) me |wait |hold on |hang on |hold |in )?(?:just )?(?:one|a|1|two|half a|a quick|a few|another) (?:moments?|seconds?|secs?|minutes?|mins?|sec)|(?:can|could|would|will) you (?:please )?(?:hold|wait|hang)(?: on)?|hold on|hang on|hold(?: the line)?|wait(?: up)?|hold it|bear with me|be right back|i'll be right back|let me (?:see|check|think|look|get (?:a )?(?:pen|paper)|grab (?:a )?pen|ask(?: (?:him|her|my \\w+))?|turn (?:this|that|it|the \\w+) (?:off|down)|go somewhere quiet)|stay on the line|don't hang up|to think|let me think about (?:it|that)|while i \\w+(?: \\w+){0,4})",
  fa: '(?:(?:یک|یه|چند|دو) (?:لحظه|دقیقه|ثانیه|لحظه ای|دیقه|کم)|لحظه ای|صبر کن(?:ید|ین)?|گوشی(?: دستتان| دستتون| را نگه دارید| رو نگه دارید| خدمتتان| خدمتتون)?|قطع نکن(?:ید|ین)?|اجازه (?:بدید|بدهید|بده)|بذار(?:ید)?(?: ببینم| فکر کنم)?|بگذارید(?: ببینم| فکر کنم)?|الان (?:می ?آیم|میام|برمی ?گردم))',
};
const persianCourtesy = '(?:لطفا|ببخشید|بله|باشه|خب|الو|سلام|ممنون|مرسی|که|من|آقا|خانم|فقط|پس|تا|هم)';

const wait: Record<KnownLanguage, RegExp> = {
  en: new RegExp(`^(?:${courtesy} )*${patience.en}(?: (?:${courtesy}|${patience.en}))*$`, 'u'),
  fa: new RegExp(`^(?:${persianCourtesy} )*${patience.fa}(?: (?:${persianCourtesy}|${patience.fa}))*$`, 'u'),
};

/**
 * What somebody says that is no answer to anything and that Parley itself has to answer, whatever the call is about; in
 * every language that it has words for, whatever language the agent speaks.
 */
export function asideOf(text: string): Aside | null {
  const words = wordsOf(text).join(' ');
  if (Object.values(robot).some((pattern) => pattern.test(words))) return 'robot';
  return Object.values(wait).some((pattern) => pattern.test(words)) ? 'wait' : null;
}
