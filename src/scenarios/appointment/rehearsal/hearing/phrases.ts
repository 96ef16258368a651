/** What is said about appointments in a rehearsal, in JSGF notation. Every word is in soundswallower's dictionary. */

const want = "( i would like to | i'd like to | i want to | i need to | can i | could i | can you | please )";
const mine = '( an | my | the | that ) ( appointment | visit )';

export const intents = [
  `[ ${want} ] ( book | make | schedule | get ) ${mine}`,
  "( i would like | i'd like | i want | i need ) an appointment",
  `[ ${want} ] ( move | change | reschedule ) ${mine} [ to ]`,
  `[ ${want} ] cancel ${mine}`,
  `[ ${want} ] ( look up | check ) my ( appointment | appointments )`,
  'when is my ( appointment | next appointment )',
  'what appointments do i have',
  'do i have an appointment',
  'what times do you have',
  'when are you open',
  "what's available",
];

export const leads =
  "let's do | let's say | how about | what about | i'll take | can we do | make it | maybe | is there anything | do you have anything | do you have";

export const ranks = ['the first one', 'the second one', 'the last one', 'the earlier one', 'the later one'];
