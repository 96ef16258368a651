import type { Hearing } from '../../../embedded/speech/expectation.ts';

/** What a contact of a campaign may answer, in JSGF notation. Every word is in soundswallower's dictionary. */

const answers = [
  'yes',
  'yes please',
  'yeah',
  'sure',
  'okay',
  'why not',
  'tell me more',
  "i'm interested",
  'yes i am interested',
  'i would like that',
  'put me through',
  'how much does it cost',
  'no',
  'no thanks',
  'no thank you',
  'not interested',
  'i am not interested',
  "i'm not interested",
  "i don't have time",
  "i'm busy",
  'not now',
];

const questions = [
  'where did you get my number',
  'where do you have my number from',
  'who gave you my number',
  'how do you know my number',
];

const refusals = [
  'do not call me again',
  "don't call me again",
  'stop calling me',
  'take me off your list',
  'you have the wrong number',
  'wrong number',
];

/** Whatever was asked: a contact says yes or no, asks back, or wants to be left alone. */
export function hearContact(): Hearing {
  return {
    said: '/20/ <reply> | /10/ <origin> | /6/ <refusal> | /3/ <courtesy>',
    rules: [
      `<reply> = ${answers.join(' | ')}`,
      `<origin> = ${questions.join(' | ')}`,
      `<refusal> = ${refusals.join(' | ')}`,
    ],
    lists: [],
    suggestions: ['yes please', 'no thank you', 'where did you get my number', "i'm busy"],
  };
}
