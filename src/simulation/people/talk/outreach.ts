import type { Topic } from './topic.ts';

/** A contact of a campaign. */
export const outreachTopics: Topic[] = [
  {
    kind: 'interested',
    en: /interested|would you like|do you want|may (?:i|we)|can (?:i|we)/i,
    fa: /علاقه|تمایل|مایل|می‌خواهید|دوست دارید/u,
    answer: ({ lines }) => lines.yes,
  },
];
