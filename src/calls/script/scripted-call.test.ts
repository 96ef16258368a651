import { describe, expect, it } from 'vitest';
import { outreachFlow } from '../../scenarios/outreach/flow.ts';
import type { CaptureClass } from '../../scenarios/outreach/store/outreach-views.ts';
import type { Capture, ScriptChannel } from './script.ts';
import { playScript } from './scripted-call.ts';

const limits = { maxMs: 10_000, silenceMs: 2_000 };

/** A channel that answers from a list and keeps what it was asked. */
function rehearse(options: {
  answers?: Capture[];
  leavesAt?: string;
  operators?: 'connected' | 'exhausted' | 'person_left';
  understand?: (capture: Capture) => Promise<CaptureClass | null>;
}) {
  const asked: string[] = [];
  const answers = [...(options.answers ?? [])];
  const channel: ScriptChannel = {
    async play(prompt) {
      asked.push(prompt);
      return options.leavesAt === prompt ? 'left' : 'played';
    },
    async listen(given) {
      expect(given).toEqual(limits);
      asked.push('listen');
      return answers.shift() ?? { transcript: '', ended: 'silence' };
    },
    async handOver() {
      asked.push('hand over');
      return options.operators ?? 'connected';
    },
    async promiseCallback() {
      asked.push('promise');
      return true;
    },
    settle: (result) => void asked.push(`= ${result}`),
    async end() {
      asked.push('end');
    },
  };
  const understand = options.understand ?? (async ({ transcript }) => (transcript || null) as CaptureClass);
  return { asked, done: playScript({ flow: outreachFlow, channel, limits, understand }) };
}

const said = (transcript: string): Capture => ({ transcript, ended: 'silence' });

describe('a scripted call', () => {
  it('carries out the steps in order until the script ends it', async () => {
    const { asked, done } = rehearse({ answers: [said('number_question'), said('yes')] });
    await done;
    expect(asked).toEqual([
      ...['hello', 'listen', 'number', 'listen', 'yes', 'hand over'],
      ...['= connected_to_operator', 'end'],
    ]);
  });

  it('settles the result before the goodbye, so that a hang-up in its middle keeps it', async () => {
    const { asked, done } = rehearse({ answers: [said('no')], leavesAt: 'goodby' });
    await done;
    expect(asked).toEqual([...['hello', 'listen', '= not_interested', 'goodby', '= not_interested', 'end']]);
  });

  it('ends at once when somebody hangs up', async () => {
    const { asked, done } = rehearse({ leavesAt: 'hello' });
    await done;
    expect(asked).toEqual(['hello', '= hangup', 'end']);
  });

  it('understands what was said by somebody who hung up, but does not act on it', async () => {
    const understood: string[] = [];
    const { asked, done } = rehearse({
      answers: [{ transcript: 'yes', ended: 'left' }],
      understand: async ({ transcript }) => {
        understood.push(transcript);
        return 'yes';
      },
    });
    await done;
    expect(understood).toEqual(['yes']);
    expect(asked.slice(-2)).toEqual(['= hangup', 'end']);
  });

  it('takes somebody who leaves while an operator is called for a hang-up', async () => {
    const { asked, done } = rehearse({ answers: [said('yes')], operators: 'person_left' });
    await done;
    expect(asked.slice(-3)).toEqual(['hand over', '= hangup', 'end']);
  });

  it('promises a call back when no operator answers', async () => {
    const { asked, done } = rehearse({ answers: [said('yes')], operators: 'exhausted' });
    await done;
    expect(asked.slice(-6)).toEqual([
      ...['= failed:operator_failed', 'promise', '= failed:operator_failed', 'callback'],
      ...['= failed:operator_failed', 'end'],
    ]);
  });
});
