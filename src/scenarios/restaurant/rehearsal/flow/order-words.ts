import type { KnownLanguage } from '../../../../language/tags.ts';

const set = (words: string) => new Set(words.split(' '));

export interface OrderWords {
  /** Between one dish and the next. */
  joins: Set<string>;
  /** Between a number and its dish: "two portions of rice", «دو تا کباب». */
  measures: Set<string>;
  /** Begin what is special about the dish before them. */
  special: Set<string>;
  /** Before a dish that is no longer wanted. */
  drop: RegExp;
  /** No part of a dish's name. */
  filler: Set<string>;
  /** Say after a dish that it is so many more or fewer. */
  more: Set<string>;
  fewer: Set<string>;
  /** "Make it three": what a number alone changes. */
  makes: Set<string>;
}

/** The words around the dishes of an order. */
export const orderWords: Record<KnownLanguage, OrderWords> = {
  en: {
    joins: set('and plus also then with'),
    more: set('more'),
    fewer: set('less fewer'),
    makes: set('make only just'),
    measures: set(
      'of x times more extra portion portions plate plates cup cups glass glasses bottle bottles order orders',
    ),
    special: set('without no extra less'),
    drop: /\b(?:no|without|remove|drop|cancel|leave out|skip|not|instead of)(?: (?:the|a|any|my))? ([a-z]+)/g,
    filler: set(
      "i i'd i'll i'm we we'd we'll would like want to have can could may get take give me us please for order the some just only yes yeah okay ok sure no not thanks thank you let's let me see do make it that that's is be will my our um uh well hello hi so but actually instead rather add bring put in on at today tomorrow tonight here there now all right fine good great and then also what about how maybe change everything nothing else more hold moment minute second question know think need eat drink food menu it's am are was them these those this of from come coming",
    ),
  },
  fa: {
    joins: set('و با همراه بعلاوه'),
    more: set('دیگه دیگر بیشتر'),
    fewer: set('کمتر'),
    makes: set('بشه بشود بکن بکنید بکنش بکنیدش فقط'),
    measures: set('تا عدد دانه دونه پرس لیوان فنجان بطری ظرف تا'),
    special: set('بدون'),
    drop: /(?:بدون|به جای|حذف|نه) ([\p{L}]+)|([\p{L}]+) (?:نمی ?خوا?ه?م|نباشد|نباشه|حذف|را حذف|رو حذف)/gu,
    filler: set(
      'من ما می خواهم خواستم خوام میخوام میخواهم لطفا برای برام برایم بده بدید بدهید بیارید بیاورید باشد باشه هم را رو بله آره نه خب سلام ممنون مرسی لطف کنید کن یک سفارش همین بود فقط است هست الان دیگه دیگر به جای اضافه کنید کنین تماس ساعت امروز فردا شب ظهر چیزی هیچی',
    ),
  },
};
