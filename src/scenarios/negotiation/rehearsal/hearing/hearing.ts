import type { Expectation, Hearing } from '../../../../embedded/speech/expectation.ts';
import type { Moment } from '../../../../simulation/rehearsal.ts';

/** What a reception that is asked for a slot may say next. Every word is in soundswallower's dictionary. */
export function hearReception({ expects }: Moment<unknown>): Hearing {
  return {
    said: said[expects],
    rules: [
      '<hour> = one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve',
      '<minutes> = oh five | ten | fifteen | ( twenty | thirty | forty | fifty ) [ five ]',
      '<clock> = noon | <hour> [ <minutes> ] [ in the ( morning | afternoon | evening ) ]',
      '<day> = <weekday> [ <month> ] the <ordinal> | <weekday> [ next week ] | tomorrow',
      '<slot> = [ on ] <day> [ at ] <clock>',
      '<offer> = [ we have | we could do | there is | no it is | yes ] <slot> | at <clock>',
      '<vague> = maybe ( around <clock> | in the morning | in the afternoon )',
      '<keep> = [ yes ] we will keep it [ until <clock> ] | yes until <clock>',
      `<none> = ${none.join(' | ')}`,
      `<ask> = ${questions.join(' | ')}`,
    ],
    lists: [],
    suggestions: suggestions[expects],
  };
}

const none = [
  'no we have nothing',
  'we are fully booked',
  'no that is the earliest',
  'no we do not keep times',
  'sorry that time is taken',
  'we do not take new clients',
];

const questions = [
  'what is the date of birth and the insurance',
  'what is the name',
  'who is it for',
  'i will put you through',
  'please call me later',
  'yes thank you',
  'okay thank you',
];

/** What is listened for, the likeliest with the largest weight; ways out of it with a small one. */
const said: Record<Expectation['expects'], string> = {
  date_time:
    '/40/ <offer> | /8/ <none> | /6/ <vague> | /4/ <ask> | /3/ <answer> | /3/ <courtesy> | /2/ <manner>',
  yes_no:
    '/30/ <answer> | /15/ <offer> | /15/ <keep> | /10/ <none> | /4/ <ask> | /3/ <courtesy> | /2/ <manner>',
  open: '/20/ <offer> | /10/ <none> | /6/ <answer> | /6/ <courtesy> | /4/ <keep> | /4/ <ask> | /2/ <manner> | /2/ <vague>',
  phone_number: '/20/ <phone> | /4/ <answer> | /3/ <courtesy> | /2/ <manner>',
};

const suggestions: Record<Expectation['expects'], string[]> = {
  date_time: [
    'we have tuesday at ten',
    'maybe around ten',
    'no we have nothing',
    'we do not take new clients',
  ],
  yes_no: ['yes', 'no that is the earliest', 'yes we will keep it until five', 'no we do not keep times'],
  open: ['we have tuesday at ten', 'one moment please', 'what is the name', 'we are fully booked'],
  phone_number: ['no', 'wrong number', 'goodbye'],
};
