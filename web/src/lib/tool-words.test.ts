import { expect, test } from 'vitest';
import { plainPage, type ScenarioPage } from './scenario-page.ts';
import { toolFact, toolSentence } from './tool-words.ts';

const plain = plainPage('gardening');
const gardening: ScenarioPage = {
  ...plain,
  words: {
    ...plain.words,
    tools: { water_plants: { started: 'Watering', success: 'Watered the plants', error: 'No water' } },
  },
  toolFact: ({ asked }) => (asked?.plants === 3 ? '3 plants' : null),
};
const fact = (run: Partial<Parameters<typeof toolFact>[0]>, page = plain) =>
  toolFact({ tool: 'water_plants', asked: null, answer: null, status: 'success', ...run }, page);

test('a tool is told in the words of the scenario, else in those that all share, else by its own name', () => {
  expect(toolSentence({ tool: 'water_plants', status: 'success' }, gardening)).toBe('Watered the plants');
  expect(toolSentence({ tool: 'identify_user', status: 'success' }, gardening)).toBe('Found the caller');
  expect(toolSentence({ tool: 'water_plants', status: 'success' }, plain)).toBe('Did water plants');
});

test('the one fact that matters is the refusal, what the scenario picks out, or what all tools have', () => {
  const refused = { code: 'taken', message: 'That time was just taken.' };
  expect(fact({ status: 'error', asked: { plants: 3 }, answer: refused }, gardening)).toBe(
    'That time was just taken.',
  );
  expect(fact({ status: 'error', answer: { code: 'taken' } })).toBe('taken');
  expect(fact({ asked: { plants: 3 } }, gardening)).toBe('3 plants');
  expect(fact({ asked: { contact_number: '+12025550143' }, answer: {} }, gardening)).toBe('+12025550143');
  expect(fact({ answer: { operator: 'Front desk' } })).toBe('Front desk');
});

test('data of any shape is survived', () => {
  const odd = { contact_number: 7, operator: null, due_at: 'soon', message: [] };
  expect(fact({ asked: odd, answer: odd })).toBeNull();
});
