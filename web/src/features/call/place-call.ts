import { openCall } from '../../lib/api.ts';
import { reportIgnored } from '../../lib/report.ts';
import { microphoneFaultOf, troubleOf } from './call-fault.ts';
import type { CallSignal } from './call-signal.ts';
import type { RoomLink } from './room.ts';

/** One call from the button to the end. After `hangUp` or `cancel` it sends no signal any more. */
export interface PlacedCall {
  /** False when there is no connection to send it over. */
  say(text: string): Promise<boolean>;
  setMicrophone(on: boolean): void;
  turnSoundOn(): void;
  level(side: 'agent' | 'person'): number;
  hangUp(): void;
  /** Ends it without a trace on the page. */
  cancel(): void;
}

/** livekit-client is most of the page's weight and is needed only once somebody calls. */
export const loadRoom = () => import('./room.ts');

/** What a person chose to call with; null leaves what the call is about to the business. */
export interface CallWish {
  speaking: boolean;
  scenario: string | null;
}

export function placeCall(wish: CallWish, onSignal: (signal: CallSignal) => void): PlacedCall {
  const aborting = new AbortController();
  const { signal: aborted } = aborting;
  let link: RoomLink | null = null;
  let sent = 0;
  const tell = (signal: CallSignal) => {
    if (aborted.aborted) return;
    onSignal(signal);
    if (signal.type === 'ended' || signal.type === 'agent_left') close();
  };
  const close = () => {
    aborting.abort();
    link?.leave();
  };

  tell({ type: 'started', speaking: wish.speaking });
  void connect(wish, tell, aborted).then((joined) => {
    link = joined;
    if (aborted.aborted) joined?.leave();
  });

  return {
    async say(text) {
      if (!link) return false;
      try {
        await link.say(text);
      } catch (error) {
        reportIgnored('a typed message', error);
        return false;
      }
      sent += 1;
      tell({ type: 'typed', id: `typed-${sent}`, text });
      return true;
    },
    setMicrophone: (on) => void link?.setMicrophone(on),
    turnSoundOn: () => void link?.turnSoundOn(),
    level: (side) => link?.voices.level(side) ?? 0,
    hangUp() {
      tell({ type: 'ended', by: 'person', at: Date.now() });
      close();
    },
    cancel: close,
  };
}

/** The microphone comes first: an agent should not greet somebody who is still looking at a permission prompt. */
async function connect(
  wish: CallWish,
  tell: (signal: CallSignal) => void,
  aborted: AbortSignal,
): Promise<RoomLink | null> {
  const room = await loadRoom().catch(() => null);
  if (!room) return refuse(tell, { kind: 'unreachable' });
  const microphone = wish.speaking ? await room.openMicrophone().catch(microphoneFaultOf) : null;
  if (typeof microphone === 'string') {
    tell({ type: 'microphone', microphone });
    return null;
  }
  const release = () => microphone?.stop();
  if (aborted.aborted) release();
  aborted.addEventListener('abort', release, { once: true });
  if (microphone) tell({ type: 'microphone', microphone: 'on' });

  const pass = await openCall(wish.scenario, aborted).catch((error: unknown) => troubleOf(error, Date.now()));
  if ('kind' in pass) {
    release();
    return refuse(tell, pass);
  }
  const { call_id, scenario, rehearsal, agent, organization } = pass;
  tell({ type: 'opened', call: { call_id, scenario, rehearsal, agent, organization } });
  if (aborted.aborted) return null;
  return room.joinRoom(pass, microphone, tell).catch((error: unknown) => {
    reportIgnored('a room that could not be joined', error);
    release();
    return refuse(tell, { kind: 'no_server', url: pass.server_url, fix: null });
  });
}

function refuse(
  tell: (signal: CallSignal) => void,
  trouble: Extract<CallSignal, { type: 'refused' }>['trouble'],
): null {
  tell({ type: 'refused', trouble });
  return null;
}
