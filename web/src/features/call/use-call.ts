import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { type CallState, callReducer, isBusy, noCall } from './call-state.ts';
import { readCutCall, rememberCall } from './cut-call.ts';
import { loadRoom, type PlacedCall, placeCall } from './place-call.ts';

export interface CallControls {
  start(speaking: boolean): void;
  /** What the next call is about. */
  choose(scenario: string): void;
  /** The call that a reload cut needs no more mention. */
  forgetCutCall(): void;
  hangUp(): void;
  /** Back to the start, whatever is going on. */
  leave(): void;
  retry(): void;
  say(text: string): Promise<boolean>;
  setMicrophone(on: boolean): void;
  turnSoundOn(): void;
  dismissNotice(code: string): void;
  level(side: 'agent' | 'person'): number;
}

export interface OneCall {
  state: CallState;
  /** What the next call is to be about; null leaves it to the business. */
  chosen: string | null;
  /** The call that was under way when this page was loaded again. */
  cutCallId: string | null;
  controls: CallControls;
}

/** The one call that this page is in. It belongs to the app, so that looking at another page does not cut it. */
export function useCall(): OneCall {
  const [state, dispatch] = useReducer(callReducer, noCall);
  const placed = useRef<PlacedCall | null>(null);
  const [chosen, choose] = useState<string | null>(null);
  const [cutCallId, setCutCallId] = useState(readCutCall);
  const { speaking } = state;
  useCareOfLeaving(state);

  useEffect(() => {
    // Fetched before it is needed, so that the first call starts as fast as the second.
    void loadRoom().catch(() => undefined);
    return () => placed.current?.cancel();
  }, []);

  const leave = useCallback(() => {
    placed.current?.cancel();
    placed.current = null;
    dispatch({ type: 'left' });
  }, []);
  const start = useCallback(
    (withVoice: boolean) => {
      leave();
      setCutCallId(null);
      placed.current = placeCall({ speaking: withVoice, scenario: chosen }, dispatch);
    },
    [leave, chosen],
  );

  return {
    state,
    chosen,
    cutCallId,
    controls: {
      start,
      choose,
      forgetCutCall: () => setCutCallId(null),
      leave,
      retry: () => start(speaking),
      hangUp: () => placed.current?.hangUp(),
      say: async (text) => (await placed.current?.say(text)) ?? false,
      setMicrophone: (on) => placed.current?.setMicrophone(on),
      turnSoundOn: () => placed.current?.turnSoundOn(),
      dismissNotice: (code) => dispatch({ type: 'notice_dismissed', code }),
      level: (side) => placed.current?.level(side) ?? 0,
    },
  };
}

/** A page that goes takes its call along: the browser asks first, and the page that comes back knows which it was. */
function useCareOfLeaving({ phase, call }: CallState): void {
  const busy = isBusy(phase);
  const callId = busy ? (call?.call_id ?? null) : null;
  useEffect(() => rememberCall(callId), [callId]);
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [busy]);
}
