import type { CallReview } from '../call/call.ts';

type Sentiment = CallReview['sentiment'];

/**
 * Words that say how somebody feels, by language. Thanks weigh half: people thank a machine out of habit, so one
 * "thank you" alone must not make a call a happy one.
 */
const weights: Record<string, Map<string, number>> = {
  en: lexicon(
    'great perfect wonderful lovely excellent amazing fantastic awesome helpful happy glad pleased appreciate brilliant',
    'thanks thank cheers good nice',
    'terrible awful horrible ridiculous angry furious frustrated frustrating annoyed annoying useless worst ' +
      'disappointed disappointing unacceptable stupid hate rude complain complaint disgusting nonsense pathetic',
    'bad wrong upset unhappy confusing slow waste',
  ),
  fa: lexicon(
    'عالی عالیه فوق‌العاده خوشحال خوشحالم راضی راضیم محشر بی‌نظیر',
    'ممنون ممنونم مرسی متشکرم سپاس سپاسگزارم خوب خوبه لطف',
    'افتضاح افتضاحه عصبانی عصبانیم مزخرف مسخره مسخره‌ست بدترین شکایت وحشتناک بی‌ادب بی‌فایده متنفرم ناامید',
    'بد بده ناراحت ناراحتم اشتباه کند',
  ),
};

/** English negates before the word ("not helpful"), Persian after it ("خوب نیست"). */
const negations: Record<string, { words: Set<string>; side: 'before' | 'after' }> = {
  en: {
    words: new Set(['not', 'never', 'hardly', "isn't", "wasn't", "aren't", "don't", "didn't", "can't"]),
    side: 'before',
  },
  fa: { words: new Set(['نیست', 'نبود', 'نیستم', 'نبودم', 'نیستید']), side: 'after' },
};

/** "not very helpful", "not at all helpful": this many words may stand between. */
const negationReach = 3;

/** How the person felt, from their own words only: a lexicon, so that the same call always reads the same. */
export function readSentiment(said: string[], language: string): Sentiment {
  const score = said.reduce((sum, text) => sum + scoreText(text, language), 0);
  if (score >= 1) return 'positive';
  return score <= -1 ? 'negative' : 'neutral';
}

function scoreText(text: string, language: string): number {
  const base = language.split('-')[0]?.toLowerCase() ?? 'en';
  const known = weights[base];
  const negation = negations[base];
  if (!known || !negation) return 0;
  const words = normalize(text).match(/[\p{L}\p{M}'\u200c]+/gu) ?? [];
  return words.reduce((sum, word, at) => {
    const weight = known.get(word) ?? 0;
    if (weight === 0) return sum;
    const near =
      negation.side === 'before'
        ? words.slice(Math.max(0, at - negationReach), at)
        : words.slice(at + 1, at + 1 + negationReach);
    return sum + (near.some((other) => negation.words.has(other)) ? -weight : weight);
  }, 0);
}

function lexicon(positive: string, polite: string, negative: string, mild: string): Map<string, number> {
  const entries = [
    [positive, 1],
    [polite, 0.5],
    [negative, -1],
    [mild, -0.5],
  ] as const;
  return new Map(
    entries.flatMap(([words, weight]) => words.split(' ').map((word) => [normalize(word), weight] as const)),
  );
}

/** Recognizers write Persian with Arabic letters now and then, and apostrophes in two shapes. */
function normalize(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('\u064a', '\u06cc')
    .replaceAll('\u0643', '\u06a9')
    .replaceAll('\u2019', "'");
}
