import { describe, expect, it } from 'vitest';
import { judgeIn } from '../../../../test/support/judge.ts';
import type { ArrangementClaim } from './arrangement-claim.ts';

const english: Array<[ArrangementClaim[], string[]]> = [
  [
    ['booked'],
    [
      "I've booked you for Tuesday, November 24 at 10 in the morning.",
      'I have booked your appointment.',
      'I booked it for you.',
      "I've just scheduled your visit for Friday.",
      'I have gone ahead and booked that.',
      'We have reserved Tuesday at ten for you.',
      'Your appointment is confirmed.',
      'Your appointment is now booked for Tuesday.',
      'Your appointment has been scheduled for 2 PM.',
      "You're booked for Tuesday at ten.",
      'You are confirmed for Tuesday.',
      "You're all booked, is there anything else?",
      "Great, you're scheduled for Monday at nine.",
      'Booked!',
      'Okay, booked for Tuesday at ten.',
      'Perfect, confirmed for Friday.',
      'I have you down for Tuesday at ten.',
      "I've got you scheduled for Thursday.",
      "I've put you in for Tuesday at ten.",
      "That's booked.",
      "It's booked for ten.",
      'The slot is yours.',
      'Your booking is complete.',
      'Your booking was successful.',
      "I've made the appointment for Tuesday.",
      'No problem, your appointment is booked.',
      "Don't worry, I've booked it.",
      "You're booked for Tuesday, and if you need to change it, just call us.",
      'Your appointment is confirmed, would you like a reminder?',
      "YOU'RE BOOKED FOR TUESDAY",
      'you’re booked for tuesday at ten',
      'I was able to book you in for Tuesday at ten.',
      'I managed to get you in on Tuesday.',
      "You're in for Tuesday at ten.",
      'Consider it booked.',
      "We've got you in at ten.",
      'Tuesday at ten is booked for you.',
      'Confirmed: Tuesday at 10.',
      'Your appointment with Dr. Rivera is set for Tuesday at 10.',
      'I just finished booking your appointment.',
      'Booking confirmed.',
      'The appointment has now been added to the calendar.',
      'I am happy to confirm that your appointment is booked.',
      'I can confirm your appointment is scheduled for Tuesday.',
      'I have booked you in to be seen at ten.',
      "I've booked it so you can relax.",
    ],
  ],
  [
    ['modified'],
    [
      "I've moved your appointment to Friday.",
      'Your appointment has been moved to Friday at nine.',
      'I have rescheduled it for Wednesday.',
      'It is moved to Friday.',
      'Your visit was changed to 2 PM.',
      'Okay, rescheduled to Thursday.',
      'Moved to Friday.',
      'Your new appointment is Friday at nine.',
      "I've updated your appointment.",
      "I've made the change.",
      "Your appointment's been moved.",
      "I've successfully rescheduled you for Friday.",
      'I was able to move it to Friday.',
    ],
  ],
  [
    ['canceled'],
    [
      "I've canceled your appointment.",
      'I have cancelled it.',
      "That's canceled.",
      'Your appointment has been canceled.',
      'Your Tuesday appointment is now cancelled.',
      'Okay, canceled.',
      'The cancellation is complete.',
      "I've taken you off the schedule.",
      'Your booking was deleted.',
      'You no longer have that appointment.',
      'I went ahead and canceled it.',
      'Alright, I have cleared your appointment.',
    ],
  ],
  [
    ['done'],
    [
      "You're all set.",
      "You're all set for Tuesday at ten!",
      'All set!',
      'Done.',
      "That's done.",
      "It's all taken care of.",
      "I've taken care of that.",
      'Everything is in place.',
      'Okay, done!',
    ],
  ],
  [
    ['existing'],
    [
      'You have an appointment booked on Tuesday.',
      'You have two appointments: Tuesday at ten and Friday at nine.',
      'You currently have an appointment on Tuesday at ten.',
      'Your next appointment is on Tuesday.',
      'Your appointment is on Tuesday at ten.',
      'I see an appointment on Tuesday at ten.',
      'There is an appointment scheduled for Tuesday.',
      "You're already booked for Tuesday.",
      'See you on Tuesday!',
      'We look forward to see you on Tuesday.',
    ],
  ],
  [
    [],
    [
      'Shall I book it?',
      'Would you like me to book Tuesday at ten?',
      'Would you like me to cancel it?',
      'Should I move your appointment to Friday?',
      'Do you want me to have that booked for you?',
      "I'll book that once you confirm.",
      "I'll get you booked for Tuesday.",
      'Let me get that scheduled for you.',
      'I have not booked anything yet.',
      "I haven't booked it yet.",
      'Your booking is not yet confirmed.',
      "It isn't canceled.",
      'Nothing has been booked.',
      'Nothing was changed.',
      'I could not get that booked.',
      'I was unable to have it moved.',
      'If it is booked, you will get a message.',
      "Once you confirm, it's booked.",
      'As soon as you say yes, your appointment is booked.',
      "It's booked if you say yes.",
      'Is your appointment booked?',
      'Is it booked for Tuesday at ten?',
      'Are you all set?',
      "If you're all set, goodbye.",
      'When that is done, I will read it back.',
      'Your appointment will be confirmed in a moment.',
      'That can be canceled at any time.',
      'It would be moved to Friday.',
      'I am booking it now.',
      'I am going to cancel it.',
      'Before I have it booked, may I have your phone number?',
      'Tuesday at ten is free.',
      'Tuesday, November 24 at 10 in the morning is free. Shall I book it?',
      'I have ten, eleven or two.',
      'I can offer Tuesday at ten.',
      'That time is already taken.',
      'We are fully booked on Tuesday.',
      'Tuesday is booked out.',
      'You have no appointments coming up.',
      'What would you like to have changed?',
      'Which appointment would you like to move?',
      'Do you have an appointment with us?',
      'Have you booked with us before?',
      'You have to confirm first.',
      'May I have your phone number, please?',
      'How can I help you?',
      'I can book, move or cancel appointments.',
      'To book an appointment I need your phone number.',
      'Thank you for calling. Goodbye.',
      'Your slot needs to be confirmed.',
      'Let me make sure, because that is not done yet.',
      'I cannot find that appointment under your number.',
      'Would you like to keep the appointment?',
      'I was not able to book that.',
      'Let me confirm: Tuesday at ten, is that right?',
      'Just to confirm, you would like Tuesday at ten booked?',
      'You can be booked for Tuesday.',
      'I need your yes before anything is booked.',
      'Someone else has booked that time.',
      'Which of these would you like booked?',
      'I want to get this scheduled for you.',
    ],
  ],
];

const table = (groups: Array<[ArrangementClaim[], string[]]>) =>
  groups.flatMap(([claims, sentences]) => sentences.map((sentence) => [sentence, claims] as const));

describe('a sentence in English', () => {
  it.each(table(english))('«%s» claims %j', (sentence, claims) => {
    const verdict = judgeIn('none', sentence);
    // In a call that has done nothing, whatever claims anything is not so.
    if (claims.length === 0) expect(verdict).toBe('supported');
    else expect(verdict).toBe('contradicted');
  });
});

it('finds every claim of a sentence', () => {
  const sentence = "I've canceled Monday and I have booked Friday for you.";
  expect(judgeIn('canceled', sentence)).toBe('contradicted');
  expect(judgeIn('canceled', "I've canceled Monday.")).toBe('supported');
});

it.each([
  'The doctor is scheduled to be out on Friday.',
  'Our hours have changed.',
  'Your results came back normal.',
])('leaves to somebody who understands what no words of ours read: «%s»', (sentence) => {
  expect(judgeIn('none', sentence)).not.toBe('supported');
});

it('calls held what is held', () => {
  const sentence = 'I am holding Monday at three for you.';
  expect(judgeIn('held', sentence)).toBe('supported');
  expect(judgeIn('none', sentence)).toBe('contradicted');
});
