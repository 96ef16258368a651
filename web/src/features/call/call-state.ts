import type { CallEvent, CallSummaryEvent } from '../../../../src/calls/call/events.ts';
import { type Activity, recordTool } from '../../lib/activity.ts';
import type {
  AgentState,
  CallSignal,
  EndedBy,
  Microphone,
  MicrophoneFault,
  OpenedCall,
  Trouble,
} from './call-signal.ts';
import { addTyped, type Conversation, hear, settle } from './conversation.ts';

export type Phase =
  | { name: 'idle' }
  | { name: 'asking' }
  | { name: 'blocked'; why: MicrophoneFault }
  | { name: 'opening' }
  | { name: 'joining' }
  | { name: 'waiting'; late: boolean }
  | { name: 'talking' }
  | { name: 'reconnecting' }
  | { name: 'failed'; trouble: Trouble }
  | { name: 'ended'; by: EndedBy };

export interface CallState {
  phase: Phase;
  call: OpenedCall | null;
  /** What the person chose to begin with, for "try again". */
  speaking: boolean;
  microphone: Microphone;
  agentState: AgentState;
  /** Epoch milliseconds. */
  joinedAt: number | null;
  endedAt: number | null;
  conversation: Conversation;
  activity: Activity;
  expectation: Extract<CallEvent, { type: 'expectation' }> | null;
  notices: readonly Extract<CallEvent, { type: 'notice' }>[];
  soundBlocked: boolean;
  summary: CallSummaryEvent | null;
}

export const noCall: CallState = {
  phase: { name: 'idle' },
  call: null,
  speaking: false,
  microphone: 'off',
  agentState: 'initializing',
  joinedAt: null,
  endedAt: null,
  conversation: [],
  activity: [],
  expectation: null,
  notices: [],
  soundBlocked: false,
  summary: null,
};

/**
 * ```
 *          started, speaking            microphone on
 *   idle ───────────────────▶ asking ───────────────────▶ opening ──opened──▶ joining ──joined──▶ waiting ⟲ late
 *    ▲ │ started, typing         │ denied, absent, busy   ▲  │ refused           │ refused          │    after 5 s
 *    │ └──────────────────────── │ ───────────────────────┘  │                   │                  │ agent_joined
 *    │                           ▼                           ▼                   ▼                  ▼
 *    ├────────left─────────── blocked                      failed ◀──────────────┘              talking
 *    │                                                                                            │ ▲
 *    │             waiting, talking ──connection_lost──▶ reconnecting ──connection_back──▶ waiting or talking
 *    │
 *    └────────left─────────── ended ◀── hung up, agent left, connection not resumed: from any phase in a room
 * ```
 * `ended` is final for the call: later signals of its room change nothing but the summary. `started` begins anew from
 * every phase without a room.
 */
export function callReducer(state: CallState, signal: CallSignal): CallState {
  switch (signal.type) {
    case 'started':
      if (isInRoom(state.phase)) return state;
      return {
        ...noCall,
        speaking: signal.speaking,
        phase: { name: signal.speaking ? 'asking' : 'opening' },
      };
    case 'left':
      return noCall;
    case 'microphone':
      return takeMicrophone(state, signal.microphone);
    case 'opened':
      return state.phase.name === 'opening'
        ? { ...state, call: signal.call, phase: { name: 'joining' } }
        : state;
    case 'refused':
      return isStarting(state.phase)
        ? { ...state, phase: { name: 'failed', trouble: signal.trouble } }
        : state;
    case 'joined':
      if (state.phase.name !== 'joining') return state;
      return { ...state, joinedAt: signal.at, phase: meet(signal.agentIsHere) };
    case 'ended':
      return end(state, signal.by, signal.at);
    case 'agent_left':
      // Somebody who says goodbye sends the summary first.
      return end(state, state.summary ? 'agent' : 'agent_lost', signal.at);
    case 'event':
      return takeEvent(state, signal.event);
    default:
      return isInRoom(state.phase) ? duringCall(state, signal) : state;
  }
}

/** In a room, or on the way into one again. */
export const isInRoom = (phase: Phase): boolean =>
  ['waiting', 'talking', 'reconnecting'].includes(phase.name);

const isStarting = (phase: Phase): boolean => ['asking', 'opening', 'joining'].includes(phase.name);

/** A call is running or about to: leaving the page now would cut it. */
export const isBusy = (phase: Phase): boolean => isStarting(phase) || isInRoom(phase);

const meet = (agentIsHere: boolean): Phase =>
  agentIsHere ? { name: 'talking' } : { name: 'waiting', late: false };

function duringCall(state: CallState, signal: CallSignal): CallState {
  switch (signal.type) {
    case 'agent_joined':
      return state.phase.name === 'waiting' ? { ...state, phase: { name: 'talking' } } : state;
    case 'agent_late':
      return state.phase.name === 'waiting' ? { ...state, phase: { name: 'waiting', late: true } } : state;
    case 'agent_state':
      return { ...state, agentState: signal.state };
    case 'connection_lost':
      return { ...state, phase: { name: 'reconnecting' } };
    case 'connection_back':
      return state.phase.name === 'reconnecting' ? { ...state, phase: meet(signal.agentIsHere) } : state;
    case 'heard':
      return { ...state, conversation: hear(state.conversation, signal.piece) };
    case 'typed':
      return {
        ...state,
        conversation: addTyped(state.conversation, signal.id, signal.text),
        expectation: null,
      };
    case 'sound':
      return { ...state, soundBlocked: signal.blocked };
    case 'notice_dismissed':
      return { ...state, notices: state.notices.filter((notice) => notice.code !== signal.code) };
    default:
      return state;
  }
}

/** Before the call a fault stops it, so that nobody talks to a page that does not listen; later one can type on. */
function takeMicrophone(state: CallState, microphone: Microphone): CallState {
  if (state.phase.name !== 'asking') return isBusy(state.phase) ? { ...state, microphone } : state;
  if (isFault(microphone)) return { ...state, microphone, phase: { name: 'blocked', why: microphone } };
  return { ...state, microphone, phase: { name: 'opening' } };
}

export const isFault = (microphone: Microphone): microphone is MicrophoneFault =>
  microphone === 'denied' || microphone === 'absent' || microphone === 'busy';

function takeEvent(state: CallState, event: CallEvent): CallState {
  if (event.type === 'call_summary') return { ...state, summary: event };
  if (!isInRoom(state.phase)) return state;
  switch (event.type) {
    case 'expectation':
      return { ...state, expectation: event };
    case 'notice':
      return { ...state, notices: [...state.notices.filter(({ code }) => code !== event.code), event] };
    case 'tool_call':
      return { ...state, activity: recordTool(state.activity, event) };
  }
}

function end(state: CallState, by: EndedBy, at: number): CallState {
  if (!isInRoom(state.phase)) return state;
  // Whoever gives up waiting has had no call: there is nothing to sum up.
  if (by === 'person' && state.phase.name === 'waiting' && state.conversation.length === 0) return noCall;
  return {
    ...state,
    phase: { name: 'ended', by },
    endedAt: at,
    microphone: 'off',
    expectation: null,
    conversation: settle(state.conversation),
  };
}
