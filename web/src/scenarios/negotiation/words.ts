import type { ScenarioWords } from '../../lib/scenario-page.ts';
import { speak } from '../../lib/texts/languages.ts';

const en: ScenarioWords = {
  title: 'Looking for a slot',
  lead: 'Providers are called and asked for a slot. Speak as their reception would, or type.',
  phrases: ['We have Tuesday at ten', 'Yes, we can keep it', 'We take no new patients', 'Please hold'],
  tools: {
    calendar_check: {
      started: 'Checking whether the person is free',
      success: 'Checked whether the person is free',
      error: 'Could not check whether the person is free',
    },
    validate_slot: { started: 'Checking a slot', success: 'Checked a slot', error: 'The slot does not do' },
    distance_check: {
      started: 'Looking up how far it is',
      success: 'Looked up how far it is',
      error: 'Could not look up how far it is',
    },
    propose_alternatives: {
      started: 'Looking for other times',
      success: 'Found other times',
      error: 'Found no other time',
    },
    provider_lookup: {
      started: 'Looking for other providers',
      success: 'Found other providers',
      error: 'Found no other provider',
    },
    ask_to_hold: {
      started: 'Asking to have the slot kept',
      success: 'Asked to have the slot kept',
      error: 'Could not ask to have the slot kept',
    },
    record_offer: {
      started: 'Noting an offer',
      success: 'Noted an offer',
      error: 'Could not note the offer',
    },
    record_no_offer: {
      started: 'Noting that there is no slot',
      success: 'Noted that there is no slot',
      error: 'Could not note that there is no slot',
    },
    record_answer: {
      started: 'Noting what they answered',
      success: 'Noted what they answered',
      error: 'Could not note what they answered',
    },
    log_event: { started: 'Making a note', success: 'Made a note', error: 'Could not make a note' },
  },
  dispositions: {
    offer: 'Offered a slot',
    no_slot: 'Has no slot',
    refused: 'Refused',
    confirmed: 'Confirmed the slot',
    released: 'Took the slot back',
  },
};

export const words = speak({ en });
