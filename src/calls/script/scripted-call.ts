import type { Action, Capture, Flow, ListenLimits, ScriptChannel, ScriptEvent } from './script.ts';

export interface ScriptedCall<State, Reply> {
  flow: Flow<State, Reply>;
  channel: ScriptChannel;
  limits: ListenLimits;
  /** What an answer means; null when nothing was said. Never rejects: a script must go on whatever was heard. */
  understand: (capture: Capture) => Promise<Reply | null>;
}

/** Plays a script on a channel until the script ends the call. */
export async function playScript<State, Reply>(call: ScriptedCall<State, Reply>): Promise<void> {
  const { flow, channel } = call;
  for (let step = flow.begin(); ; ) {
    // Before the action: somebody may hang up in the middle of it.
    if (step.result !== null) channel.settle(step.result);
    if (step.action.do === 'end') return channel.end();
    step = flow.next(step.state, await perform(step.action, call));
  }
}

async function perform<State, Reply>(
  action: Exclude<Action, { do: 'end' }>,
  { channel, limits, understand }: ScriptedCall<State, Reply>,
): Promise<ScriptEvent<Reply>> {
  switch (action.do) {
    case 'play':
      return { type: (await channel.play(action.prompt)) === 'left' ? 'person_left' : 'played' };
    case 'listen': {
      const capture = await channel.listen(limits);
      // What somebody said before hanging up is worth keeping, but decides nothing any more.
      const reply = await understand(capture);
      return capture.ended === 'left' ? { type: 'person_left' } : { type: 'heard', reply };
    }
    case 'hand_over': {
      const end = await channel.handOver();
      if (end === 'person_left') return { type: 'person_left' };
      return { type: 'handed_over', to: end === 'connected' ? 'operator' : 'nobody' };
    }
    case 'promise_callback':
      return { type: 'promised', kept: await channel.promiseCallback() };
  }
}
