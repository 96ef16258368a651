import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { describeProviders, missingProviders } from './describe-providers.ts';
import { Scenarios } from './scenarios.ts';

const scenarios = new Scenarios([]);

async function whyOf(part: string, does: string[], settings: Record<string, string> = {}) {
  const missing = await missingProviders(describeProviders(readConfig(settings)), does, scenarios);
  return missing.find((one) => one.part === part)?.why;
}

describe('what is said of the stand-ins', () => {
  it('names what the business does, and nothing else that they know', async () => {
    const restaurant = ['order', 'arrival', 'recovery'];
    expect(await whyOf('speech', restaurant)).toBe(
      'A local recognizer stands in; it understands only set phrases, for calls about order, arrival and recovery.',
    );
    expect(await whyOf('model', restaurant)).toContain('for calls about order, arrival and recovery.');
    expect(await whyOf('model', restaurant)).not.toContain('appointment');
  });

  it('says what they have nothing for', async () => {
    expect(await whyOf('speech', ['order', 'plant_advice'])).toContain(
      'for calls about order, and has nothing for calls about plant advice.',
    );
    expect(await whyOf('model', ['plant_advice'])).toContain('has nothing for calls about plant advice.');
  });

  it('claims no script where keywords understand the answers', async () => {
    expect(await whyOf('model', ['outreach'])).toBe(
      'There is no language model. Keywords tell what an answer means in calls about outreach.',
    );
  });

  it('claims nothing while it is not known what the business does', async () => {
    expect(await whyOf('speech', [])).toBe('A local recognizer stands in; it understands only set phrases.');
  });

  it('is nothing of what is real', async () => {
    expect(await whyOf('speech', ['order'], { DEEPGRAM_API_KEY: 'a-key' })).toBeUndefined();
  });
});
