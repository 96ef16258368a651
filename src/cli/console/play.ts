import type { AgentLink } from './agent-link.ts';
import type { Heard } from './heard.ts';
import type { Step } from './script.ts';

export interface Failure {
  line: number;
  expected: string;
  got: string;
}

/** How long the agent may take to hang up after its last word. */
const endTimeoutMs = 5000;

/**
 * Plays a script and stops at the first expectation that fails.
 * @param heard what the agent says and does; emptied before each thing that the person says.
 * @param onSay hears what the person says, before they say it.
 */
export async function play(
  steps: Step[],
  link: Pick<AgentLink, 'say' | 'ended' | 'hasEnded'>,
  heard: Heard[],
  onSay: (text: string) => void = () => {},
): Promise<Failure | null> {
  const used = { tools: 0 };
  for (const step of steps) {
    if (step.kind === 'say') {
      if (link.hasEnded()) return fail(step, 'a call that goes on', 'it has ended');
      heard.length = 0;
      used.tools = 0;
      onSay(step.text);
      await link.say(step.text);
      continue;
    }
    const failure = step.kind === 'ended' ? await checkEnded(step, link) : check(step, heard, used);
    if (failure) return failure;
  }
  return null;
}

function check(step: Step, heard: Heard[], used: { tools: number }): Failure | null {
  const tools = heard.filter((one) => one.kind === 'tool');
  const toolsSeen = tools.map(({ name, status }) => `${name} ${status}`).join(', ') || 'no tool';
  if (step.kind === 'answer') {
    const said = heard.flatMap((one) => (one.kind === 'agent' ? [one.text] : [])).join(' ');
    return step.pattern.test(said)
      ? null
      : fail(step, `an answer like /${step.pattern.source}/`, `"${said}"`);
  }
  if (step.kind === 'no_tool') return tools.length === 0 ? null : fail(step, 'no tool', toolsSeen);
  if (step.kind !== 'tool') return null;
  const index = tools.findIndex(
    ({ name, status }, position) => position >= used.tools && name === step.name && status === step.status,
  );
  if (index === -1) return fail(step, `${step.name} ${step.status}`, toolsSeen);
  used.tools = index + 1;
  return null;
}

async function checkEnded(step: Step, link: Pick<AgentLink, 'ended' | 'hasEnded'>): Promise<Failure | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, endTimeoutMs);
  });
  await Promise.race([link.ended, late]);
  clearTimeout(timer);
  return link.hasEnded() ? null : fail(step, 'the agent to end the call', 'it goes on');
}

function fail({ line }: Step, expected: string, got: string): Failure {
  return { line, expected, got };
}
