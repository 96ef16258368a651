/** Whose visit it is said to be, where it is not the caller's own. */
const english =
  /\b(?:your|his|her|their) (?:(?:late|older|younger|little) )?(?:wife|husband|partner|spouse|son|daughter|kids?|child(?:ren)?|mother|mom|mum|father|dad|parents?|brother|sister|friend|colleague|aunt|uncle|cousin|nephew|niece|grand(?:son|daughter|mother|father|ma|pa|child))\b/;
const persian =
  /(?<!\p{L})(?:همسر|شوهر|خانم|پسر|دختر|مادر|مامان|پدر|بابا|برادر|خواهر|نوه|فرزند|بچه|دوست|همکار|مادربزرگ|پدربزرگ)(?: ?(?:تون|تان)| شما|(?:‌| )?(?:ی|ه)?(?:تون|تان))(?!\p{L})/u;

/** Whether a normalized clause speaks of somebody who belongs to the caller: "your husband's visit", «نوبت پسرتون». */
export function namesRelative(clause: string): boolean {
  return english.test(clause) || persian.test(clause);
}
