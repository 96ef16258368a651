import type { Topic } from './topic.ts';
import { visitTime } from './visit-time.ts';

/** A guest who was expected by now. */
export const arrivalTopics: Topic[] = [
  {
    kind: 'arrived',
    en: /\b(?:arrived|are you (?:already )?(?:here|with us)|did you (?:make it|come))\b/i,
    fa: /رسید(?:ه|ید|ین)|تشریف آورد|اینجا هستید/u,
    answer: ({ lines, traits }) =>
      ({ arrived: lines.arrived, on_the_way: lines.onTheWay, not_coming: lines.notComing })[traits.arrival],
  },
  {
    kind: 'coming',
    en: /\b(?:still|are you|will you be) coming\b|still (?:like|want|plan)/i,
    fa: /(?:هنوز|هم) (?:می‌آیید|تشریف می)|می‌آیید\s*؟/u,
    answer: ({ lines, traits }) => (traits.arrival === 'not_coming' ? lines.notComing : lines.yes),
  },
  visitTime,
];
