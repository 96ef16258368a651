import { register } from '../../../src/wiring/scenarios.ts';
import { surveyDefinition } from './definition.ts';
import { createSurveys } from './store.ts';

export const scenarios = [
  register(
    surveyDefinition,
    createSurveys,
    async () => (await import('./scenario.ts')).survey,
    async () => (await import('./rehearsal/rehearsal.ts')).surveyRehearsal,
  ),
];
