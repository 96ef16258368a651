import { enCall } from './en-call.ts';
import { enRecord } from './en-record.ts';
import { type Clock, partOfDay, spokenTime, weekdayName } from './english-time.ts';

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
    backToCall: 'Call in progress. Return to it',
    rehearsal: 'Rehearsal',
  },

  command: { copy: (command: string) => `Copy ${command}`, copied: 'Copied' },

  start: {
    title: 'Talk to the agent',
    titleFor: (organization: string) => `Call ${organization}`,
    lead: 'Book, move or cancel an appointment. Speak as you would on the phone, or type.',
    leadFor: (agent: string) =>
      `${agent} books, moves and cancels appointments. Speak as you would on the phone, or type.`,
    call: 'Start call',
    type: 'Type instead',
    note: 'Your browser will ask for the microphone. The call is transcribed and kept.',
  },

  rehearsal: {
    title: 'This is a rehearsal',
    /** One sentence for each part that stands in. */
    parts: {
      speech: 'Speech is recognized on this machine: it knows set phrases, not free speech.',
      model: 'A script stands in for the language model.',
      voice: 'The voice is a simple one from this machine.',
    },
    kept: 'What is booked is really kept.',
    phrasesTitle: 'What you can say',
    /** Said during the call these are suggested where they fit; here they show what kind of thing works. */
    phrases: [
      'I would like to book an appointment',
      'My number is two oh two five five five oh one four three',
      'On Tuesday at ten',
      'Yes',
      'When is my appointment?',
      'Cancel my appointment',
      'Goodbye',
    ],
    missingTitle: 'What stands in, and how to get the real part',
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

  /** A slot the way a caller says it: "Tuesday the 24th at ten in the morning". */
  slotPhrase: (slot: { date: string; time: string }) => {
    const clock: Clock = { date: slot.date, time: slot.time };
    return `${weekdayName(clock)} at ${spokenTime(clock)}${partOfDay(clock)}`;
  },
};
