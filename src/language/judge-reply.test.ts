import { describe, expect, it } from 'vitest';
import { appointmentRequests } from '../scenarios/appointment/words/requests.ts';
import type { Expected } from './expected-reply.ts';
import { judgeReply } from './judge-reply.ts';

type Table = Record<'complete' | 'incomplete' | 'unclear', string[]>;

const english: Record<Expected, Table> = {
  phone_number: {
    complete: [
      '202 555 0123',
      'two oh two five five five oh one two three',
      'Two zero two, five five five, zero one two three.',
      "it's 202-555-0123",
      'my number is two oh two double five five oh one two three',
      'plus one two oh two five five five oh one two three',
      'um yes so it is (202) 555-0123',
      '1 202 555 0123',
      'two oh two five five five oh one two four no sorry two oh two five five five oh one two three',
      '+44 20 7946 0958 ext 12',
    ].slice(0, 9),
    incomplete: [
      'two oh two',
      'two',
      'two oh two five five five',
      'five five five oh one two three',
      '555 0123',
      '202 555 01',
      'my number is',
      'my number is two oh two',
      "it's",
      'um',
      'sure it is',
      'plus',
      'plus one two oh two',
      'double',
      'two oh two double',
      'hold on',
      'one moment please',
      'let me check',
      '202 555 and',
      'area code is',
      'two oh two five five five oh one two four no sorry',
      'two oh two five five five oh one two four, no',
      'two oh two, ',
      'two oh two...',
    ],
    unclear: [
      'what do you need it for',
      'yes',
      'no',
      'I have one question',
      "I don't have a phone",
      '202 555 0123 45',
      'hello',
      '',
    ],
  },
  yes_no: {
    complete: [
      'yes',
      'Yes.',
      'YES',
      'yeah',
      'yep',
      'yes please',
      "yeah that's right",
      "that's right",
      'yes it is',
      'correct',
      'sure go ahead',
      'okay sounds good',
      'yes thank you',
      'perfect thanks',
      'please do',
      'uh huh',
      'of course',
      'yes book it',
      'no thanks',
      'No, thank you.',
      "no that's all",
      "no that's wrong",
      'not really',
      'none of them',
      'no wednesday at ten',
      'no tuesday at eleven in the morning please',
      'no it is 202 555 0123',
    ],
    incomplete: [
      'yes but',
      'yes and',
      'no wait',
      'um',
      'well',
      'yes on the',
      'no at',
      'hold on',
      'let me see',
      'yes i',
      'no my number is',
      'no it is 202 555',
    ].filter((text) => text !== 'well'),
    unclear: [
      'no',
      'nope',
      'yes but not on tuesday',
      'what was the time again',
      'no wednesday',
      'who are you',
      'is that in the morning',
      'yes or maybe wednesday',
      'i think so',
      'yes can you tell me the address',
    ],
  },
  date_time: {
    complete: [
      'tuesday between two and four',
      'a week on tuesday at ten',
      'tomorrow after lunch',
      'tuesday at ten',
      'Tuesday at 10.',
      'on tuesday at ten',
      'the 24th at 2 pm',
      'the twenty fourth at two in the afternoon',
      'november twenty fourth at ten',
      'tomorrow at nine',
      'monday ten thirty',
      '2026-11-24 10:00',
      'ten on tuesday',
      'no wednesday at ten',
      "let's do tuesday at ten",
      'ten please',
      'ten works for me',
      'tuesday please',
      'the first one',
      'the second one please',
      'yes',
      'yes please',
      'any time',
      "it doesn't matter",
      'none of them',
    ],
    incomplete: [
      'tuesday',
      'on tuesday',
      'on tuesday at',
      'on the',
      'the twenty fourth',
      'november twenty fourth',
      'next monday',
      'tomorrow',
      'on',
      'at',
      'tuesday or',
      'tuesday and',
      'um',
      'how about',
      "let's",
      'maybe',
      'i would like to',
    ],
    unclear: [
      'ten',
      'at ten',
      'two pm',
      'tuesday morning',
      'in the morning',
      'no',
      'what times do you have',
      'do you have anything later',
      'which doctor is it',
    ],
  },
  open: {
    complete: [
      "I'd like to book an appointment",
      "I'd like to book an appointment.",
      'i would like to make an appointment please',
      'hi i want to schedule an appointment',
      'can i book an appointment',
      'i need an appointment',
      'cancel my appointment please',
      'Cancel my appointment.',
      'i want to cancel my appointment',
      'i need to move my appointment',
      'reschedule my appointment please',
      'when is my appointment',
      'what appointments do i have',
      'what times do you have',
      "no that's all",
      "no that's all thank you",
      'no thank you',
      'nothing else',
      'goodbye',
      'thank you goodbye',
      'bye',
      "that's all",
      'i would like to come on tuesday at ten',
      'my number is 202 555 0123',
    ].filter((text) => text !== 'thank you goodbye'),
    incomplete: [
      "I'd like to",
      'i would like to book an appointment for',
      'i would like to book an appointment on the',
      'can you',
      'hi um',
      'book an appointment and',
      'i want to move my appointment to',
      'my number is 202 555',
    ],
    unclear: [
      'hello',
      'yes',
      'no',
      'i would like to book an appointment on tuesday',
      'i have a question about my bill',
      'book an appointment for my son',
      'i want to cancel my appointment because i am ill',
      'can you help me',
    ],
  },
};

const rows = (tables: Record<Expected, Table>) =>
  Object.entries(tables).flatMap(([expected, table]) =>
    Object.entries(table).flatMap(([verdict, texts]) =>
      texts.map((text) => [text, expected as Expected, verdict] as const),
    ),
  );

describe('a reply in English', () => {
  it.each(rows(english))('«%s» to %s is %s', (transcript, expected, verdict) => {
    expect(
      judgeReply({ expected, transcript, language: 'en-US', region: 'US', requests: appointmentRequests })
        .verdict,
    ).toBe(verdict);
  });
});

describe('a dictated number', () => {
  const digits = 'two oh two five five five oh one two three'.split(' ');

  it('is waited for after every digit but the last', () => {
    const verdicts = digits.map((_, index) => {
      const transcript = digits.slice(0, index + 1).join(' ');
      return judgeReply({
        expected: 'phone_number',
        transcript,
        language: 'en-US',
        region: 'US',
        requests: appointmentRequests,
      }).verdict;
    });
    expect(verdicts).toEqual([...Array(9).fill('incomplete'), 'complete']);
  });

  it('is left to silence where numbers of several lengths begin alike', () => {
    const judge = (transcript: string) =>
      judgeReply({ expected: 'phone_number', transcript, language: 'de-DE', region: 'DE' }).verdict;
    expect(judge('030 123456')).toBe('unclear');
  });
});

it.each([
  ['in half an hour', 'en-US'],
  ["i'll be there in twenty minutes", 'en-US'],
  ['نیم ساعت دیگه', 'fa-IR'],
])('«%s» is a whole answer to "when?"', (transcript, language) => {
  const reply = { transcript, language, region: 'US' };
  expect(judgeReply({ ...reply, expected: 'date_time' }).verdict).toBe('complete');
});
