import type { ClaimPattern } from '../../../language/claims/patterns.ts';

/**
 * What only whoever calls for a client says: "we will take it" makes a booking of an offer, and "you keep it" says that a
 * provider has agreed to.
 */
export const englishOffers: ClaimPattern[] = [
  {
    claim: 'held',
    words:
      /\b(?:is|are|has been|have been|stays) (?:now |still |being )*(?:kept|held)\b|\byou (?:are |have |will |now |kindly )*(?:keep|keeping|kept|hold|holding|held)\b(?! on\b)/,
  },
  {
    claim: 'taken',
    sense: 'promise',
    words:
      /\b(?:we|i|(?:he|she|they|the client|\w+) )(?: will| would like to| want to)? ?(?:take|book|accept) (?:it|that|this|the (?:slot|time|appointment)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:the )?\w+ o'clock)\b|^(?:(?:yes|great|perfect|okay|good|then|please) )*(?:please )?(?:book|reserve|put) (?:it|that|us|them|him|her) (?:in|down|for)\b|\bit is a deal\b/,
  },
];

export const persianOffers: ClaimPattern[] = [
  { claim: 'held', words: /نگه (?:می ?دارید|داشتید|داشته اید|داشته شد)(?![\p{L}])/u },
  {
    claim: 'taken',
    sense: 'promise',
    words:
      /(?:همین|همان|آن|اون) (?:را|رو) (?:می ?گیریم|می ?گیرم|برمی ?داریم|برمی ?دارم|قبول می ?کنیم)(?![\p{L}])/u,
  },
];
