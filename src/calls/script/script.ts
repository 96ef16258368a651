/**
 * Calls that follow a script: what is said and asked is fixed, and what the person answers only chooses the next step.
 * A script is a state machine without any knowledge of telephones (`Flow`); a `ScriptChannel` is the call that it is played on.
 */

export type Prompt = 'hello' | 'goodby' | 'yes' | 'number' | 'callback';

export interface ListenLimits {
  /** A capture is never longer. */
  maxMs: number;
  /** Silence after the person has spoken that ends it. */
  silenceMs: number;
}

export interface Capture {
  /** What was understood; empty when nothing was said. */
  transcript: string;
  ended: 'silence' | 'max' | 'left';
}

/** The call, as a script sees it. Nothing here rejects because somebody hung up: that is an answer. */
export interface ScriptChannel {
  /** Says a prompt to its end. */
  play(prompt: Prompt): Promise<'played' | 'left'>;
  /** Hears one answer. */
  listen(limits: ListenLimits): Promise<Capture>;
  /** Brings an operator in; the person hears hold audio meanwhile. */
  handOver(): Promise<'connected' | 'exhausted' | 'person_left'>;
  /** Promises a call back; false when nobody can be told that it comes soon. */
  promiseCallback(): Promise<boolean>;
  /** The result is known from now on, even if the person hangs up while the goodbye is said. */
  settle(result: string): void;
  /** Ends the call with the result that was settled. */
  end(): Promise<void>;
}

export type Action =
  | { do: 'play'; prompt: Prompt }
  | { do: 'listen' }
  | { do: 'hand_over' }
  | { do: 'promise_callback' }
  | { do: 'end' };

/** What happened to the action before. */
export type ScriptEvent<Reply> =
  | { type: 'played' }
  /** `null`: nothing was said. */
  | { type: 'heard'; reply: Reply | null }
  | { type: 'handed_over'; to: 'operator' | 'nobody' }
  | { type: 'promised'; kept: boolean }
  | { type: 'person_left' };

export interface Step<State> {
  state: State;
  action: Action;
  /** What the call has come to, as soon as that is known. */
  result: string | null;
}

export interface Flow<State, Reply> {
  begin(): Step<State>;
  /** @throws Error for an event that cannot follow the state's action: a fault of the driver. */
  next(state: State, event: ScriptEvent<Reply>): Step<State>;
}
