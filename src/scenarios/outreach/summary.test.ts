import { describe, expect, it } from 'vitest';
import { summarize } from '../../calls/ending/summary.ts';
import { outreachDefinition, summarizeOutreach } from './definition.ts';

const said = (text: string) => [{ role: 'person' as const, text }];

describe('the summary of an outreach call', () => {
  it('tells whether they were interested and what became of that, in their words where they had some', () => {
    const parts = summarizeOutreach({ disposition: 'connected_to_operator', language: 'en-US' });
    expect(summarize({ turns: said('yes please'), parts, language: 'en-US' }).summary).toBe(
      'Is interested, and was connected to an operator.',
    );
    expect(summarize({ turns: said('well yes tell me more.'), parts, language: 'en-US' }).summary).toBe(
      'Answered the offer: “well yes tell me more”. Is interested, and was connected to an operator.',
    );
  });

  it('tells what was promised besides', () => {
    const parts = summarizeOutreach({ disposition: 'failed:operator_failed', language: 'en-US' });
    const actions = [{ kind: 'callback', moment: null, told: 'Will be called again tomorrow.' }];
    expect(summarize({ turns: said('yes'), parts, actions, language: 'en-US' }).summary).toBe(
      'Is interested, but no operator could be reached. Will be called again tomorrow.',
    );
  });

  it.each(['en-US', 'fa-IR'])('has a sentence for every result in %s, no two alike', (language) => {
    const results = [...outreachDefinition.dispositions, 'failed:agent_lost'];
    const told = results.flatMap((disposition) => summarizeOutreach({ disposition, language }).told);
    expect(new Set(told).size).toBe(results.length);
    for (const sentence of told) expect(sentence).not.toMatch(/_|failed:/);
  });

  it('is no claim about a call that settled nothing', () => {
    const parts = summarizeOutreach({ disposition: null, language: 'en-US' });
    expect(summarize({ turns: said('hm'), parts, language: 'en-US' }).summary).toBe('Nothing was settled.');
  });
});
