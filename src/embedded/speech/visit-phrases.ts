/** The phrases of a rehearsed call of a restaurant, in JSGF notation. Every word is in soundswallower's dictionary. */

/** What can be ordered where the request brings no menu. */
export const dishes =
  'kebab pizza soup salad rice chicken burger pasta sandwich steak bread tea coffee lemonade water juice beer'.split(
    ' ',
  );

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

export const orderLeads =
  "i would like | i'd like | i'll have | i'll take | can i have | can i get | we would like | make it | and | yes";

export const arrivals = [
  '[ yes ] i have arrived',
  "[ yes ] i'm here",
  '[ yes ] we are here',
  '[ yes ] we have arrived',
  'not yet',
  '[ not yet ] i am on my way',
  "[ no ] i'm on my way",
  "[ no ] i'm late",
  '[ no ] i am not coming',
  "[ no ] i'm not coming",
  "[ no ] i can't come",
];

export const recoveries = [
  '[ i would like to come ] another time',
  'another day please',
  '[ i would like ] ( takeaway | take away ) [ please ]',
  "i'll pick it up",
  '[ please ] cancel it',
  'cancel please',
];
