/** The phrases of a rehearsed call of a restaurant, in JSGF notation. Every word is in soundswallower's dictionary. */

/** What can be ordered where the request brings no menu. */
export const dishes =
  'kebab pizza soup salad rice chicken burger pasta sandwich steak bread tea coffee lemonade water juice beer'.split(
    ' ',
  );

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
