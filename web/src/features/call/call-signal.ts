import type { CallEvent } from '../../../../src/calls/call/events.ts';
import type { TokenResponse } from '../../../../src/http/contract.ts';
import type { HeardPiece } from './conversation.ts';

/** `lk.agent.state`, as LiveKit's agents publish it. */
export type AgentState = 'initializing' | 'listening' | 'thinking' | 'speaking';

/** Why there is no microphone: not allowed, none there, or there but taken. */
export type MicrophoneFault = 'denied' | 'absent' | 'busy';

/** `off`: the person types. */
export type Microphone = 'off' | 'on' | 'muted' | MicrophoneFault;

/** Why a call could not start. */
export type Trouble =
  | { kind: 'unreachable' }
  | { kind: 'rate_limited'; retryAt: number }
  | { kind: 'refused'; message: string; fix: string | null }
  | { kind: 'no_server'; url: string | null; fix: string | null }
  | { kind: 'unexpected' };

export type EndedBy = 'person' | 'agent' | 'agent_lost' | 'connection_lost';

/** The call that `POST /token` opened, without the secret that lets one in. */
export type OpenedCall = Pick<TokenResponse, 'call_id' | 'scenario' | 'rehearsal' | 'agent' | 'organization'>;

/** Everything that can happen to a call; `callReducer` is the only one who decides what it means. */
export type CallSignal =
  | { type: 'started'; speaking: boolean }
  | { type: 'microphone'; microphone: Microphone }
  | { type: 'opened'; call: OpenedCall }
  | { type: 'refused'; trouble: Trouble }
  | { type: 'joined'; at: number; agentIsHere: boolean }
  | { type: 'agent_joined' }
  | { type: 'agent_late' }
  | { type: 'agent_state'; state: AgentState }
  | { type: 'agent_left'; at: number }
  | { type: 'connection_lost' }
  | { type: 'connection_back'; agentIsHere: boolean }
  | { type: 'ended'; by: EndedBy; at: number }
  | { type: 'heard'; piece: HeardPiece }
  | { type: 'typed'; id: string; text: string }
  | { type: 'event'; event: CallEvent }
  | { type: 'sound'; blocked: boolean }
  | { type: 'notice_dismissed'; code: string }
  | { type: 'left' };
