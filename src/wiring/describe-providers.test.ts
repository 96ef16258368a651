import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { describeProviders, missingProviders } from './describe-providers.ts';

const whyOf = (part: string, does: string[], settings: Record<string, string> = {}) =>
  missingProviders(describeProviders(readConfig(settings)), does).find((missing) => missing.part === part)
    ?.why;

describe('what is said of the stand-ins', () => {
  it('names what the business does, and nothing else that they know', () => {
    const restaurant = ['order', 'arrival', 'recovery'];
    expect(whyOf('speech', restaurant)).toBe(
      'A local recognizer stands in; it understands only set phrases, for calls about order, arrival and recovery.',
    );
    expect(whyOf('model', restaurant)).toContain('for calls about order, arrival and recovery.');
    expect(whyOf('model', restaurant)).not.toContain('appointment');
  });

  it('says what they have nothing for', () => {
    expect(whyOf('speech', ['order', 'plant_advice'])).toContain(
      'for calls about order, and has nothing for calls about plant advice.',
    );
    expect(whyOf('model', ['plant_advice'])).toContain('has nothing for calls about plant advice.');
  });

  it('claims no script where keywords understand the answers', () => {
    expect(whyOf('model', ['outreach'])).toBe(
      'There is no language model. Keywords tell what an answer means in calls about outreach.',
    );
  });

  it('claims nothing while it is not known what the business does', () => {
    expect(whyOf('speech', [])).toBe('A local recognizer stands in; it understands only set phrases.');
  });

  it('is nothing of what is real', () => {
    expect(whyOf('speech', ['order'], { DEEPGRAM_API_KEY: 'a-key' })).toBeUndefined();
  });
});
