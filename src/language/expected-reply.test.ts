import { describe, expect, it } from 'vitest';
import { textsFor } from '../calls/texts/texts.ts';
import { appointmentQuestions } from '../scenarios/appointment/words/questions.ts';
import { appointmentTexts } from '../scenarios/appointment/words/texts.ts';
import { type Expected, expectedReply } from './expected-reply.ts';

const ask = (agentSentence: string, language = 'en-US', lastTool: string | null = null) =>
  expectedReply({ scenarioStep: null, lastTool, agentSentence, language, own: appointmentQuestions });

const english: Array<[Expected, string[]]> = [
  [
    'phone_number',
    [
      'May I have your phone number, please?',
      'What is your phone number?',
      'Could you tell me your phone number?',
      'Could I get a contact number for you?',
      'Could you say the phone number again, please?',
      'Thank you. Please tell me your phone number.',
      'Hello, this is Ava. To start, what is the best number to reach you?',
      'I need your phone number first.',
    ],
  ],
  [
    'yes_no',
    [
      'Shall I book it?',
      'Please press 1 for yes or 2 for no.',
      'Tuesday, November 24 at 10 in the morning is free. Shall I book it?',
      'Shall I use the number you are calling from, 2 0 2, 5 5 5, 0 1 0 0?',
      'So that is Tuesday at ten, is that right?',
      'You would like Tuesday at ten, correct?',
      'Would you like me to cancel it?',
      'Do you want to keep the appointment?',
      'Is 202 555 0123 your number?',
      'Are you still there?',
    ],
  ],
  [
    'date_time',
    [
      'What day would you like?',
      'When would you like to come in?',
      'Which would you like?',
      'On Tuesday I have 9, 10 or 11. Which would you like?',
      'Would you prefer ten or eleven?',
      'I have ten or eleven. Which one suits you?',
      'We are closed then. I could offer Monday at nine or ten.',
      'We are closed then. Would another day suit you?',
      'What time works for you?',
    ],
  ],
  [
    'open',
    [
      'How can I help you?',
      'Hello, this is Ava from Demo Clinic. How can I help you?',
      'Is there anything else I can do for you?',
      'Can I help you with anything else?',
      'What would you like to do?',
      'Thank you for calling.',
      '',
    ],
  ],
];

const persian: Array<[Expected, string[]]> = [
  [
    'phone_number',
    ['لطفاً شماره تلفن‌تان را بفرمایید.', 'شماره تلفن شما چیست؟', 'لطفاً شماره را دوباره بفرمایید.'],
  ],
  [
    'yes_no',
    [
      'لطفاً برای بله عدد یک و برای نه عدد دو را فشار دهید.',
      'رزرو کنم؟',
      'سه‌شنبه ساعت ده صبح خالی است. رزرو کنم؟',
      'درست است؟',
      'با همین شماره ادامه بدهم؟',
    ],
  ],
  ['date_time', ['کدام را می‌خواهید؟', 'چه روزی را می‌خواهید؟', 'چه ساعتی مناسب است؟', 'ساعت ده یا یازده؟']],
  ['open', ['چه کمکی از دستم برمی‌آید؟', 'کار دیگری هست که انجام بدهم؟', 'متشکرم.']],
];

const rows = (groups: Array<[Expected, string[]]>) =>
  groups.flatMap(([expected, sentences]) => sentences.map((sentence) => [sentence, expected] as const));

describe('what is expected now', () => {
  it.each(rows(english))('«%s» asks for %s', (sentence, expected) => {
    expect(ask(sentence)).toBe(expected);
  });

  it.each(rows(persian))('«%s» asks for %s', (sentence, expected) => {
    expect(ask(sentence, 'fa-IR')).toBe(expected);
  });

  it('is what the scenario says, whatever the sentence asks', () => {
    const step = {
      scenarioStep: 'yes_no',
      lastTool: null,
      language: 'en',
      agentSentence: 'Which day?',
    } as const;
    expect(expectedReply(step)).toBe('yes_no');
  });

  it('follows from the last tool where the sentence asks nothing', () => {
    expect(ask('Tuesday has ten and eleven.', 'en-US', 'fetch_slots')).toBe('date_time');
    expect(ask('Tuesday at ten is free.', 'en-US', 'hold_slot')).toBe('yes_no');
    expect(ask('That was that.', 'en-US', 'book_appointment')).toBe('open');
  });

  it.each(['en-US', 'fa-IR'])('is understood from the texts of %s', (language) => {
    const texts = { ...textsFor(language), ...appointmentTexts(language) };
    const slot = { date: '2026-11-24', time: '10:00' };
    const later = { date: '2026-11-24', time: '11:00' };
    const opening = { organization: 'Demo Clinic', agent: 'Ava', rehearsal: true };
    const impossible = { status: 'impossible', digits: '0', reason: 'impossible' } as const;
    expect(ask(texts.askPhone, language)).toBe('phone_number');
    expect(ask(texts.numberImpossible(impossible), language)).toBe('phone_number');
    expect(ask(texts.numberImpossible({ status: 'incomplete', digits: '20' }), language)).toBe(
      'phone_number',
    );
    expect(ask(texts.greeting({ ...opening, callerNumber: null }), language)).toBe('open');
    expect(ask(texts.greeting({ ...opening, callerNumber: '+12025550100' }), language)).toBe('yes_no');
    expect(ask(texts.readBack(slot), language)).toBe('yes_no');
    expect(ask(texts.offer([slot, later]), language)).toBe('date_time');
    expect(ask(texts.refused('taken', [slot, later]), language)).toBe('date_time');
    expect(ask(texts.noSuchDate, language)).toBe('date_time');
    expect(ask(texts.noSuchDay(['2026-11-30', '2026-12-31']), language)).toBe('date_time');
    expect(ask(texts.noSuchTime, language)).toBe('date_time');
    expect(ask(texts.anythingElse, language)).toBe('open');
  });
});
