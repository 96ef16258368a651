import { expect, test } from 'vitest';
import { visitWantsOf } from './wants.ts';

test.each([
  ['do not call me again', 'en', 'never_again'],
  ["don't call me any more", 'en', 'never_again'],
  ['take me off your list', 'en', 'never_again'],
  ['please remove my number', 'en', 'never_again'],
  ['leave me alone', 'en', 'never_again'],
  ['you have the wrong number', 'en', 'wrong_person'],
  ['there is nobody by that name here', 'en', 'wrong_person'],
  ['where did you get my number', 'en', 'source'],
  ['where do you have my number from', 'en', 'source'],
  ['who gave you my number', 'en', 'source'],
  ['call me tomorrow afternoon', 'en', 'later'],
  ['not now', 'en', 'later'],
  ["i'm in a meeting", 'en', 'later'],
  ['can you call back later', 'en', 'later'],
  ['i am not interested', 'en', 'not_interested'],
  ['this is ridiculous', 'en', 'angry'],
  ['yes i have arrived', 'en', 'arrived'],
  ["we're already here", 'en', 'arrived'],
  ['not yet i am on my way', 'en', 'on_the_way'],
  ["i'm running late", 'en', 'on_the_way'],
  ['no i am not coming', 'en', 'not_coming'],
  ["i can't make it", 'en', 'not_coming'],
  ['takeaway please', 'en', 'takeaway'],
  ["i'll pick it up", 'en', 'takeaway'],
  ['i would like to come another time', 'en', 'reschedule'],
  ['please cancel it', 'en', 'cancel'],
  ['what do you have', 'en', 'menu'],
  ['دیگر با من تماس نگیرید', 'fa', 'never_again'],
  ['شماره من را حذف کنید', 'fa', 'never_again'],
  ['اشتباه گرفته‌اید', 'fa', 'wrong_person'],
  ['شماره من را از کجا آورده‌اید', 'fa', 'source'],
  ['لطفا فردا بعدازظهر تماس بگیرید', 'fa', 'later'],
  ['الان نمی‌توانم', 'fa', 'later'],
  ['علاقه‌ای ندارم', 'fa', 'not_interested'],
  ['بله رسیده‌ام', 'fa', 'arrived'],
  ['هنوز نه در راهم', 'fa', 'on_the_way'],
  ['نه نمی‌آیم', 'fa', 'not_coming'],
  ['بیرون‌بر لطفا', 'fa', 'takeaway'],
  ['می‌خواهم وقت دیگری بیایم', 'fa', 'reschedule'],
  ['لطفا لغوش کنید', 'fa', 'cancel'],
])('«%s» in %s is heard as %s first', (text, language, want) => {
  expect(visitWantsOf(text, language)[0]).toBe(want);
});

test.each([
  ['yes please', 'en'],
  ['no thank you', 'en'],
  ['two kebabs and a lemonade', 'en'],
  ['at eight', 'en'],
  ["i don't know", 'en'],
  ['نه ممنون', 'fa'],
  ['بله لطفا', 'fa'],
  ['ساعت هشت', 'fa'],
])('«%s» in %s wants nothing special', (text, language) => {
  expect(visitWantsOf(text, language)).toEqual([]);
});
