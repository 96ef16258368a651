import type { Topic } from '../../../../simulation/people/topic.ts';
import { guestLines } from './lines.ts';
import type { GuestTraits } from './traits.ts';
import { visitAt, visitTime } from './visit-time.ts';

/** A guest who did not come and is offered another time, takeaway, or nothing. */
export const recoveryTopics: Topic<GuestTraits>[] = [
  {
    kind: 'what_instead',
    // At least two of the three in one sentence: one alone is a question whether it is really meant.
    en: /(?:reschedule|another (?:time|day)).*(?:take|pick)|take.*cancel|what would you (?:like|prefer)/i,
    fa: /(?:زمان|وقت|روز).*بیرون|بیرون.*(?:لغو|منصرف)|کدام را|چه (?:کار|می)/u,
    answer: ({ language, traits }) => guestLines(language)[traits.recovery],
    declines: ({ language }) => guestLines(language).cancel,
  },
  { ...visitTime, answer: (asked) => visitAt(asked, true) },
];
