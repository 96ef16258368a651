import type { Expectation, Hearing } from '../../../../embedded/speech/expectation.ts';
import { weekdays } from '../../../../embedded/speech/phrases.ts';
import type { LocalMoment } from '../../../../language/say.ts';
import type { Moment } from '../../../../simulation/rehearsal.ts';
import { intents, leads, ranks } from './phrases.ts';
import { suggestionsFor } from './suggestions.ts';

type Offering = { offered: LocalMoment[] };

/** What somebody who wants an appointment may say next; what was offered last is likelier than other times. */
export function hearAppointments({ expects, isCalled, slice: { offered } }: Moment<Offering>): Hearing {
  return {
    said: isCalled ? `${said[expects]} | /2/ <manner>` : said[expects],
    rules: [
      `<offered> = ${spoken(offered).join(' | ')}`,
      '<wish> = [ <lead> ] ( /3/ <offered> | /2/ <when> ) [ please | would be great | works | works for me ]',
      `<lead> = ${leads}`,
      `<intent> = ( ${intents.join(' | ')} ) [ <when> ]`,
    ],
    lists: [],
    suggestions: suggestionsFor(expects, offered),
  };
}

/** The weights were set by reading the suggestions and the test phrases aloud with three voices over µ-law at 8 kHz. */
const said: Record<Expectation['expects'], string> = {
  yes_no: '/40/ <answer> | /4/ [ no | yes ] <wish> | /2/ <intent> | /2/ <courtesy> | /1/ <phone>',
  phone_number: '/40/ [ yes | sure ] <phone> | /2/ <answer> | /1/ <person> | /1/ <courtesy> | /1/ <intent>',
  date_time: '/40/ [ yes | no | okay ] <wish> | /4/ <answer> | /4/ <intent> | /2/ <courtesy>',
  open: '/20/ [ hi | hello | yes ] <intent> [ please ] | /6/ <courtesy> | /4/ <wish> | /4/ <answer> | /2/ <phone> | /2/ <person>',
};

/** The offered times as people repeat them: "ten", "tuesday at ten", "the second one". */
function spoken(offered: LocalMoment[]): string[] {
  const said = offered.flatMap(({ date, time }) => {
    const hour = sayTime(time);
    const day = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
    return hour === undefined || day === undefined ? [] : [`[ at ] ${hour}`, `[ on ] ${day} [ at ] ${hour}`];
  });
  return [...new Set([...said, ...ranks])];
}

const hours = 'twelve one two three four five six seven eight nine ten eleven'.split(' ');

function sayTime(time: string): string | undefined {
  const [hour = Number.NaN, minute = Number.NaN] = time.split(':').map(Number);
  const spoken = hours[hour % 12];
  const minutes = { 0: '', 15: ' fifteen', 30: ' thirty', 45: ' forty five' }[minute];
  return spoken === undefined || minutes === undefined ? undefined : `${spoken}${minutes}`;
}
