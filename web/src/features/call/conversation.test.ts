import { describe, expect, test } from 'vitest';
import { addTyped, type Conversation, hear, settle } from './conversation.ts';

const person = (text: string, final = false, segmentId = 's1') => ({
  segmentId,
  speaker: 'person' as const,
  text,
  final,
});

describe('the transcript', () => {
  test('replaces an interim wording by the newer one of the same segment', () => {
    const said = [person('to'), person('to day'), person('Today.', true)].reduce(hear, [] as Conversation);
    expect(said).toEqual([{ id: 's1', speaker: 'person', text: 'Today.', final: true, typed: false }]);
  });

  test('ignores an interim wording that arrives after the final one', () => {
    const said = [person('Today.', true), person('to da')].reduce(hear, [] as Conversation);
    expect(said[0]?.text).toBe('Today.');
  });

  test('keeps the place where an utterance began', () => {
    const said = [
      person('I would'),
      { segmentId: 'a1', speaker: 'agent' as const, text: 'Yes?', final: true },
      person('I would like a visit', true),
    ].reduce(hear, [] as Conversation);
    expect(said.map((message) => message.id)).toEqual(['s1', 'a1']);
  });

  test('shows nothing for silence and removes a segment that turned out to be nothing', () => {
    expect(hear([], person('  '))).toEqual([]);
    expect([person('mm'), person('', true)].reduce(hear, [] as Conversation)).toEqual([]);
  });

  test('marks typed words and settles what was still being said', () => {
    const said = settle(hear(addTyped([], 't1', 'سلام'), person('and')));
    expect(said.map(({ typed, final }) => [typed, final])).toEqual([
      [true, true],
      [false, true],
    ]);
  });
});
