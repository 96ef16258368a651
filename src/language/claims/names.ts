import { normalize } from '../normalize.ts';

const titled = /\b(?:dr|doctor)\.? ([\p{L}'-]{2,})|(?:دکتر|خانم دکتر|آقای دکتر) ([\p{L}]{2,})/gu;
/** What follows a title without being a name: "the doctor will", «دکتر شما». */
const noNames = new Set(
  'here there today tomorrow only whom any on in will is was has can could would may might and or on at for in to who that does the of sees says know knows about from with you your available right before رو را و از به در با هم شما ما که می است هست یا برای خبر گفت چند کی روی'.split(
    ' ',
  ),
);

/** Names behind a doctor's title, normalized: "Dr. Rivera", «دکتر ریورا». */
export function titledNames(text: string): string[] {
  return [...normalize(text).matchAll(titled)].flatMap(([, latin, persian]) => {
    const name = latin ?? persian ?? '';
    return noNames.has(name) ? [] : [name.replace(/'s$/, '')];
  });
}

const persianSounds: Record<string, string> = {
  ...{ ب: 'b', پ: 'p', ت: 't', ط: 't', ث: 's', س: 's', ص: 's', ج: 'j', چ: 'c', خ: 'k', د: 'd' },
  ...{ ذ: 'z', ز: 'z', ض: 'z', ظ: 'z', ر: 'r', ژ: 'j', ش: 's', غ: 'g', ق: 'g', ف: 'f', ک: 'k', گ: 'g' },
  ...{ ل: 'l', م: 'm', ن: 'n' },
};

/** The consonants that both scripts write: «ریورا» and "Rivera" are one name. */
function sounds(name: string): string {
  const isPersian = /[\u0600-\u06ff]/u.test(name);
  const letters = isPersian
    ? [...name].map((letter) => persianSounds[letter] ?? '').join('')
    : name
        .replace(/ph/g, 'f')
        .replace(/sh|ch/g, 's')
        .replace(/[ckqx]/g, 'k')
        .replace(/[aeiouyhvw]/g, '')
        .replace(/[^a-z]/g, '');
  return letters.replace(/(.)\1+/g, '$1');
}

/** Whether two normalized names are one, be they written in different scripts. */
export function isSameName(one: string, other: string): boolean {
  if (one === other) return true;
  const isMixed = /[\u0600-\u06ff]/u.test(one) !== /[\u0600-\u06ff]/u.test(other);
  // «ریوراست» is «ریورا است».
  const persian = (name: string) => [name, name.replace(/(?:ست|ه|م|و)$/u, '')];
  return (
    isMixed &&
    persian(one).some((a) => persian(other).some((b) => sounds(a) !== '' && sounds(a) === sounds(b)))
  );
}
