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
      'My number is 202 555 0143',
      'Tuesday at ten',
      'Yes',
      'What appointments do I have?',
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

  phase: {
    idle: 'No call',
    asking: 'Waiting for the microphone',
    blocked: 'No microphone',
    opening: 'Opening a room',
    joining: 'Connecting',
    waiting: 'Waiting for the agent',
    talking: 'In call',
    reconnecting: 'Connection lost. Reconnecting',
    failed: 'The call could not start',
    ended: 'Call ended',
  },

  agentState: {
    initializing: 'Getting ready',
    listening: 'Listening',
    thinking: 'Thinking',
    speaking: 'Speaking',
  },

  asking: {
    title: 'Allow the microphone',
    body: 'Your browser is asking whether this page may use the microphone. The call starts when you allow it.',
    type: 'Type instead',
    cancel: 'Cancel',
  },

  microphone: {
    denied: {
      title: 'The microphone is blocked',
      body: 'Your browser does not let this page listen. Allow the microphone in the address bar and try again, or go on by typing: the agent answers aloud and in writing either way.',
    },
    absent: {
      title: 'No microphone was found',
      body: 'Connect one and try again, or go on by typing: the agent answers aloud and in writing either way.',
    },
    busy: {
      title: 'The microphone could not be opened',
      body: 'Another program may be using it. Close it and try again, or go on by typing.',
    },
    type: 'Continue by typing',
    retry: 'Try the microphone again',
  },

  trouble: {
    callAgain: 'Try again',
    back: 'Back',
    unreachable: {
      title: 'Parley does not answer',
      body: 'The server that opens calls cannot be reached. Start it, then try again.',
      command: 'npm start',
    },
    rateLimited: {
      title: 'Too many calls at once',
      body: 'This page has opened many calls in a short time.',
      wait: (seconds: number) => `You can try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
      ready: 'You can try again now.',
    },
    refused: { title: 'The call was refused' },
    unexpected: {
      title: 'The call could not start',
      body: 'The server gave an answer that this page does not understand. Reload the page; if that does not help, the page and the server are of different versions.',
    },
    noServer: {
      title: 'The LiveKit server does not answer',
      body: (url: string) =>
        `The room was opened, but ${url} cannot be reached. Start the LiveKit server, then try again.`,
      bodyWithoutUrl: 'Calls need a LiveKit server and it is not running. Start it, then try again.',
      command: 'npm start',
    },
  },

  late: {
    title: 'The agent has not come yet',
    body: 'It usually answers within a second. You can keep waiting, or start the agent and try again.',
    command: 'npm run agent -- start',
    retry: 'Try again',
    back: 'Back',
  },

  call: {
    heading: 'Call',
    headingFor: (agent: string, organization: string) => `${agent}, ${organization}`,
    duration: 'Length of the call',
    mute: 'Mute',
    useMicrophone: 'Use microphone',
    hangUp: 'Hang up',
    cancel: 'Cancel',
    transcript: 'Transcript',
    emptyTranscript: 'What is said appears here.',
    agent: 'Agent',
    person: 'You',
    typed: 'typed',
    newest: 'Newest',
    typeLabel: 'Type to the agent',
    typePlaceholder: 'Type instead of speaking',
    send: 'Send',
    notSent: 'That was not sent. The connection is not ready.',
    suggestions: 'You can say',
    slots: 'Times offered',
    saySlot: (phrase: string) => `Say: ${phrase}`,
    held: 'held for you',
    booked: 'booked',
    likely: 'fits you',
    activity: 'What the agent did',
    activityEmpty: 'Nothing yet. Each look-up and each change is listed here as it happens.',
    soundBlocked: 'Your browser keeps this page silent until you allow sound.',
    soundOn: 'Turn sound on',
    dismiss: 'Dismiss',
    reconnecting: 'The connection was lost. Reconnecting; nothing that was booked is lost.',
  },

  expects: {
    yes_no: 'A yes or a no',
    phone_number: 'A phone number',
    date_time: 'A day and a time',
    open: 'Anything',
  },

  tools: {
    identify_user: {
      started: 'Looking up the caller',
      success: 'Found the caller',
      error: 'Could not identify the caller',
    },
    fetch_slots: {
      started: 'Looking for free times',
      success: 'Found free times',
      error: 'Found no free time',
    },
    hold_slot: { started: 'Holding a time', success: 'Held a time', error: 'Could not hold the time' },
    book_appointment: { started: 'Booking', success: 'Booked an appointment', error: 'Could not book' },
    retrieve_appointments: {
      started: 'Looking up appointments',
      success: 'Read the appointments',
      error: 'Could not read the appointments',
    },
    cancel_appointment: {
      started: 'Canceling',
      success: 'Canceled an appointment',
      error: 'Could not cancel',
    },
    modify_appointment: {
      started: 'Moving an appointment',
      success: 'Moved an appointment',
      error: 'Could not move it',
    },
    end_conversation: {
      started: 'Ending the call',
      success: 'Ended the call',
      error: 'Could not end the call',
    },
  } as Record<string, { started: string; success: string; error: string }>,
  unknownTool: {
    started: (tool: string) => `Running ${tool}`,
    success: (tool: string) => `Did ${tool}`,
    error: (tool: string) => `${tool} failed`,
  },
  toolFacts: {
    times: (count: number) => (count === 1 ? '1 free time' : `${count} free times`),
    appointments: (count: number) => (count === 1 ? '1 appointment' : `${count} appointments`),
    arguments: 'Asked with',
    answer: 'Answer',
  },

  ended: {
    byPerson: { title: 'You ended the call', body: '' },
    byAgent: { title: 'The call is over', body: 'The agent ended the call.' },
    agentLost: {
      title: 'The agent left the call',
      body: 'It left before the call was finished. What was booked until then is kept.',
    },
    connectionLost: {
      title: 'The connection was lost',
      body: 'The call could not be resumed. What was booked until then is kept.',
    },
    lasted: (length: string) => `It lasted ${length}.`,
    again: 'Call again',
    typeAgain: 'Type again',
    close: 'Back to start',
    waitingForSummary: 'The summary is being written',
    noSummary: 'There is no summary yet. The call is kept all the same.',
    openRecord: 'Open the whole call',
    retry: 'Look again',
  },

  endReasons: {
    agent_ended: 'The agent ended the call.',
    person_hung_up: 'The person hung up.',
    silence: 'Nobody spoke any more.',
    too_long: 'The call reached its longest time.',
    provider_failed: 'A speech or model provider failed.',
    agent_lost: 'The agent was lost in mid-call.',
    agent_failed: 'The agent failed.',
    never_started: 'The agent never came.',
  } as Record<string, string>,

  record: {
    title: 'Call',
    loading: 'Loading the call',
    notFound: 'There is no such call.',
    back: 'All calls',
    summary: 'Summary',
    appointments: 'Appointments',
    noAppointments: 'No appointment was made, moved or canceled.',
    cost: 'Cost',
    costTotal: 'Total',
    costEmpty: 'Nothing was billed.',
    provider: 'Provider',
    quantity: 'Quantity',
    amount: 'Amount',
    preferences: 'Preferences learned',
    noPreferences: 'Nothing learned yet.',
    timeOfDay: { morning: 'Mornings', afternoon: 'Afternoons', evening: 'Evenings' },
    weekdays: (days: string) => `Booked on ${days}`,
    lastAppointment: (day: string) => `Last appointment on ${day}`,
    latency: 'Latency per turn',
    latencyNote: 'Milliseconds from the end of the person’s speech to the first sound of the agent.',
    latencyColumns: {
      turn: 'Turn',
      endOfTurn: 'End of turn',
      model: 'Model',
      speech: 'Speech',
      total: 'Total',
    },
    transcript: 'Transcript',
    noTranscript: 'Nothing was said.',
    interrupted: 'interrupted; heard:',
    nothingHeard: 'nothing',
    events: 'What the agent did',
    noEvents: 'The agent used no tool.',
    facts: 'Facts',
    started: 'Started',
    length: 'Length',
    channel: 'Through',
    result: 'Result',
    ending: 'Ending',
    sentiment: 'Mood',
    person: 'Person',
    unknownPerson: 'Unknown caller',
    running: 'running',
  },

  channels: { web: 'this page', sip: 'phone', console: 'console', simulation: 'simulation' },
  sentiments: { positive: 'content', neutral: 'neutral', negative: 'displeased' },
  outcomes: {
    answered: 'Answered',
    voicemail: 'Voicemail',
    busy: 'Busy',
    no_answer: 'No answer',
    declined: 'Declined',
    unreachable: 'Unreachable',
    canceled: 'Canceled',
    failed: 'Failed',
  },
  dispositions: {
    booked: 'Booked',
    modified: 'Moved',
    canceled: 'Canceled',
    informed: 'Informed',
    abandoned: 'Abandoned',
  } as Record<string, string>,

  lists: {
    calls: 'Recent calls',
    allCalls: 'Calls',
    noCalls: 'No calls yet. The first one appears here.',
    appointments: 'Coming appointments',
    noAppointments: 'No appointments are booked.',
    loading: 'Loading',
    failed: 'This list cannot be loaded now.',
    more: 'Show more',
    all: 'All calls',
    itsCall: 'its call',
  },

  appointmentStatus: { held: 'Held', booked: 'Booked', canceled: 'Canceled', lapsed: 'Lapsed' },

  units: {
    audio_second: (n: string) => `${n} s of audio`,
    prompt_token: (n: string) => `${n} tokens in`,
    cached_prompt_token: (n: string) => `${n} tokens in, cached`,
    completion_token: (n: string) => `${n} tokens out`,
    character: (n: string) => `${n} characters`,
    session_second: (n: string) => `${n} s of session`,
  } as Record<string, (quantity: string) => string>,

  /** A slot the way a caller says it: "Tuesday the 24th at ten in the morning". */
  slotPhrase: (slot: { date: string; time: string }) => {
    const clock: Clock = { date: slot.date, time: slot.time };
    return `${weekdayName(clock)} at ${spokenTime(clock)}${partOfDay(clock)}`;
  },
};
