import type { ScenarioWords } from '../../lib/scenario-page.ts';
import { speak } from '../../lib/texts/languages.ts';

const en: Omit<ScenarioWords, 'tools'> = {
  title: 'Missed visits',
  lead: 'Guests who did not come are offered another time, takeaway, or to cancel.',
  phrases: ['Another time', 'Tomorrow at eight', 'Takeaway, please', 'Please cancel it'],
  dispositions: { rescheduled: 'Comes another time', takeaway: 'Takes it away', canceled: 'Canceled' },
};

export const words = speak({ en });
