/** The phrases of a rehearsal in JSGF notation. Every word is in soundswallower's dictionary; a test looks each one up. */

export const digits = 'oh zero one two three four five six seven eight nine'.split(' ');

/** Monday first, as ISO counts. */
export const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

export const months =
  'january february march april may june july august september october november december'.split(' ');

const smallOrdinals = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ');

export const ordinals = [
  ...smallOrdinals,
  ...'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  ),
  'twentieth',
  ...smallOrdinals.map((ordinal) => `twenty ${ordinal}`),
  'thirtieth',
  'thirty first',
];

export const dates = [
  '[ on | this | next | for ] <weekday> [ next week ]',
  '[ on | for ] <weekday> [ the ] <ordinal>',
  '[ on | for ] <weekday> <month> [ the ] <ordinal>',
  '[ on | for ] <month> [ the ] <ordinal>',
  '[ on | for ] the <ordinal> [ of <month> ]',
  'today',
  'tomorrow',
  'the day after tomorrow',
  'next week',
];

const hour = '( one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve )';
const halfDay = "( a.m. | p.m. | in the morning | in the afternoon | in the evening | o'clock )";

export const times = [
  `[ at | around ] ${hour} [ thirty | fifteen | forty five ] [ ${halfDay} ]`,
  `[ at ] half past ${hour}`,
  `[ at ] quarter past ${hour}`,
  '[ at ] noon',
];

export const partsOfDay = [
  '[ in | for ] the morning',
  '[ in | for ] the afternoon',
  '[ in | for ] the evening',
  'morning',
  'afternoon',
  'evening',
  'any time',
];

/** "yep" and "nope" are left out: at 8 kHz they are told apart from "yeah" and "no" by chance. */
export const yesNo = [
  'yes',
  'yes please',
  'yes that is right',
  "yes that's right",
  "yes that's correct",
  'yes it is',
  'yeah',
  'sure',
  'okay',
  'correct',
  "that's right",
  "that's correct",
  'that is correct',
  'that is right',
  'sounds good',
  'that works',
  'perfect',
  'please do',
  'go ahead',
  'no',
  'no thanks',
  'no thank you',
  "no that's wrong",
  "no that's not right",
  "that's not right",
  'not really',
  'none of them',
  'no something else',
];

export const delays = [
  'in half an hour',
  'in an hour',
  'in ( ten | fifteen | twenty | thirty | forty ) minutes',
  'in two hours',
  'in a few minutes',
];

/** What somebody may say who did not ask for the call. */
export const manners = [
  'do not call me again',
  "don't call me again",
  'stop calling me',
  'take me off your list',
  'you have the wrong number',
  'wrong number',
  'where did you get my number',
  'where do you have my number from',
  'who gave you my number',
  '[ please ] call me ( tomorrow | later | back )',
  '[ please ] call me tomorrow ( morning | afternoon | evening )',
  'not now',
  "i'm busy",
  "i'm in a meeting",
  'i am not interested',
  "i'm not interested",
];

export const courtesies = [
  'hello',
  'hi',
  'hi there',
  'good morning',
  'good afternoon',
  'thank you',
  'thanks',
  'thank you very much',
  'how are you',
  'who are you',
  'are you a robot',
  'what can you do',
  'what can i say',
  'help',
  'sorry',
  'pardon',
  'can you repeat that',
  'say that again please',
  'hold on',
  'one moment please',
  "i don't know",
  "that's all",
  "that's all thank you",
  "no thank you that's all",
  "no that's all",
  "no that's all thank you",
  'nothing else',
  'nothing else thank you',
  'goodbye',
  'bye',
  'bye bye',
  'thank you goodbye',
  'thanks bye',
  'operator',
];

/** Some first names and the test people's; a rehearsal cannot spell others. */
export const names =
  'alex anna ben carlos daniel david elena emma james john julia kate laura linda lisa maria mark mary michael nina paul peter robert sam sarah susan thomas tom'.split(
    ' ',
  );
