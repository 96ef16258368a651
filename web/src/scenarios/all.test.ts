import { expect, test } from 'vitest';
import { Scenarios } from '../../../src/wiring/scenarios.ts';
import { texts } from '../lib/texts/texts.ts';
import { scenarioPages } from './all.ts';

const scenarios = await new Scenarios([]).all();

test.each([...scenarios.values()])(
  'the page has words for $definition.name: its tools and how it can end',
  async ({ definition, load }) => {
    const words = scenarioPages.get(definition.name)?.words;
    const tools = (await load()).tools.map((tool) => tool.id);
    expect(tools.filter((tool) => !(tool in { ...texts.tools, ...words?.tools }))).toEqual([]);
    expect(Object.keys(words?.dispositions ?? {}).toSorted()).toEqual(definition.dispositions.toSorted());
  },
);

test('the page knows no scenario that calls cannot be about', () => {
  expect([...scenarioPages.keys()].filter((name) => !scenarios.has(name))).toEqual([]);
});
