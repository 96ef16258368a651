import type { CallView, TurnView } from '../../../src/calls/call/call-views.ts';
import type { CallDetailResponse, HealthResponse } from '../../../src/http/contract.ts';
import type {
  AppointmentRecord,
  AppointmentView,
} from '../../../src/scenarios/appointment/store/appointment-views.ts';
import type { CaptureView } from '../../../src/scenarios/outreach/store/outreach-views.ts';
import type { CustomerView } from '../../../src/scenarios/restaurant/store/customer-views.ts';

/** One booking, as the page sees it happen and as it is kept. All names and numbers are made up. */

const day = '2026-11-24';
const slot = (time: string, date = day) => ({
  date,
  time,
  starts_at: `${date}T${time}:00-05:00`,
  ends_at: `${date}T${time.slice(0, 2)}:30:00-05:00`,
});

export const slots = ['09:00', '10:00', '11:00', '14:00', '15:00', '16:00'].map((time) => slot(time));
export const tenOClock = slot('10:00');

export const appointment: AppointmentView = {
  ...tenOClock,
  appointment_id: '6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7a01',
  status: 'booked',
  resource: 'Dr. Rivera',
  for_whom: null,
  notes: 'First visit',
};

export const summary = {
  type: 'call_summary' as const,
  summary:
    'Maya Chen called to book a first visit. She was booked for Tuesday, November 24 at 10:00 with Dr. Rivera.',
  appointments: [appointment],
  cost_breakdown: {
    currency: 'USD' as const,
    total: 0.007466,
    items: [
      { provider: 'deepgram', unit: 'audio_second', quantity: 74.2, cost: 0.005318 },
      { provider: 'openai', unit: 'prompt_token', quantity: 612, cost: 0.000918 },
      { provider: 'openai', unit: 'completion_token', quantity: 140, cost: 0.00028 },
      { provider: 'cartesia', unit: 'character', quantity: 95, cost: 0.00095 },
    ],
  },
  user_preferences: {
    time_of_day: 'morning' as const,
    weekdays: [2, 4],
    last_appointment: tenOClock.starts_at,
  },
};

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export function callView(id: string, change: Partial<CallView> = {}): CallView {
  return {
    id,
    scenario: 'appointment',
    direction: 'inbound',
    channel: 'web',
    rehearsal: false,
    person: { name: 'Maya Chen', phone: '+12025550143' },
    started_at: ago(6),
    answered_at: ago(6),
    ended_at: ago(4),
    outcome: 'answered',
    disposition: 'booked',
    end_reason: 'person_hung_up',
    summary: summary.summary,
    sentiment: 'positive',
    ...change,
  };
}

function turn(index: number, role: TurnView['role'], text: string, change: Partial<TurnView> = {}): TurnView {
  const latency = { end_of_turn_ms: null, model_ms: null, speech_ms: null, total_ms: null };
  const at = ago(6 - index / 6);
  return {
    index,
    role,
    text,
    heard: null,
    interrupted: false,
    started_at: at,
    ended_at: at,
    latency,
    decision: null,
    ...change,
  };
}

export function callDetail(id: string, change: Partial<CallDetailResponse> = {}): CallDetailResponse {
  const timestamp = ago(5);
  return {
    call: callView(id),
    turns: [
      turn(0, 'agent', 'Hello, this is Ada at Demo Clinic. May I have your phone number, please?'),
      turn(1, 'person', 'It is 202 555 0143.'),
      turn(2, 'agent', 'Thank you, Maya. We have nine, ten, eleven, two, three and four on Tuesday.', {
        interrupted: true,
        heard: 'Thank you, Maya. We have nine, ten,',
        latency: { end_of_turn_ms: 212, model_ms: 341, speech_ms: 118, total_ms: 671 },
      }),
      turn(3, 'person', 'سه‌شنبه ساعت ده، لطفاً.'),
      turn(4, 'agent', 'You are booked for Tuesday, November 24 at ten.', {
        latency: { end_of_turn_ms: 120, model_ms: 402, speech_ms: 96, total_ms: 618 },
      }),
    ],
    events: [
      {
        version: 1,
        type: 'tool_call',
        tool: 'fetch_slots',
        status: 'started',
        data: { appointment_date: day },
        timestamp,
      },
      { version: 1, type: 'tool_call', tool: 'fetch_slots', status: 'success', data: { slots }, timestamp },
      {
        version: 1,
        type: 'tool_call',
        tool: 'book_appointment',
        status: 'success',
        data: { appointment },
        timestamp,
      },
    ],
    summary: { version: 1, timestamp, ...summary },
    cost_breakdown: summary.cost_breakdown,
    user_preferences: summary.user_preferences,
    operator: null,
    appointments: [appointment],
    recording: null,
    outcome: 'answered',
    disposition: 'booked',
    end_reason: 'person_hung_up',
    sentiment: 'positive',
    ...change,
  };
}

export const otherCalls = [
  callView('6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7a11'),
  callView('6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7a12', {
    person: null,
    channel: 'sip',
    outcome: 'failed',
    disposition: null,
    end_reason: 'agent_lost',
    started_at: ago(95),
    answered_at: ago(95),
    ended_at: ago(94),
  }),
  callView('6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7a13', {
    person: { name: 'لیلا احمدی', phone: '+12025550117' },
    disposition: 'modified',
    started_at: ago(1_500),
    answered_at: ago(1_500),
    ended_at: ago(1_497),
  }),
];

export const comingAppointments: AppointmentRecord[] = [
  {
    ...appointment,
    person: { name: 'Maya Chen', phone: '+12025550143' },
    call_id: otherCalls[0]?.id ?? null,
  },
  {
    ...appointment,
    ...slot('14:00', '2026-11-26'),
    appointment_id: '6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7a02',
    person: { name: 'لیلا احمدی', phone: '+12025550117' },
    call_id: otherCalls[2]?.id ?? null,
  },
];

/** What a machine without any key says of itself. */
export const rehearsalHealth: Pick<HealthResponse, 'speech' | 'model' | 'voice' | 'rehearsal' | 'missing'> = {
  speech: { provider: 'local', real: false },
  model: { provider: 'local', real: false },
  voice: { provider: 'local', real: false },
  rehearsal: true,
  missing: [
    {
      part: 'speech',
      why: 'A local recognizer stands in; it understands only what the page suggests.',
      fix: 'Set DEEPGRAM_API_KEY and start again.',
    },
    {
      part: 'model',
      why: 'A script stands in for the language model; it follows the same tools but not free speech.',
      fix: 'Set OPENAI_API_KEY, or the three AZURE_OPENAI_ settings, and start again.',
    },
    { part: 'voice', why: 'A simple local voice stands in.', fix: 'Set CARTESIA_API_KEY and start again.' },
  ],
};

export const noLivekit: HealthResponse['missing'] = [
  {
    part: 'livekit',
    why: 'No LiveKit server is configured or was found, so there are no rooms to talk in.',
    fix: 'Put livekit-server on the PATH, or install Go so that it can be built, or set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET.',
  },
];

type Business = NonNullable<HealthResponse['organization']>;

export const restaurant: Business = {
  name: 'Demo Restaurant',
  scenarios: [
    { name: 'order', answers: true },
    { name: 'arrival', answers: false },
    { name: 'recovery', answers: false },
  ],
};

export const academy: Business = { name: 'Demo Academy', scenarios: [{ name: 'outreach', answers: true }] };

const customer = (customer_id: string, change: Partial<CustomerView>): CustomerView => ({
  customer_id,
  name: 'Maya Chen',
  mobile: '+12025550143',
  status: 'order_confirmed',
  order_details: '2 x kebab, 1 x lemonade',
  party_size: null,
  allergies: null,
  expected_arrival_time: `${day}T20:00:00-05:00`,
  arrival_confirmed: false,
  last_call_time: null,
  remarks: null,
  callback_time: null,
  ...change,
});

export const customers: CustomerView[] = [
  customer('CUST000001', {}),
  customer('CUST000002', {
    name: 'لیلا احمدی',
    mobile: '+12025550117',
    order_details: '1 x soup',
    expected_arrival_time: `${day}T18:30:00-05:00`,
  }),
  customer('CUST000003', { name: 'Sam Reed', status: 'resolved' }),
];

/** The tools of a call that ordered, as the page sees them. */
export const orderTools = [
  {
    tool: 'capture_order',
    asked: { items: [{ name: 'kebab', quantity: 2, notes: null }] },
    answer: { status: 'new', order_details: '2 x kebab', expected_arrival_time: null },
  },
  {
    tool: 'set_arrival_time',
    asked: { arrival_date: day, arrival_time: '20:00' },
    answer: {
      status: 'order_confirmed',
      order_details: '2 x kebab',
      expected_arrival_time: `${day}T20:00:00-05:00`,
    },
  },
];

export const orderSummary = {
  ...summary,
  summary: 'Maya Chen ordered two kebabs and comes on Tuesday, November 24 at 20:00.',
  appointments: [],
  user_preferences: { time_of_day: null, weekdays: [], last_appointment: null },
};

/** The kept call of an order. */
export function orderDetail(id: string): CallDetailResponse {
  const timestamp = ago(5);
  return callDetail(id, {
    call: callView(id, { scenario: 'order', disposition: 'order_confirmed', summary: orderSummary.summary }),
    turns: [turn(0, 'agent', 'Hello, this is Ada at Demo Restaurant. What would you like to order?')],
    events: orderTools.flatMap(({ tool, asked, answer }) => [
      {
        version: 1 as const,
        type: 'tool_call' as const,
        tool,
        status: 'started' as const,
        data: asked,
        timestamp,
      },
      {
        version: 1 as const,
        type: 'tool_call' as const,
        tool,
        status: 'success' as const,
        data: answer,
        timestamp,
      },
    ]),
    summary: { version: 1, timestamp, ...orderSummary },
    appointments: [],
    user_preferences: orderSummary.user_preferences,
    disposition: 'order_confirmed',
  });
}

export const captures: CaptureView[] = [
  {
    id: '6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7b01',
    call_id: otherCalls[0]?.id ?? '',
    index: 0,
    transcript: 'yes please, how much is it',
    class: 'yes',
    classifier: 'keywords',
    confidence: 0.9,
    language: 'en-US',
    created_at: ago(5),
  },
];
