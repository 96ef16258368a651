import type { SurveyTexts } from './shape.ts';

const digits = new Intl.NumberFormat('fa');

export const persian: SurveyTexts = {
  errand: 'سه پرسش کوتاه دربارهٔ بازدیدتان دارم.',
  errandInShort: 'برای پرسیدن نظرتان دربارهٔ بازدیدتان',
  askRating: 'از یک تا پنج، بازدیدتان چطور بود؟',
  askAgain: 'آیا باز هم پیش ما می‌آیید؟',
  askBetter: 'چه چیزی می‌توانست بهتر باشد؟',
  noted: 'پاسخ‌هایتان را یادداشت کردم.',
  refused: {
    no_such_rating: 'فقط عددی از یک تا پنج را می‌توانم یادداشت کنم. بازدیدتان چطور بود؟',
    call_ended: 'این تماس تمام شده است.',
  },
  summary: {
    answered: ({ rating, would_come_again, improvement }) =>
      `به بازدید ${digits.format(rating)} از ${digits.format(5)} داد و باز هم ${would_come_again ? 'می‌آید' : 'نمی‌آید'}.` +
      (improvement === null ? '' : ` می‌توانست بهتر باشد: ${improvement}.`),
    nothing: 'به پرسش‌ها پاسخ داده نشد.',
  },
};
