import { expect, test } from 'vitest';
import { Scenarios } from '../../../src/wiring/scenarios.ts';
import { texts } from '../lib/texts/texts.ts';
import { scenarioPages } from './all.ts';

const scenarios = await new Scenarios([]).all();
// All of the agent's framework is loaded with the first of them, which is no part of what is tested.
const loaded = await Promise.all(
  [...scenarios.values()].map(async ({ definition, load }) => ({ definition, tools: (await load()).tools })),
);

test.each(loaded)(
  'the page has words for $definition.name: its tools and how it can end',
  ({ definition, tools: offered }) => {
    const words = scenarioPages.get(definition.name)?.words;
    const tools = offered.map((tool) => tool.id);
    expect(tools.filter((tool) => !(tool in { ...texts.tools, ...words?.tools }))).toEqual([]);
    expect(Object.keys(words?.dispositions ?? {}).toSorted()).toEqual(definition.dispositions.toSorted());
  },
);

test('the page knows no scenario that calls cannot be about', () => {
  expect([...scenarioPages.keys()].filter((name) => !scenarios.has(name))).toEqual([]);
});
