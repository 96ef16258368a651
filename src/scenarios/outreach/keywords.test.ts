import { describe, expect, it } from 'vitest';
import { examplesFor } from './examples.ts';
import { classifyByKeywords } from './keywords.ts';
import type { CaptureClass } from './store/outreach-views.ts';

/** None of these is an example: they show what the words alone can do. */
const heard: Record<'en-US' | 'fa-IR', Array<[string, CaptureClass]>> = {
  'en-US': [
    ['Yes, I would love to hear about it.', 'yes'],
    ["Okay, I'd like to talk to someone.", 'yes'],
    ['Well, tell me more about that.', 'yes'],
    ['How much is the course?', 'yes'],
    ['I am interested in this.', 'yes'],
    ["No, I'm not interested, thanks.", 'no'],
    ["Sorry, I'm driving.", 'no'],
    ["I don't want anything.", 'no'],
    ['You have the wrong number, sir.', 'no'],
    ['Stop calling me!', 'opt_out'],
    ['Stop. Thank you.', 'opt_out'],
    ["I don't want to be called again", 'opt_out'],
    ["Don't call me before noon", 'no'],
    ['No problem', 'yes'],
    ['No worries, that works', 'yes'],
    ['Yes but I am too busy', 'no'],
    ['Excuse me, where did you get this number from?', 'number_question'],
    ['Who gave you my phone number?', 'number_question'],
    ['No wait, how do you have my number?', 'number_question'],
    ['Hello? Hello?', 'unknown'],
    ['What is this about?', 'unknown'],
    ['The person you are calling is not available', 'unknown'],
  ],
  'fa-IR': [
    ['بله، خیلی هم علاقه‌مندم', 'yes'],
    ['می‌خوام بیشتر بدونم', 'yes'],
    ['قیمتش چنده؟', 'yes'],
    ['بله لطفا وصل کنید به اپراتور', 'yes'],
    ['نه خیلی ممنون نمی‌خوام', 'no'],
    ['ببخشید الان وقت ندارم', 'no'],
    ['علاقه ای ندارم آقا', 'no'],
    ['لطفا دیگه به من زنگ نزنید', 'opt_out'],
    ['ببخشید شماره منو از کجا آوردین؟', 'number_question'],
    ['کی شماره من رو به شما داده؟', 'number_question'],
    ['الو؟ الو صدا میاد؟', 'unknown'],
    ['شما کی هستید؟', 'unknown'],
  ],
};

describe('the keyword classifier', () => {
  for (const [language, answers] of Object.entries(heard)) {
    it.each(answers)(`in ${language} takes “%s” for %s`, (transcript, expected) => {
      expect(classifyByKeywords(transcript, language)).toMatchObject({
        class: expected,
        classifier: 'keywords',
      });
    });

    it(`in ${language} knows every example`, () => {
      for (const { class: expected, transcript } of examplesFor(language)) {
        expect([transcript, classifyByKeywords(transcript, language).class]).toEqual([transcript, expected]);
      }
    });

    it(`in ${language} has examples of every class`, () => {
      const counts = Object.values(Object.groupBy(examplesFor(language), (example) => example.class));
      expect(counts).toHaveLength(5);
      for (const examples of counts) expect(examples?.length).toBeGreaterThanOrEqual(5);
    });
  }

  it('understands keyboards that write Persian with Arabic letters and without joiners', () => {
    expect(classifyByKeywords('نمي خوام', 'fa').class).toBe('no');
    expect(classifyByKeywords('شماره من رو از كجا آورديد', 'fa').class).toBe('number_question');
  });

  it('uses English where it has no words of its own', () => {
    expect(classifyByKeywords('not interested', 'de-DE').class).toBe('no');
  });
});
