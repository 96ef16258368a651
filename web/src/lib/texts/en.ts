import { enCall } from './en-call.ts';
import { enRecord } from './en-record.ts';

/** Everything that the page says in English. Another language is another file of this shape (texts.ts). */
export const en = {
  language: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  quoted: (phrase: string) => `“${phrase}”`,

  shell: {
    skip: 'Skip to the call',
    navigation: 'Pages',
    call: 'Call',
    calls: 'Calls',
    agent: 'Agent',
    backToCall: 'Call in progress. Return to it',
    rehearsal: 'Rehearsal',
  },

  agent: {
    title: (name: string) => `What ${name} tells callers`,
    plainTitle: 'What the agent tells callers',
    lead: 'The next call knows what is saved here. Calls that go on keep what they were told.',
    knowledge: 'What callers ask',
    knowledgeHint: 'Questions and answers in your words: parking, prices, what to bring. 4000 characters.',
    address: 'Address',
    addressHint: 'As it is to be said.',
    services: 'Services',
    servicesHint: 'With commas between.',
    save: 'Save',
    saving: 'Saving',
    saved: 'Saved',
    failed: 'It was not saved.',
  },

  command: { copy: (command: string) => `Copy ${command}`, copied: 'Copied' },

  start: {
    title: 'Talk to the agent',
    titleFor: (organization: string) => `Call ${organization}`,
    about: 'What is it about?',
    call: 'Start call',
    type: 'Type instead',
    note: 'Your browser will ask for the microphone. The call is transcribed and kept.',
    onlyCalls: (organization: string) =>
      `${organization} only calls people; nobody who calls it is answered.`,
  },

  rehearsal: {
    title: 'This is a rehearsal',
    /** One sentence for each part that stands in. */
    parts: {
      speech: 'Speech is recognized on this machine: it knows set phrases, not free speech.',
      model: 'A script stands in for the language model.',
      voice: 'The voice is a simple one from this machine.',
    },
    kept: 'What is done in the call is really kept.',
    phrasesTitle: 'What you can say',
    missingTitle: 'What stands in, and how to get the real part',
  },

  /** Of a scenario that this page has no words for. */
  plainScenario: { lead: 'Speak as you would on the phone, or type.' },

  unknownPage: {
    title: 'There is nothing at this address',
    body: 'The link may be old or mistyped.',
    back: 'To the start',
  },

  health: {
    checking: 'Checking whether calls can start',
    checkAgain: 'Check again',
    serverTitle: 'Parley does not answer',
    serverBody:
      'The page loaded, but its server cannot be reached. Start it and this page goes on by itself.',
    serverCommand: 'npm start',
    roomsTitle: 'Calls need a LiveKit server',
    roomsBody:
      'Everything else runs. Once a LiveKit server is there, calls can start; this page notices by itself.',
    databaseTitle: 'The database does not answer',
    databaseBody: 'A call could not be kept, so none can start. This page notices when the database is back.',
    consoleHint: 'Until then the same agent can be tried in a terminal:',
    consoleCommand: 'npm run console',
    roomsCommandHint: 'Then start again; this finds a LiveKit server or builds one:',
    roomsCommand: 'npm start',
  },

  parts: {
    database: 'Database',
    livekit: 'LiveKit',
    speech: 'Speech recognition',
    model: 'Model',
    voice: 'Voice',
    credentials: 'Credentials',
  },

  ...enCall,
  ...enRecord,
};
