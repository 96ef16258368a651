import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';

/** What the scripted model says of its own about appointments, beside the answers of the tools. Moments come worded. */
export interface AppointmentPhrases {
  askTask: string;
  askDay: string;
  /** After times were refused or none suited. */
  askOtherDay: string;
  askTime: string;
  askWhich: string;
  askNewDay: string;
  confirmBooking(when: string): string;
  confirmMove(from: string, to: string): string;
  confirmCancel(when: string): string;
  whichToMove: string;
  whichToCancel: string;
  nothingToChange: string;
  whatICanDo: string;
  noOperator: string;
  hours: string;
}

const english: AppointmentPhrases = {
  askTask: 'How can I help you?',
  askDay: 'Which day would you like?',
  askOtherDay: 'Which other day would you like?',
  askTime: 'What time would you like?',
  askWhich: 'Which would you like?',
  askNewDay: 'Which day would you like instead?',
  confirmBooking: (when) => `That would be ${when}. Shall I book it?`,
  confirmMove: (from, to) => `${to} is free. Shall I move your appointment from ${from}?`,
  confirmCancel: (when) => `Shall I cancel your appointment on ${when}?`,
  whichToMove: 'Which one would you like to move?',
  whichToCancel: 'Which one would you like to cancel?',
  nothingToChange: 'So there is nothing to change.',
  whatICanDo: 'I can book, move or cancel an appointment, and tell you which ones you have.',
  noOperator: 'I cannot put you through from here, but I can book, move or cancel an appointment.',
  hours: 'I can look up which times are free.',
};

const persian: AppointmentPhrases = {
  askTask: 'چه کمکی از دستم برمی‌آید؟',
  askDay: 'چه روزی را می‌خواهید؟',
  askOtherDay: 'چه روز دیگری را می‌خواهید؟',
  askTime: 'چه ساعتی را می‌خواهید؟',
  askWhich: 'کدام را می‌خواهید؟',
  askNewDay: 'به چه روزی منتقل کنم؟',
  confirmBooking: (when) => `یعنی ${when}. رزرو کنم؟`,
  confirmMove: (from, to) => `${to} خالی است. نوبت ${from} را به آن زمان منتقل کنم؟`,
  confirmCancel: (when) => `نوبت ${when} را لغو کنم؟`,
  whichToMove: 'کدام را می‌خواهید جابه‌جا کنید؟',
  whichToCancel: 'کدام را می‌خواهید لغو کنید؟',
  nothingToChange: 'پس چیزی برای تغییر نیست.',
  whatICanDo: 'می‌توانم نوبت بدهم، جابه‌جا یا لغو کنم و بگویم چه نوبت‌هایی هست.',
  noOperator: 'از اینجا نمی‌توانم وصل کنم، اما می‌توانم نوبت بدهم، جابه‌جا یا لغو کنم.',
  hours: 'می‌توانم ببینم چه ساعت‌هایی خالی است.',
};

const phrases: Record<KnownLanguage, AppointmentPhrases> = { en: english, fa: persian };

export function appointmentPhrases(language: string): AppointmentPhrases {
  return phrases[knownLanguage(language)];
}
