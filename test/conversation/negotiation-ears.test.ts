import { llm } from '@livekit/agents';
import { describe, expect, test } from 'vitest';
import { readFacts, writeFacts } from '../../src/calls/call/facts.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { buildGrammar } from '../../src/embedded/speech/grammar.ts';
import { Recognizer } from '../../src/embedded/speech/recognizer.ts';
import { negotiationScript } from '../../src/scenarios/negotiation/rehearsal/flow/script.ts';
import { negotiationRehearsal } from '../../src/scenarios/negotiation/rehearsal/rehearsal.ts';
import { negotiationTexts } from '../../src/scenarios/negotiation/words/texts.ts';
import { phrasesFor } from '../../src/simulation/scripted-model/phrases.ts';
import { replyTo } from '../../src/simulation/scripted-model/reply.ts';
import type { Move } from '../../src/simulation/scripted-model/step.ts';
import { grammarMatcher } from '../support/grammar-match.ts';
import { grammarSentences } from '../support/grammar-sentences.ts';

/** What local ears listen for where a reception answers, and what the scripted model makes of it. */

/** Monday. */
const now = { date: '2026-11-30', time: '10:00' };
const ten = { date: '2026-12-01', time: '10:00' };
const facts = readFacts(
  writeFacts({
    isCalled: true,
    purpose: 'find',
    provider_id: '4c1c2a0e-8c39-4a45-9d8e-3f6c1c1d8f10',
    now,
    client: 'Sam Taylor',
    service: 'dentist',
    minutes: 30,
    earliest: { date: '2026-12-01', time: '09:00' },
    best: null,
    slot: null,
  }),
);

type Said = { said: string } | { tool: string; answer: object } | { tool: string; refusal: string };

function reply(items: Said[]): Move {
  const chatCtx = new llm.ChatContext();
  for (const [index, item] of items.entries()) {
    if ('said' in item) {
      chatCtx.addMessage({ role: 'user', content: item.said });
      continue;
    }
    const callId = `call_${index}`;
    chatCtx.insert(llm.FunctionCall.create({ callId, name: item.tool, args: '{}' }));
    const isError = 'refusal' in item;
    const output = isError ? item.refusal : JSON.stringify(item.answer);
    chatCtx.insert(llm.FunctionCallOutput.create({ callId, name: item.tool, output, isError }));
  }
  const setting = {
    language: 'en-US',
    region: 'US',
    today: now.date,
    now,
    facts,
    texts: textsFor('en-US'),
    phrases: phrasesFor('en-US'),
  };
  return replyTo(chatCtx.items, setting, negotiationScript);
}

const suits = { tool: 'validate_slot', answer: { ok: true, say: 'It would suit.' } };
const offered: Said[] = [{ said: 'we have tuesday the first at ten in the morning' }, suits];
const readBack: Said[] = [...offered, { said: 'no that is the earliest' }];
const asksToKeep: Said[] = [
  ...readBack,
  { said: 'yes' },
  { tool: 'ask_to_hold', answer: { ok: true, say: 'Could you keep it?', until: { ...now, time: '12:00' } } },
];

const grammarFor = (expects: 'open' | 'yes_no' | 'date_time' | 'phone_number') =>
  buildGrammar({ expects, hearing: negotiationRehearsal.hearing({ expects, isCalled: true, slice: null }) });

describe('local ears', () => {
  test.each(['open', 'yes_no', 'date_time', 'phone_number'] as const)(
    'know every word that is listened for where %s is expected, and the page suggests nothing else',
    async (expects) => {
      const recognizer = await Recognizer.load();
      const hearing = negotiationRehearsal.hearing({ expects, isCalled: true, slice: null });
      const words = [hearing.said, ...hearing.rules.map((rule) => rule.slice(rule.indexOf('=') + 1))]
        .join(' ')
        .replace(/<\w+>|\/\d+\/|[()[\]|+]/g, ' ')
        .split(/\s+/)
        .filter(Boolean);
      expect(words.filter((word) => !recognizer.knows(word))).toEqual([]);
      expect(() => recognizer.listenFor({ expects, hearing })).not.toThrow();
      const hears = grammarMatcher(grammarFor(expects));
      expect(hearing.suggestions.filter((suggestion) => !hears(suggestion))).toEqual([]);
    },
  );

  test('can hear whatever a simulated reception says', () => {
    const matchers = (['open', 'yes_no', 'date_time'] as const).map((expects) =>
      grammarMatcher(grammarFor(expects)),
    );
    const said = negotiationRehearsal.phrases('en');
    expect(said.filter((phrase) => !matchers.some((hears) => hears(phrase)))).toEqual([]);
  });
});

describe('the scripted model understands whatever is listened for', () => {
  const sentences = (rule: string) =>
    grammarSentences(grammarFor('date_time'), { rule, count: 200, seed: 7 });
  const isLost = (before: Said[]) => (said: string) => {
    const { say, call } = reply([...before, { said }]);
    return call === null && say.includes(phrasesFor('en-US').notUnderstood);
  };

  test.each<[string, Said[]]>([
    ['offer', []],
    ['vague', []],
    ['none', []],
    ['ask', []],
    ['offer', offered],
    ['none', offered],
    ['offer', readBack],
    ['keep', asksToKeep],
  ])('<%s>, at each step', (rule, before) => {
    expect(sentences(rule).filter(isLost(before))).toEqual([]);
  });

  test.each([
    ['we have tuesday the first at ten fifteen in the morning', '2026-12-01T10:15', '2026-12-01T10:45'],
    ['we could do tuesday december the first at noon', '2026-12-01T12:00', '2026-12-01T12:30'],
  ])('«%s» is validated from its start to its end', (said, start, end) => {
    expect(reply([{ said }]).call).toMatchObject({ name: 'validate_slot', args: { start, end } });
  });

  test.each(['maybe around ten', 'perhaps tuesday at ten', 'some time in the morning', 'about ten or so'])(
    '«%s» is no offer',
    (said) => {
      const { say, call } = reply([{ said }]);
      expect(call).toBeNull();
      expect(say).toMatch(/\?$/);
    },
  );

  test('something earlier is asked for once, and the earliest that would do is read back', () => {
    expect(reply(offered).say).toBe('Do you have anything before Tuesday, December 1 at 10 in the morning?');
    expect(reply(readBack).say).toBe('So that is Tuesday, December 1 at 10 in the morning. Is that right?');
    const better = { said: 'we have tuesday the first at nine thirty in the morning' };
    expect(reply([...offered, better, suits]).say).toMatch(/^So that is Tuesday, December 1 at 9:30/);
  });

  test.each([
    ['yes we will keep it until half past eleven', '2026-11-30T11:30'],
    ['yes', '2026-11-30T12:00'],
    ['sure until noon tomorrow', '2026-12-01T12:00'],
  ])('«%s» says until when it is kept', (said, held_until) => {
    expect(reply([...asksToKeep, { said }]).call).toMatchObject({
      name: 'record_offer',
      args: { start: `${ten.date}T${ten.time}`, held_until },
    });
  });

  test('what is not kept is recorded without a time', () => {
    const { call } = reply([...asksToKeep, { said: 'no we do not keep times' }]);
    expect(call?.name).toBe('record_offer');
    expect(call?.args).not.toHaveProperty('held_until');
  });

  test('what is taken by now is asked for anew', () => {
    expect(reply([...asksToKeep, { said: 'sorry that time is taken' }]).say).toMatch(
      /^What do you have from/,
    );
  });

  test('a campaign that is over by now ends the call politely', () => {
    const over = negotiationTexts('en').refused.campaign_over;
    const { say, call } = reply([...offered.slice(0, 1), { tool: 'validate_slot', refusal: over }]);
    expect({ say, call: call?.name }).toEqual({ say: over, call: 'end_conversation' });
  });

  test.each([
    ['i will put you through', 'Thank you, I will wait.'],
    ['hello this is the front desk', 'I am calling to schedule an appointment for Sam Taylor'],
    ['what is the name', 'for Sam Taylor: dentist'],
    ['who is it for', 'for Sam Taylor: dentist'],
    [
      'what is the date of birth',
      'I do not have that information. I can only tell you the name: Sam Taylor.',
    ],
    ['we have february the thirtieth at ten', 'Which day and time is it exactly?'],
  ])('«%s» is answered, and nothing is recorded', (said, answer) => {
    const { say, call } = reply([{ said }]);
    expect(call).toBeNull();
    expect(say).toContain(answer);
  });

  test.each([
    ['sorry we are not taking new patients', 'no_new_clients'],
    ["we don't talk to robots", 'refuses_assistants'],
    ['you have the wrong number', 'wrong_number'],
    ['please call back tomorrow', 'call_back_later'],
    ["we're fully booked", 'no_slot'],
  ])('«%s» is recorded as %s', (said, reason) => {
    expect(reply([{ said }]).call).toEqual({ name: 'record_no_offer', args: { reason } });
  });
});
