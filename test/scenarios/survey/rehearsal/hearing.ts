import type { Expectation, Hearing } from '../../../../src/embedded/speech/expectation.ts';
import type { Moment } from '../../../../src/simulation/rehearsal.ts';

/** What somebody who is asked about their visit may say next. Every word is in soundswallower's dictionary. */
export function hearSurvey({ expects }: Moment<unknown>): Hearing {
  return {
    said: said[expects],
    rules: [
      '<rating> = [ a | i would say ] ( one | two | three | four | five ) [ out of five ]',
      '<again> = yes i would | yes of course | no i would not',
      '<better> = [ the ] ( waiting time | coffee | parking | music | service | prices ) | nothing [ at all ]',
      '<callback> = [ tomorrow ] <time> | <delay> | tomorrow [ <part> ]',
    ],
    lists: [],
    suggestions: suggestions[expects],
  };
}

/** What is listened for, the likeliest with the largest weight; ways out of it with a small one. */
const said: Record<Expectation['expects'], string> = {
  open: '/30/ <rating> | /30/ <better> | /5/ <answer> | /4/ <manner> | /4/ <courtesy>',
  yes_no: '/30/ <answer> | /30/ <again> | /4/ <manner> | /4/ <courtesy>',
  date_time: '/40/ [ yes | okay ] <callback> | /4/ <answer> | /3/ <manner> | /3/ <courtesy>',
  phone_number: '/40/ <phone> | /3/ <answer> | /2/ <manner> | /2/ <courtesy>',
};

const suggestions: Record<Expectation['expects'], string[]> = {
  open: ['four out of five', 'five', 'the waiting time', 'nothing'],
  yes_no: ['yes i would', 'no i would not', 'call me tomorrow afternoon'],
  date_time: ['at three', 'tomorrow afternoon', 'in half an hour'],
  phone_number: ["that's all", 'goodbye', 'not now'],
};
