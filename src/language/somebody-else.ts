import { normalize, wordsOf } from './normalize.ts';
import { englishOthers } from './words/somebody-else-en.ts';
import { persianOthers } from './words/somebody-else-fa.ts';

/** How somebody is recognized who answers for the person that was called. */
export interface Others {
  /** One by one: V8 compiles them together four times slower. */
  plain: RegExp[];
  /** Said of a companion, too: "he's driving, we'll be there in ten minutes". */
  likely: RegExp;
  /** The speaker goes on as the person who was called. */
  themselves: RegExp;
}

/** Each is understood in every call, whatever language the agent speaks. */
const others: Others[] = [englishOthers, persianOthers];

/** "I'm not Sam": what is not written with a capital may be anything, "I'm not coming". */
const notThatName =
  /\b(?:I['’]m|I am|[Tt]his is|[Ii]t['’]s) not (?:Mr\.?|Mrs\.?|Ms\.?|Dr\.?)? ?(?!I\b)\p{Lu}\p{Ll}+|\b[Nn]o, (?:this is|I['’]m|it['’]s) (?!I\b)\p{Lu}\p{Ll}+/u;

/**
 * Whether the one who answers our call says that they are not the person whom we want: a relative, a colleague, or
 * somebody who has never heard of them.
 */
export function isSomebodyElse(text: string): boolean {
  if (notThatName.test(text)) return true;
  // Commas part what belongs together ("I'm his wife, Anna"), so the whole is looked at.
  const words = wordsOf(normalize(text)).join(' ');
  return others.some(
    ({ plain, likely, themselves }) =>
      plain.some((pattern) => pattern.test(words)) || (likely.test(words) && !themselves.test(words)),
  );
}
