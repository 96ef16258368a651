import type { ChatAnswer } from '../../test/support/fakes/openai.ts';

/** What somebody says, and what a model answers that does as its instructions ask. */
export interface Turn {
  person: string;
  model: ChatAnswer[];
}

export interface Talk {
  name: string;
  turns: Turn[];
}

type Call = [name: string, args?: Record<string, unknown>];

const say = (content: string): ChatAnswer => ({ content });
/** Tools that are called in one answer. */
const use = (...calls: Call[]): ChatAnswer => ({
  toolCalls: calls.map(([name, args = {}]) => ({ name, args })),
});

const number = '202 555 0142';
const tuesday = '2026-11-24';
const ten = { appointment_date: tuesday, appointment_time: '10:00' };
const identify: Call = ['identify_user', { contact_number: number }];
const fetchTuesday: Call = ['fetch_slots', { appointment_date: tuesday }];
const goodbye: Turn = {
  person: 'No, that is all, thank you.',
  model: [use(['end_conversation']), say('Thank you for calling. Goodbye.')],
};
const booked: Turn = {
  person: 'Yes, please.',
  model: [use(['book_appointment', ten]), say('Your appointment is booked for Tuesday, November 24 at 10.')],
};
const held: Turn = {
  person: 'Ten sounds good.',
  model: [
    use(['hold_slot', ten]),
    say('Tuesday, November 24 at 10 in the morning is free. Shall I book it?'),
  ],
};

/** By instructions that identify before anything else and know nothing of the business. */
export const identifyingFirst: Talk[] = [
  {
    name: 'a plain question',
    turns: [
      { person: 'Until when are you open on Fridays?', model: [say('May I have your phone number first?')] },
      {
        person: number,
        model: [
          use(identify),
          say('Thank you. I do not know our opening hours, but I can look for free times.'),
        ],
      },
      goodbye,
    ],
  },
  {
    name: 'is anything free on Tuesday',
    turns: [
      { person: 'Do you have anything on Tuesday?', model: [say('May I have your phone number first?')] },
      {
        person: number,
        model: [
          use(identify),
          use(fetchTuesday),
          say('On Tuesday I have 9, 10 or 11. Which would you like?'),
        ],
      },
      goodbye,
    ],
  },
  {
    name: 'a booking',
    turns: [
      { person: 'I would like an appointment on Tuesday.', model: [say('May I have your phone number?')] },
      {
        person: number,
        model: [
          use(identify),
          use(fetchTuesday),
          say('On Tuesday I have 9, 10 or 11. Which would you like?'),
        ],
      },
      held,
      booked,
      goodbye,
    ],
  },
];

/** By instructions that answer plain questions to anybody and call together what does not depend on each other. */
export const answeringFirst: Talk[] = [
  {
    name: 'a plain question',
    turns: [
      {
        person: 'Until when are you open on Fridays?',
        model: [say('On Fridays we are open until five in the afternoon. Is there anything else?')],
      },
      goodbye,
    ],
  },
  {
    name: 'is anything free on Tuesday',
    turns: [
      {
        person: 'Do you have anything on Tuesday?',
        model: [use(fetchTuesday), say('On Tuesday I have 9, 10 or 11. Which would you like?')],
      },
      goodbye,
    ],
  },
  {
    name: 'a booking',
    turns: [
      { person: 'I would like an appointment on Tuesday.', model: [say('May I have your phone number?')] },
      {
        person: number,
        model: [use(identify, fetchTuesday), say('On Tuesday I have 9, 10 or 11. Which would you like?')],
      },
      held,
      booked,
      goodbye,
    ],
  },
];
