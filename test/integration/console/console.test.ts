import { afterEach, describe, expect, it } from 'vitest';
import { type AgentLink, connectAgent } from '../../../src/cli/console/agent-link.ts';
import type { Heard } from '../../../src/cli/console/heard.ts';
import { play } from '../../../src/cli/console/play.ts';
import { parseScript } from '../../../src/cli/console/script.ts';
import type { Launch } from '../../../src/embedded/child.ts';

const entry = new URL('../../support/console/small-agent.ts', import.meta.url).pathname;
const launch = (address: string): Launch => ({
  command: process.execPath,
  args: [entry, 'console', '--connect-addr', address, '--log-level', 'warn'],
  env: {},
});

describe('a console call with a real agent process', () => {
  let link: AgentLink | undefined;
  afterEach(() => link?.stop());

  async function open(): Promise<{ link: AgentLink; heard: Heard[] }> {
    const heard: Heard[] = [];
    link = await connectAgent(
      launch,
      (one) => heard.push(one),
      () => {},
    );
    await link.opened;
    return { link, heard };
  }

  it('plays a script of answers, tools and the end of the call', async () => {
    const { link, heard } = await open();
    const script = parseScript(
      '< this is the echo\n> good morning\n< you said: GOOD\n! none\n> look up shoes\n! look_up success\n< found shoes\n> look up nothing\n! look_up error\n> bye\n! hang_up success\n.',
      'all.txt',
    );
    expect(await play(script, link, heard)).toBeNull();
  });

  it('stops at the first expectation that fails, and says its line and what came instead', async () => {
    const { link, heard } = await open();
    const script = parseScript('> good morning\n< evening\n> look up shoes', 'one.txt');
    expect(await play(script, link, heard)).toEqual({
      line: 2,
      expected: 'an answer like /evening/',
      got: '"You said: good morning"',
    });
  });

  it('does not take the tool of an earlier answer for that of this one', async () => {
    const { link, heard } = await open();
    const script = parseScript('> look up shoes\n! look_up success\n> hello\n! look_up success', 'two.txt');
    expect(await play(script, link, heard)).toMatchObject({ line: 4, got: 'no tool' });
  });

  it('notices that a call goes on which should have ended', async () => {
    const { link, heard } = await open();
    expect(await play(parseScript('> hello\n.', 'three.txt'), link, heard)).toMatchObject({ line: 2 });
  });

  it('ends the agent within three seconds, though it never ends by itself', async () => {
    const { link } = await open();
    const startedAt = performance.now();
    await link.stop();
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });
});

describe('a console call whose socket breaks', () => {
  const agent = new URL('../../support/console/resetting-agent.ts', import.meta.url).pathname;

  it.each([
    ['is reset after the farewell', 'reset'],
    ['carries what is no message', 'garbage'],
  ])('has ended when it %s, and takes nobody along', async (_what, manner) => {
    const heard: Heard[] = [];
    const link = await connectAgent(
      (address) => ({ command: process.execPath, args: [agent, address, manner], env: {} }),
      (one) => heard.push(one),
      () => {},
    );
    await link.opened;
    await link.ended;
    expect(link.hasEnded()).toBe(true);
    expect(heard).toEqual([{ kind: 'agent', text: 'Goodbye.' }]);
    // Nobody answers any more, and nobody waits for it.
    await link.say('are you there?');
    await link.stop();
  });
});
