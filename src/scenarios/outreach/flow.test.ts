import { describe, expect, it } from 'vitest';
import type { Prompt, ScriptEvent, Step } from '../../calls/script/script.ts';
import { type OutreachState, outreachFlow } from './flow.ts';
import { type CaptureClass, captureClass } from './store/outreach-views.ts';

type Event = ScriptEvent<CaptureClass>;

/** Everything that can happen while a step's action is carried out. */
function possible({ action }: Step<OutreachState>): Event[] {
  const gone: Event = { type: 'person_left' };
  switch (action.do) {
    case 'play':
      return [{ type: 'played' }, gone];
    case 'listen':
      return [...[...captureClass.options, null].map((reply): Event => ({ type: 'heard', reply })), gone];
    case 'hand_over':
      return [{ type: 'handed_over', to: 'operator' }, { type: 'handed_over', to: 'nobody' }, gone];
    case 'promise_callback':
      return [{ type: 'promised', kept: true }, { type: 'promised', kept: false }, gone];
    case 'end':
      return [];
  }
}

interface Path {
  events: Event[];
  prompts: Prompt[];
  result: string;
  captures: number;
}

/** Every call that the flow allows. */
function allPaths(): Path[] {
  const paths: Path[] = [];
  const walk = (step: Step<OutreachState>, events: Event[], prompts: Prompt[], captures: number) => {
    expect(events.length).toBeLessThan(12);
    if (step.action.do === 'end') {
      return void paths.push({ events, prompts, result: step.result ?? 'none', captures });
    }
    const said = step.action.do === 'play' ? [...prompts, step.action.prompt] : prompts;
    const asked = captures + (step.action.do === 'listen' ? 1 : 0);
    for (const event of possible(step)) {
      walk(outreachFlow.next(step.state, event), [...events, event], said, asked);
    }
  };
  walk(outreachFlow.begin(), [], [], 0);
  return paths;
}

const heard = (reply: CaptureClass | null): Event => ({ type: 'heard', reply });
const played: Event = { type: 'played' };

/** Runs the flow through these events and tells what was said and what came of it. */
function run(...events: Event[]): { prompts: Prompt[]; result: string | null; last: string } {
  let step = outreachFlow.begin();
  const prompts: Prompt[] = [];
  for (const event of events) {
    if (step.action.do === 'play') prompts.push(step.action.prompt);
    step = outreachFlow.next(step.state, event);
  }
  if (step.action.do === 'play') prompts.push(step.action.prompt);
  return { prompts, result: step.result, last: step.action.do };
}

describe('the outreach flow', () => {
  const paths = allPaths();

  it('begins with hello and listens once it is said', () => {
    expect(run()).toEqual({ prompts: ['hello'], result: null, last: 'play' });
    expect(run(played)).toEqual({ prompts: ['hello'], result: null, last: 'listen' });
  });

  it('plays yes after a yes, then brings the operator in', () => {
    expect(run(played, heard('yes'))).toMatchObject({ prompts: ['hello', 'yes'], last: 'play' });
    expect(run(played, heard('yes'), played)).toMatchObject({ result: null, last: 'hand_over' });
    const connected = run(played, heard('yes'), played, { type: 'handed_over', to: 'operator' });
    expect(connected).toMatchObject({ result: 'connected_to_operator', last: 'end' });
  });

  it.each(['no', 'unknown', null] as const)('says goodby after %s, which is not_interested', (reply) => {
    const parted = run(played, heard(reply));
    expect(parted).toEqual({ prompts: ['hello', 'goodby'], result: 'not_interested', last: 'play' });
    expect(run(played, heard(reply), played)).toMatchObject({ result: 'not_interested', last: 'end' });
  });

  it('tells where the number is from when asked, and listens once more', () => {
    expect(run(played, heard('number_question'), played)).toEqual({
      prompts: ['hello', 'number'],
      result: null,
      last: 'listen',
    });
    const then = (reply: CaptureClass | null) => run(played, heard('number_question'), played, heard(reply));
    expect(then('yes')).toMatchObject({ prompts: ['hello', 'number', 'yes'] });
    expect(then('no')).toMatchObject({ prompts: ['hello', 'number', 'goodby'], result: 'not_interested' });
  });

  it('takes a second number_question for unknown', () => {
    const twice = run(played, heard('number_question'), played, heard('number_question'));
    expect(twice).toEqual({
      prompts: ['hello', 'number', 'goodby'],
      result: 'not_interested',
      last: 'play',
    });
  });

  it('leaves a callback when all operators are exhausted, and says so only once it is written', () => {
    const events: Event[] = [played, heard('yes'), played, { type: 'handed_over', to: 'nobody' }];
    expect(run(...events)).toMatchObject({ result: 'failed:operator_failed', last: 'promise_callback' });
    const kept = run(...events, { type: 'promised', kept: true });
    expect(kept).toMatchObject({ prompts: ['hello', 'yes', 'callback'], result: 'failed:operator_failed' });
    const broken = run(...events, { type: 'promised', kept: false });
    expect(broken).toMatchObject({ prompts: ['hello', 'yes', 'goodby'], result: 'failed:operator_failed' });
  });

  it('is a hangup wherever the person leaves before the result is known, and keeps a result that is', () => {
    for (const path of paths.filter(({ events }) => events.at(-1)?.type === 'person_left')) {
      const before = run(...path.events.slice(0, -1));
      expect(path.result).toBe(before.result ?? 'hangup');
    }
  });

  it('ends every call with one of its results, whatever happens', () => {
    expect(paths.length).toBeGreaterThan(20);
    const results = new Set(paths.map(({ result }) => result));
    expect(results).toEqual(
      new Set(['connected_to_operator', 'not_interested', 'hangup', 'failed:operator_failed']),
    );
  });

  it('never asks more than twice and says nothing twice', () => {
    for (const { prompts, captures } of paths) {
      expect(captures).toBeLessThanOrEqual(2);
      expect(new Set(prompts).size).toBe(prompts.length);
      expect(prompts[0]).toBe('hello');
    }
  });

  it('connects nobody who has not said yes', () => {
    for (const { events } of paths.filter(({ result }) => result === 'connected_to_operator')) {
      expect(events).toContainEqual(heard('yes'));
    }
  });

  it('refuses an event that cannot follow', () => {
    expect(() => outreachFlow.next({ at: 'greeting' }, heard('yes'))).toThrow('cannot have heard');
    expect(() => outreachFlow.next({ at: 'asking', again: false }, played)).toThrow('cannot have played');
    expect(() => outreachFlow.next({ at: 'promising' }, played)).toThrow('cannot have played');
  });
});
