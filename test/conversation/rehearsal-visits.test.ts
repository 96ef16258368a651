import { llm } from '@livekit/agents';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFacts } from '../../src/calls/call/facts.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { buildGrammar, type Expectation } from '../../src/embedded/speech/grammar.ts';
import { Recognizer } from '../../src/embedded/speech/recognizer.ts';
import { appointmentRehearsal } from '../../src/scenarios/appointment/rehearsal/rehearsal.ts';
import { outreachRehearsal } from '../../src/scenarios/outreach/rehearsal/rehearsal.ts';
import { visitScript } from '../../src/scenarios/restaurant/rehearsal/flow/script.ts';
import type { VisitKind } from '../../src/scenarios/restaurant/visit-kind.ts';
import { commonPhrases, linesFor } from '../../src/simulation/people/lines.ts';
import { phrasesFor } from '../../src/simulation/scripted-model/phrases.ts';
import { replyTo } from '../../src/simulation/scripted-model/reply.ts';
import { grammarMatcher } from '../support/grammar-match.ts';
import { grammarSentences } from '../support/grammar-sentences.ts';
import { appointmentHearing, visitHearing, visitRehearsals } from '../support/hearing.ts';

/** A restaurant's calls by voice without a key: what local ears can hear, the scripted model understands. */

const today = '2026-11-23';
const setting = {
  language: 'en-US',
  region: 'US',
  today,
  now: { date: today, time: '18:00' },
  facts: { ...readFacts(''), isCalled: true },
  texts: textsFor('en-US'),
  phrases: phrasesFor('en-US'),
};

/** What was said before, for each thing that can be expected. */
const before: Record<VisitKind, Partial<Record<Expectation['expects'], string[]>>> = {
  order: { yes_no: ['two kebabs and a tea'], open: ['yes'] },
  arrival: { yes_no: [], open: [], date_time: ['not yet'] },
  recovery: { yes_no: ['please cancel it'], open: [], date_time: ['another time'] },
};
const cases = (Object.keys(before) as VisitKind[]).flatMap((topic) =>
  Object.entries(before[topic]).map(([expects, lines]) => ({
    topic,
    expects: expects as Expectation['expects'],
    lines,
  })),
);

let recognizer: Recognizer;

beforeAll(async () => {
  recognizer = await Recognizer.load();
});

function reply(topic: VisitKind, lines: string[]) {
  const chatCtx = new llm.ChatContext();
  for (const line of lines) chatCtx.addMessage({ role: 'user', content: line });
  return replyTo(chatCtx.items, setting, visitScript(topic));
}

describe.each(cases)('in $topic where $expects is expected', ({ topic, expects, lines }) => {
  const listening = visitHearing(topic, expects);
  const grammar = buildGrammar(listening);

  it('the grammar holds only words that the recognizer knows, and is one that it accepts', () => {
    const words = grammar
      .split('\n')
      .slice(2)
      .map((line) => line.slice(line.indexOf('=') + 1))
      .join(' ')
      .replace(/<\w+>|\/\d+\/|[;()[\]|+]/g, ' ')
      .split(/\s+/)
      .filter(Boolean);
    expect([...new Set(words)].filter((word) => !recognizer.knows(word))).toEqual([]);
    recognizer.listenFor(listening);
    expect(() => {
      recognizer.start();
      recognizer.stop();
    }).not.toThrow();
  });

  it('the scripted model understands every sentence that local speech can hear', () => {
    const sentences = grammarSentences(grammar, { rule: 'said', count: 1200, seed: 7 });
    const lost = sentences.filter((said) => {
      const { say, call } = reply(topic, [...lines, said]);
      return say.includes(setting.phrases.notUnderstood) || (say === '' && call === null);
    });
    expect(lost).toEqual([]);
  });

  it('every suggestion of the page is in the grammar and understood', () => {
    const hears = grammarMatcher(grammar);
    for (const said of listening.hearing.suggestions) {
      expect(hears(said), said).toBe(true);
      expect(reply(topic, [...lines, said]).say, said).not.toContain(setting.phrases.notUnderstood);
    }
  });
});

it('local speech can hear whatever simulated guests say', () => {
  const topics: VisitKind[] = ['order', 'arrival', 'recovery'];
  const expectations: Array<Expectation['expects']> = ['yes_no', 'date_time', 'open', 'phone_number'];
  const matchers = expectations.flatMap((expects) => [
    ...topics.map((topic) => grammarMatcher(buildGrammar(visitHearing(topic, expects)))),
    grammarMatcher(buildGrammar(appointmentHearing(expects, { isCalled: true }))),
  ]);
  // What operators say is heard by somebody else.
  const { operatorHello } = linesFor('en');
  const own = [appointmentRehearsal, outreachRehearsal, ...Object.values(visitRehearsals)];
  const phrases = [...commonPhrases('en'), ...own.flatMap((rehearsal) => rehearsal.phrases('en'))];
  const spoken = phrases.filter((phrase) => phrase !== operatorHello);
  const unheard = spoken.filter((phrase) => !matchers.some((hears) => hears(phrase)));
  expect(unheard).toEqual([]);
});
