import type { ScenarioWords } from '../../lib/scenario-page.ts';
import { speak } from '../../lib/texts/languages.ts';

const en: Omit<ScenarioWords, 'tools'> = {
  title: 'Arrivals',
  lead: 'Guests whose time has passed are asked whether they are there.',
  phrases: ['Yes, I have arrived', 'Not yet', 'In half an hour', 'I am not coming'],
  dispositions: { arrived: 'Arrived', late: 'Comes later', no_show: 'Does not come' },
};

export const words = speak({ en });
