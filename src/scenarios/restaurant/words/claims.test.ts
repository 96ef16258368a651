import { describe, expect, it } from 'vitest';
import { judgeIn } from '../../../../test/support/judge.ts';
import { textsFor } from '../../../calls/texts/texts.ts';
import { visitTexts } from './texts.ts';

const deeds: Record<string, Array<[claim: string, sentences: string[]]>> = {
  'en-US': [
    [
      'ordered',
      [
        'Your order is placed.',
        'Your order is placed: two kebabs and one lemonade.',
        'Your order has been sent to the kitchen.',
        'Your order is in.',
        "I've placed your order.",
        'I have just put in your order for two kebabs.',
        'I took your order down.',
        'I have ordered two kebabs for you.',
        'Okay, order placed.',
        "I've got your order.",
        'The kitchen is preparing it.',
        'We have sent the order to the kitchen.',
        'Your food is on its way.',
      ],
    ],
    [
      'noted',
      [
        "I've noted you'll come at eight.",
        'I have noted that you will come at eight.',
        "I've written that down.",
        'Noted.',
        'Okay, noted!',
        "That's noted.",
        'Your arrival has been recorded.',
        "I've let the kitchen know.",
        'I told the restaurant that you are late.',
        "I've put you down for eight.",
        'I have marked you as arrived.',
        'The restaurant has been informed.',
      ],
    ],
    [
      'modified',
      ['Your table is moved.', 'Your table has been moved to Friday at eight.', "I've rescheduled it."],
    ],
    ['canceled', ['I have cancelled.', 'I have canceled your visit.', 'Your table has been canceled.']],
    [
      'booked',
      ['Your table is set for eight.', 'We have kept your table for eight.', 'Your table is booked.'],
    ],
    [
      'callback',
      [
        "We'll call you tomorrow at three.",
        'I will call you back tomorrow afternoon.',
        'Somebody will call you again.',
        'Your callback is scheduled.',
        "I've arranged a call for tomorrow.",
        'You will get a call tomorrow.',
      ],
    ],
    [
      'opted_out',
      [
        'We will not call you again.',
        "We won't call you any more.",
        "You won't hear from us again.",
        'I have removed you from our list.',
        'Your number has been taken off our list.',
      ],
    ],
  ],
  'fa-IR': [
    ['ordered', ['سفارش شما ثبت شد.', 'سفارشتان را به آشپزخانه فرستادم.', 'سفارش شما را گرفتم.']],
    [
      'noted',
      [
        'یادداشت کردم که ساعت هشت می‌آیید.',
        'ثبت کردم.',
        'به رستوران خبر دادم.',
        'برایتان نوشتم.',
        'یادداشت شد.',
      ],
    ],
    ['modified', ['میز شما به جمعه ساعت هشت منتقل شد.', 'قرارتان را جابه‌جا کردم.']],
    ['canceled', ['قرار شما لغو شد.', 'سفارش شما را لغو کردم.', 'کنسل کردم.']],
    ['callback', ['فردا دوباره تماس می‌گیریم.', 'فردا بعدازظهر به شما زنگ می‌زنم.']],
    ['opted_out', ['دیگر با شما تماس نمی‌گیریم.', 'شماره شما را از فهرست حذف کردم.', 'دیگر مزاحم نمی‌شویم.']],
  ],
};

const harmless: Record<string, string[]> = {
  'en-US': [
    'What would you like to order?',
    'Shall I place your order?',
    'That would be two kebabs and one lemonade. Is that right?',
    'Would you like me to note that?',
    'When shall we call you?',
    'Shall I call you tomorrow?',
    'I can call you tomorrow if you like.',
    'If you like, we will call you tomorrow.',
    'I have not placed your order yet.',
    'When will you come?',
    'Have you arrived?',
    'I am calling to take your order.',
    'Would you like to come at another time, have your order as takeaway, or cancel it?',
    'Your number was left with the restaurant.',
    'Let me place your order.',
    "I'll note that once you confirm.",
    'I could move your table to Friday.',
    'What time would suit you?',
    'One moment, please.',
  ],
  'fa-IR': [
    'چه سفارشی دارید؟',
    'سفارش را ثبت کنم؟',
    'چه ساعتی تشریف می‌آورید؟',
    'هنوز سفارشتان ثبت نشده است.',
    'اگر بخواهید فردا تماس می‌گیریم.',
    'کی تماس بگیریم؟',
    'میز را منتقل کنم؟',
  ],
};

describe.each(['en-US', 'fa-IR'])('what a call of a restaurant says in %s', (language) => {
  const table = (deeds[language] ?? []).flatMap(([claim, sentences]) =>
    sentences.map((sentence) => [sentence, claim] as const),
  );

  it.each(table)('«%s» claims that it is %s', (sentence, claim) => {
    expect(judgeIn('orderNothing', sentence, language), claim).toBe('contradicted');
  });

  it.each(harmless[language] ?? [])('«%s» claims nothing', (sentence) => {
    expect(judgeIn('orderNothing', sentence, language)).toBe('supported');
  });

  const { outbound } = textsFor(language);
  const visit = visitTexts(language);
  const today = '2026-11-23';
  const moment = { date: today, time: '20:00' };
  const items = [{ name: 'kebab', quantity: 2, notes: null }];

  it('is claimed by every text that reports a deed', () => {
    const reports = [
      visit.ordered(items),
      visit.calledOff,
      visit.arrivalSet(moment, today),
      visit.arrived,
      visit.notComing,
      visit.rescheduled(moment, today),
      visit.takeaway,
      visit.canceled,
      outbound.callbackPromised(moment, today),
      outbound.optedOut,
    ];
    for (const text of reports) expect(judgeIn('orderNothing', text, language), text).toBe('contradicted');
  });

  it('may be said of a guest who was expected, and of nobody else', () => {
    const expected = { date: '2026-11-27', time: '11:00' };
    for (const [state, text] of [
      ['arrivalCall', visit.arrivalErrand(expected, expected.date)],
      ['missed', visit.recoveryErrand(expected, expected.date)],
    ] as const) {
      expect(judgeIn(state, text, language), text).toBe('supported');
      expect(judgeIn('orderNothing', text, language), text).toBe('contradicted');
    }
  });

  it('is claimed by none that asks, refuses or excuses', () => {
    const questions = [
      visit.orderErrand,
      visit.orderWelcome,
      visit.readBack(items, { partySize: 4, allergies: 'nuts', notes: 'no onions' }),
      visit.nothingOrdered,
      visit.notOnMenu(['salad'], ['kebab', 'pizza']),
      visit.declined,
      outbound.wrongPerson,
      outbound.goodbye,
      outbound.cannotOptOut,
      ...(['no_customer', 'wrong_status', 'past', 'too_far', 'call_ended'] as const).map((code) =>
        visit.refused(code),
      ),
      ...(['do_not_call', 'past', 'too_far', 'not_identified', 'no_agent'] as const).map((code) =>
        outbound.callbackRefused(code),
      ),
    ];
    for (const text of questions) expect(judgeIn('orderNothing', text, language), text).toBe('supported');
  });
});
