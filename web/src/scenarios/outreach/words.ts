import type { ScenarioWords } from '../../lib/scenario-page.ts';
import { speak } from '../../lib/texts/languages.ts';

const en: ScenarioWords = {
  title: 'Offers',
  lead: 'Hear what is on offer and be put through to somebody when you are interested. Speak, or type.',
  phrases: ['Yes please', 'No thank you', 'Where did you get my number?', "I'm busy"],
  tools: {},
  dispositions: {
    connected_to_operator: 'Connected to an operator',
    not_interested: 'Not interested',
    disconnected: 'Disconnected',
    hangup: 'Hung up',
    missed: 'Missed',
    'failed:operator_failed': 'No operator answered',
  },
};

export const words = speak({ en });
