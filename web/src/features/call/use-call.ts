import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { type CallState, callReducer, noCall } from './call-state.ts';
import { loadRoom, type PlacedCall, placeCall } from './place-call.ts';

export interface CallControls {
  start(speaking: boolean): void;
  /** What the next call is about. */
  choose(scenario: string): void;
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

/** The one call that this page is in. It belongs to the app, so that looking at another page does not cut it. */
export function useCall(): { state: CallState; chosen: string | null; controls: CallControls } {
  const [state, dispatch] = useReducer(callReducer, noCall);
  const placed = useRef<PlacedCall | null>(null);
  const [chosen, choose] = useState<string | null>(null);
  const { speaking } = state;

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
      placed.current = placeCall({ speaking: withVoice, scenario: chosen }, dispatch);
    },
    [leave, chosen],
  );

  return {
    state,
    chosen,
    controls: {
      start,
      choose,
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
