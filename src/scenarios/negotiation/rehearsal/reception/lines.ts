import type { LocalMoment } from '../../../../language/say.ts';
import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';
import { clockInWords, momentInWords } from './words.ts';

/** What a reception says, in one language, each in the only wording it has. */
export interface ReceptionLines {
  offer(slot: LocalMoment): string;
  /** As somebody who has not looked it up. */
  maybe(slot: LocalMoment): string;
  notThat(slot: LocalMoment): string;
  nothing: string;
  isEarliest: string;
  keep(until: LocalMoment): string;
  keepsNone: string;
  gone: string;
  booked: string;
  noNewClients: string;
  askDetails: string;
  callLater: string;
  thanks: string;
}

const lines: Record<KnownLanguage, ReceptionLines> = {
  en: {
    offer: (slot) => `we have ${momentInWords('en', slot)}`,
    maybe: (slot) => `maybe around ${clockInWords('en', slot.time)}`,
    notThat: (slot) => `no it is ${momentInWords('en', slot)}`,
    nothing: 'no we have nothing',
    isEarliest: 'no that is the earliest',
    keep: (until) => `yes we will keep it until ${clockInWords('en', until.time)}`,
    keepsNone: 'no we do not keep times',
    gone: 'sorry that time is taken',
    booked: 'yes',
    noNewClients: 'we do not take new clients',
    askDetails: 'what is the date of birth and the insurance',
    callLater: 'please call me later',
    thanks: 'yes thank you',
  },
  fa: {
    offer: (slot) => `${momentInWords('fa', slot)} داریم`,
    maybe: (slot) => `شاید حدود ${clockInWords('fa', slot.time)}`,
    notThat: (slot) => `نه ${momentInWords('fa', slot)}`,
    nothing: 'نه هیچ وقتی نداریم',
    isEarliest: 'نه همین زودترین است',
    keep: (until) => `بله تا ${clockInWords('fa', until.time)} نگه می‌داریم`,
    keepsNone: 'نه وقت نگه نمی‌داریم',
    gone: 'ببخشید آن زمان پر شده است',
    booked: 'بله',
    noNewClients: 'مراجع جدید نمی‌پذیریم',
    askDetails: 'تاریخ تولد و بیمه چیست',
    callLater: 'لطفا بعدا تماس بگیرید',
    thanks: 'بله ممنون',
  },
};

export function receptionLines(language: string): ReceptionLines {
  return lines[knownLanguage(language)];
}
