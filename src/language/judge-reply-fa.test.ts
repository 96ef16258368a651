import { describe, expect, it } from 'vitest';
import { appointmentRequests } from '../scenarios/appointment/words/requests.ts';
import type { Expected } from './expected-reply.ts';
import { judgeReply } from './judge-reply.ts';

type Table = Record<'complete' | 'incomplete' | 'unclear', string[]>;

const persian: Record<Expected, Table> = {
  phone_number: {
    complete: [
      '۰۹۱۲ ۳۴۵ ۶۷۸۹',
      'صفر نهصد و دوازده سیصد و چهل و پنج شصت و هفت هشتاد و نه',
      'شماره‌ام صفر نه یک دو سه چهار پنج شش هفت هشت نه',
      'به علاوه نود و هشت نهصد و دوازده سیصد و چهل و پنج شصت و هفت هشتاد و نه',
      '0912 345 6789',
      '٠٩١٢٣٤٥٦٧٨٩',
    ],
    incomplete: [
      'صفر نهصد و دوازده',
      'صفر نهصد و',
      'شماره‌ام',
      'شماره من',
      '۰۹۱۲ ۳۴۵',
      'صفر نهصد و دوازده سیصد و چهل و پنج',
      'یک لحظه',
      'صبر کنید',
    ],
    unclear: ['سلام', 'برای چه می‌خواهید', 'بله', 'شماره ندارم'],
  },
  yes_no: {
    complete: [
      'بله',
      'بله.',
      'آره درسته',
      'بله لطفاً',
      'باشه',
      'درست است',
      'بله ممنون',
      'نه ممنون',
      'نه مرسی همین بود',
    ],
    incomplete: ['بله ولی', 'بله و', 'نه برای', 'یک لحظه', 'اگر'],
    unclear: ['نه', 'نه چهارشنبه', 'چه ساعتی بود', 'شما کی هستید'],
  },
  date_time: {
    complete: [
      'سه‌شنبه ساعت ده',
      'سه شنبه ساعت ده صبح',
      'فردا ساعت ۱۱',
      'سوم آذر ساعت دو بعدازظهر',
      'ده صبح سه‌شنبه',
      'ساعت ده لطفاً',
      'اولی',
      'بله',
    ],
    incomplete: ['سه‌شنبه', 'فردا', 'سه‌شنبه ساعت', 'سوم آذر', 'برای', 'روز', 'سه‌شنبه یا'],
    unclear: ['ده', 'ساعت ده', 'صبح', 'چه وقت‌هایی دارید', 'نه'],
  },
  open: {
    complete: [
      'نوبت می‌خواهم',
      'می‌خواهم نوبت بگیرم',
      'سلام می‌خواستم یک نوبت بگیرم',
      'نوبتم را لغو کنید',
      'نوبتم رو لغو کنید لطفا',
      'می‌خواهم نوبتم را جابه‌جا کنم',
      'خداحافظ',
      'نه ممنون',
      'همین بود',
      'کار دیگری ندارم',
    ],
    incomplete: ['می‌خواهم برای', 'سلام من یک نوبت برای', 'نوبتم را', 'اگر'],
    unclear: ['سلام', 'بله', 'یک سوال داشتم', 'نوبت برای پسرم می‌خواهم'],
  },
};

const rows = (tables: Record<Expected, Table>) =>
  Object.entries(tables).flatMap(([expected, table]) =>
    Object.entries(table).flatMap(([verdict, texts]) =>
      texts.map((text) => [text, expected as Expected, verdict] as const),
    ),
  );

describe('a reply in Persian', () => {
  it.each(rows(persian))('«%s» to %s is %s', (transcript, expected, verdict) => {
    expect(
      judgeReply({ expected, transcript, language: 'fa-IR', region: 'IR', requests: appointmentRequests })
        .verdict,
    ).toBe(verdict);
  });
});
