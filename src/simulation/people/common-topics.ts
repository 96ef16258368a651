import type { Topic } from './topic.ts';

/** What an agent may say in any scenario. Looked for after those of the call's own kind, and the vaguest last. */
export const commonTopics: Topic[] = [
  {
    kind: 'farewell',
    en: /\bgood ?bye\b|\bbye\b|have a (?:nice|good|great|lovely)/i,
    fa: /خدانگهدار|خدا ?حافظ|روز خوش|شب خوش/u,
    answer: ({ lines }) => lines.goodbye,
  },
  {
    kind: 'wait',
    en: /\b(?:one|just a) moment\b|hold the line|please hold/i,
    fa: /یک لحظه|چند لحظه|پشت خط بمانید/u,
    answer: ({ lines }) => lines.yes,
  },
  {
    kind: 'take_your_time',
    en: /take your time|no hurry/i,
    fa: /عجله نکنید|عجله‌ای نیست/u,
    answer: ({ lines }) => lines.yes,
  },
  {
    kind: 'are_you_there',
    en: /are you (?:still )?there|cannot hear you|can you hear me|please say something/i,
    fa: /صدای من را دارید|صدایتان را نمی|پشت خط هستید/u,
    answer: ({ lines }) => lines.yes,
  },
  {
    kind: 'your_number',
    en: /(?:the|this) number (?:you are calling from|i (?:am calling|called))|use (?:the|this) number/i,
    fa: /با همین شماره/u,
    answer: ({ lines }) => lines.yes,
  },
  {
    kind: 'which_number',
    en: /(?:your|the whole|whole) (?:phone )?number/i,
    fa: /شماره تلفن/u,
    answer: ({ lines, phone }) => lines.number(phone),
  },
  {
    kind: 'more',
    en: /\banything else\b|something else\?|anything to add/i,
    fa: /کار دیگری|چیز دیگری/u,
    answer: ({ lines }) => lines.thatIsAll,
  },
  {
    kind: 'confirm',
    en: /\b(?:shall i|is (?:that|this|it) (?:right|correct|okay|ok)|(?:right|correct)\?|would that suit|does that (?:suit|work))/i,
    fa: /درست است|درسته|(?:رزرو|ثبت|لغو|منتقل|هماهنگ) (?:کنم|بکنم)|مناسب است/u,
    answer: ({ lines }) => lines.yes,
    // Only a no of one's own can be asked to be confirmed.
    declines: ({ lines }) => lines.yes,
  },
  {
    kind: 'question',
    en: /\?\s*$/,
    fa: /[؟?]\s*$/u,
    answer: ({ lines }) => lines.yes,
  },
];
