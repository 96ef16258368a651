import type { ScenarioWords } from '../../lib/scenario-page.ts';
import { speak } from '../../lib/texts/languages.ts';

const en: Omit<ScenarioWords, 'tools'> = {
  title: 'Orders',
  lead: 'Order before you come, and say when that will be. Speak as you would on the phone, or type.',
  phrases: [
    'My number is two oh two five five five oh one four three',
    'I would like two kebabs and a lemonade',
    'A dozen kebabs and a couple of lemonades',
    'Another kebab',
    'Somebody at our table is allergic to nuts',
    'I want to change my order',
    'Yes',
    'At eight',
    'In half an hour',
    "That's all",
  ],
  dispositions: {
    order_confirmed: 'Ordered',
    callback: 'Wants a call back',
    declined_order: 'Did not order',
    canceled: 'Canceled the order',
  },
};

export const words = speak({ en });
