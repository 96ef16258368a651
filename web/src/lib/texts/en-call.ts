/** What the page says in English while a call is placed, runs and ends. */
export const enCall = {
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
    activity: 'What the agent did',
    activityEmpty: 'Nothing yet. Each look-up and each change is listed here as it happens.',
    soundBlocked: 'Your browser keeps this page silent until you allow sound.',
    soundOn: 'Turn sound on',
    dismiss: 'Dismiss',
    reconnecting: 'The connection was lost. Reconnecting; nothing that was agreed is lost.',
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
    hand_over_to_operator: {
      started: 'Asking a colleague to take over',
      success: 'Handed over to a colleague',
      error: 'Nobody could take over',
    },
    promise_callback: {
      started: 'Promising to call back',
      success: 'Promised to call back',
      error: 'Could not promise to call back',
    },
    refuse_calls: {
      started: 'Noting that they want no more calls',
      success: 'Noted that they want no more calls',
      error: 'Could not note that they want no more calls',
    },
    verify_caller: {
      started: 'Checking who is calling',
      success: 'Made sure of the caller',
      error: 'Not sure of the caller',
    },
    wrong_person: {
      started: 'Noting that somebody else answered',
      success: 'Noted that somebody else answered',
      error: 'Could not note that somebody else answered',
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
    arguments: 'Asked with',
    answer: 'Answer',
  },

  ended: {
    byPerson: { title: 'You ended the call', body: '' },
    byAgent: { title: 'The call is over', body: 'The agent ended the call.' },
    agentLost: {
      title: 'The agent left the call',
      body: 'It left before the call was finished. What was agreed until then is kept.',
    },
    connectionLost: {
      title: 'The connection was lost',
      body: 'The call could not be resumed. What was agreed until then is kept.',
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

  cutCall: {
    title: 'The page was loaded again during a call',
    body: 'That hung the call up. What was agreed until then is kept.',
    became: (result: string) => `How it ended: ${result}.`,
    ending: 'it is being ended',
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
    never_joined: 'Nobody joined.',
  } as Record<string, string>,
};
