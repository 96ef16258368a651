import { describe, expect, it } from 'vitest';
import { asideOf } from './asides.ts';

describe('what is no answer to anything', () => {
  it.each([
    'Are you a robot?',
    'am I talking to a real person?',
    'Is this a recording?',
    'are you human?',
    'are you a real person',
    'Is this a robot?',
    'Am I speaking with a machine?',
    'Are you an AI?',
    "you're a robot, aren't you?",
    'wait, are you a bot?',
    'Is it an automated call?',
    'are you a human or a robot?',
    'Hello? Is this a real person?',
    'is this AI',
    "You're not a real person, are you?",
    'Am I talking to a computer',
    'are you actually a person?',
    'Are you some kind of robot',
    'شما ربات هستید؟',
    'ربات هستید؟',
    'با ربات صحبت می‌کنم؟',
    'شما آدم واقعی هستید؟',
    'رباتی؟',
    'این صدای ضبط شده است؟',
    'شما هوش مصنوعی هستید؟',
    'دارم با یک انسان صحبت می‌کنم؟',
  ])('«%s» asks whether this is a machine', (text) => {
    expect(asideOf(text)).toBe('robot');
  });

  it.each([
    'One moment, please',
    'hold on',
    'Hang on a second',
    'just a minute',
    'wait',
    'give me a second',
    'let me think',
    'can you hold please',
    'Okay, one second',
    'one moment please hold on',
    'hold on, let me get a pen',
    'just a sec',
    'یک لحظه لطفا',
    'صبر کنید',
    'گوشی',
    'یه دقیقه',
    'یک لحظه صبر کنید لطفا',
    'لطفا چند لحظه',
  ])('«%s» asks for a moment', (text) => {
    expect(asideOf(text)).toBe('wait');
  });

  it.each([
    'yes',
    "I'd like to talk to a real person",
    'wait, no',
    'I have a machine that is broken',
    'hold on, I want to cancel',
    'are you open?',
    'is this the clinic?',
    'one moment, I said no',
    'are you calling about the car',
    'can I speak to a human?',
    'give me an operator',
    'is that a real offer?',
    'are you sure?',
    'بله',
    'شما کی هستید',
    'می‌خواهم با یک آدم صحبت کنم',
    'ماشینم خراب است',
    'نه ممنون',
  ])('«%s» is neither', (text) => {
    expect(asideOf(text)).toBeNull();
  });
});
