import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';
import type { VisitKind } from '../../visit-kind.ts';

/** What the scripted model says of its own in a call about a visit, beside the answers of the tools. */
export interface VisitPhrases {
  askItems: string;
  askChange: string;
  askWhen: string;
  askWhenThere: string;
  askTime: string;
  askNewWhen: string;
  askWhichInstead: string;
  confirmMove(when: string): string;
  confirmCancel: string;
  confirmCancelOrder: string;
  askWhatChanges: string;
  /** An allergy, before there is an order that it could be noted with. */
  understood(extras: { allergies: string | null; partySize: number | null }): string;
  noHours: string;
  askArrived: string;
  askOrderNow: string;
  sorry: string;
  menu(dishes: string): string;
  noMenu: string;
  abilities: Record<VisitKind, string>;
  noOperator: string;
}

const english: VisitPhrases = {
  askItems: 'What would you like to order?',
  askChange: 'What would you like to have instead?',
  askWhen: 'When will you come?',
  askWhenThere: 'When will you be here?',
  askTime: 'What time will you come?',
  askNewWhen: 'Which day and time would you like to come?',
  askWhichInstead: 'Would you like another time, takeaway, or to cancel?',
  confirmMove: (when) => `That would be ${when}. Shall I move your table?`,
  confirmCancel: 'Shall I cancel your visit?',
  confirmCancelOrder: 'Shall I cancel your order and your visit?',
  askWhatChanges: 'What would you like to change?',
  understood: ({ allergies, partySize }) =>
    [
      ...(allergies === null ? [] : [`An allergy to ${allergies}, I understand.`]),
      ...(partySize === null ? [] : [`${partySize} people, I understand.`]),
    ].join(' '),
  noHours: 'You can come whenever you like.',
  askArrived: 'Have you arrived?',
  askOrderNow: 'Would you like to order now?',
  sorry: 'I am sorry to disturb you.',
  menu: (dishes) => `We have ${dishes}.`,
  noMenu: 'You can order whatever you like.',
  abilities: {
    order: 'I can take your order and the time at which you will come.',
    arrival: 'I only need to know whether you have arrived, or when you will.',
    recovery: 'I can find another time, arrange takeaway, or cancel.',
  },
  noOperator: 'I cannot put you through from here.',
};

const persian: VisitPhrases = {
  askItems: 'چه سفارشی دارید؟',
  askChange: 'به جای آن چه میل دارید؟',
  askWhen: 'کی تشریف می‌آورید؟',
  askWhenThere: 'کی می‌رسید؟ چه ساعتی؟',
  askTime: 'چه ساعتی تشریف می‌آورید؟',
  askNewWhen: 'چه روز و ساعتی تشریف می‌آورید؟',
  askWhichInstead: 'وقت دیگری می‌آیید، بیرون‌بر می‌برید یا لغو کنم؟',
  confirmMove: (when) => `یعنی ${when}. میز را منتقل کنم؟`,
  confirmCancel: 'قرار را لغو کنم؟',
  confirmCancelOrder: 'سفارش و قرار را لغو کنم؟',
  askWhatChanges: 'چه چیزی را عوض کنم؟',
  understood: ({ allergies, partySize }) =>
    [
      ...(allergies === null ? [] : [`حساسیت به ${allergies}، فهمیدم.`]),
      ...(partySize === null ? [] : [`${partySize} نفر، فهمیدم.`]),
    ].join(' '),
  noHours: 'هر وقت بخواهید می‌توانید تشریف بیاورید.',
  askArrived: 'آیا رسیده‌اید؟',
  askOrderNow: 'الان سفارش می‌دهید؟',
  sorry: 'ببخشید که مزاحم شدم.',
  menu: (dishes) => `${dishes} داریم.`,
  noMenu: 'هر چه میل دارید بفرمایید.',
  abilities: {
    order: 'می‌توانم سفارش و ساعت آمدنتان را بگیرم.',
    arrival: 'فقط باید بدانم رسیده‌اید یا کی می‌رسید.',
    recovery: 'می‌توانم وقت دیگری پیدا کنم، بیرون‌بر بگذارم یا لغو کنم.',
  },
  noOperator: 'از اینجا نمی‌توانم وصل کنم.',
};

const phrases: Record<KnownLanguage, VisitPhrases> = { en: english, fa: persian };

export function visitPhrasesFor(language: string): VisitPhrases {
  return phrases[knownLanguage(language)];
}
