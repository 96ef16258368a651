import type { Flow, ScriptEvent, Step } from '../../calls/script/script.ts';
import type { CaptureClass } from './store/outreach-views.ts';

/**
 * What is said to a contact, and what their answers lead to.
 *
 *   hello ─► asking ──yes──────────────► yes ─► operator ──answered──────────────► connected_to_operator
 *              │  └─number_question─► number ─► asking again    └─nobody─► callback ─► failed:operator_failed
 *              └─no, opt_out, unknown, silence─► goodby ─► not_interested
 *
 * Asked again, a number_question counts as unknown. Whoever hangs up before the result is known leaves `hangup`.
 */
export type OutreachState =
  | { at: 'greeting' }
  | { at: 'asking'; again: boolean }
  | { at: 'telling_number' }
  | { at: 'agreeing' }
  | { at: 'handing_over' }
  | { at: 'promising' }
  | { at: 'parting'; result: OutreachResult }
  | { at: 'over'; result: OutreachResult };

export type OutreachResult =
  | 'connected_to_operator'
  | 'not_interested'
  | 'disconnected'
  | 'hangup'
  | 'missed'
  | `failed:${string}`;

type Event = ScriptEvent<CaptureClass>;
type Next = Step<OutreachState>;

export const operatorFailed = 'failed:operator_failed' satisfies OutreachResult;

export const outreachFlow: Flow<OutreachState, CaptureClass> = {
  begin: () => step({ at: 'greeting' }, { do: 'play', prompt: 'hello' }),

  next(state, event) {
    if (event.type === 'person_left') return left(state);
    if (event.type === 'played') return afterPrompt(state);
    if (event.type === 'heard' && state.at === 'asking') return answered(state, event.reply);
    if (event.type === 'handed_over' && state.at === 'handing_over') {
      if (event.to === 'operator') return over('connected_to_operator');
      return step({ at: 'promising' }, { do: 'promise_callback' }, operatorFailed);
    }
    if (event.type === 'promised' && state.at === 'promising') {
      // Nothing is promised aloud that is not written down.
      return part(event.kept ? 'callback' : 'goodby', operatorFailed);
    }
    return impossible(state, event);
  },
};

function afterPrompt(state: OutreachState): Next {
  if (state.at === 'greeting') return step({ at: 'asking', again: false }, { do: 'listen' });
  if (state.at === 'telling_number') return step({ at: 'asking', again: true }, { do: 'listen' });
  if (state.at === 'agreeing') return step({ at: 'handing_over' }, { do: 'hand_over' });
  if (state.at === 'parting') return over(state.result);
  return impossible(state, { type: 'played' });
}

function answered(state: { again: boolean }, reply: CaptureClass | null): Next {
  if (reply === 'yes') return step({ at: 'agreeing' }, { do: 'play', prompt: 'yes' });
  if (reply === 'number_question' && !state.again) {
    return step({ at: 'telling_number' }, { do: 'play', prompt: 'number' });
  }
  return part('goodby', 'not_interested');
}

function left(state: OutreachState): Next {
  if (state.at === 'parting' || state.at === 'over') return over(state.result);
  return over(state.at === 'promising' ? operatorFailed : 'hangup');
}

function part(prompt: 'goodby' | 'callback', result: OutreachResult): Next {
  return step({ at: 'parting', result }, { do: 'play', prompt }, result);
}

function over(result: OutreachResult): Next {
  return step({ at: 'over', result }, { do: 'end' }, result);
}

function step(state: OutreachState, action: Next['action'], result: OutreachResult | null = null): Next {
  return { state, action, result };
}

function impossible(state: OutreachState, event: Event): never {
  throw new Error(`An outreach call that is ${state.at} cannot have ${event.type}.`);
}
