import type { Topic } from '../../../../simulation/people/topic.ts';
import { guestLines } from './lines.ts';
import type { GuestTraits } from './traits.ts';
import { visitTime } from './visit-time.ts';

/** A guest who was expected by now. */
export const arrivalTopics: Topic<GuestTraits>[] = [
  {
    kind: 'arrived',
    en: /\b(?:arrived|are you (?:already )?(?:here|with us)|did you (?:make it|come))\b/i,
    fa: /رسید(?:ه|ید|ین)|تشریف آورد|اینجا هستید/u,
    answer: ({ language, traits }) => {
      const { arrived, onTheWay, notComing } = guestLines(language);
      return { arrived, on_the_way: onTheWay, not_coming: notComing }[traits.arrival];
    },
    declines: ({ language }) => guestLines(language).notComing,
  },
  {
    kind: 'coming',
    en: /\b(?:still|are you|will you be) coming\b|still (?:like|want|plan)/i,
    fa: /(?:هنوز|هم) (?:می‌آیید|تشریف می)|می‌آیید\s*؟/u,
    answer: ({ lines, language, traits }) =>
      traits.arrival === 'not_coming' ? guestLines(language).notComing : lines.yes,
    declines: ({ language }) => guestLines(language).notComing,
  },
  visitTime,
];
