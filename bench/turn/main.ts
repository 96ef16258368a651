import { parseArgs } from 'node:util';
import { dispose } from '@livekit/rtc-node';
import { type MeasuredCall, measureCall } from './measure.ts';
import { jobMemory } from './memory.ts';
import { measuredTurns, type PersonTurn, pausedTurns } from './script.ts';
import { type Delays, none, realistic, startStack } from './stack.ts';

/**
 * How long a person waits for an answer, Parley beside a bare LiveKit agent, in the same run and on the same servers:
 *
 *   node bench/turn/main.ts [--calls 5] [--delays realistic|zero|both] [--pauses]
 *
 * Prints medians in milliseconds and their ratios. Both agents are called in turn, so that a drift of the machine's
 * speed meets both.
 */

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '5' },
    delays: { type: 'string', default: 'both' },
    pauses: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const agents = ['parley', 'bare'] as const;
type Agent = (typeof agents)[number];

const runs: Array<[string, Delays]> = [
  ['realistic', realistic],
  ['zero', none],
];
for (const [name, delays] of runs) {
  if (values.delays === name || values.delays === 'both') await run(name, delays);
}
await dispose();
process.exit(0);

async function run(name: string, delays: Delays): Promise<void> {
  const stack = await startStack(delays);
  try {
    const calls: Record<Agent, MeasuredCall[]> = { parley: [], bare: [] };
    for (let call = 0; call < Number(values.calls); call += 1) {
      for (const agent of call % 2 === 0 ? agents : agents.toReversed()) {
        calls[agent].push(await measureCall(stack, agent, measuredTurns, jobMemory));
      }
    }
    report(name, delays, calls);
    if (values.pauses && name === 'realistic') await reportPauses(stack);
  } finally {
    await stack.stop();
  }
}

function report(name: string, delays: Delays, calls: Record<Agent, MeasuredCall[]>): void {
  console.log(`\n${name} delays ${JSON.stringify(delays)}, ${calls.parley.length} calls each, medians in ms`);
  console.log('turn                    parley    bare   ratio   (n)');
  const kinds: Array<PersonTurn['kind']> = ['complete, plain', 'complete, tool', 'elsewhere'];
  for (const kind of kinds) {
    const delay = (agent: Agent) =>
      calls[agent].flatMap(({ turns }) =>
        turns.filter(({ turn }) => turn.kind === kind).map(({ delayMs }) => delayMs),
      );
    const [parley, bare] = [delay('parley'), delay('bare')];
    const ratio = median(parley) / median(bare);
    console.log(
      `${kind.padEnd(22)} ${cell(median(parley))} ${cell(median(bare))} ${ratio.toFixed(2).padStart(7)}   (${parley.length})`,
    );
  }
  for (const { id } of measuredTurns) {
    const delay = (agent: Agent) =>
      calls[agent].flatMap(({ turns }) =>
        turns.filter(({ turn }) => turn.id === id).map(({ delayMs }) => delayMs),
      );
    console.log(`  ${id.padEnd(20)} ${cell(median(delay('parley')))} ${cell(median(delay('bare')))}`);
  }
  reportMemory(calls);
}

function reportMemory(calls: Record<Agent, MeasuredCall[]>): void {
  const total = (agent: Agent) => median(calls[agent].flatMap(({ jobMemory }) => jobMemory?.total ?? []));
  const [parley, bare] = [total('parley'), total('bare')];
  console.log(
    `job memory (PSS, MiB)  ${cell(parley)} ${cell(bare)} ${(parley / bare).toFixed(2).padStart(7)}`,
  );
  for (const agent of agents) {
    const parts = Object.entries(calls[agent].at(-1)?.jobMemory?.parts ?? {})
      .toSorted(([, one], [, other]) => other - one)
      .slice(0, 6)
      .map(([part, size]) => `${part} ${size.toFixed(0)}`);
    console.log(`  ${agent}: ${parts.join(', ')}`);
  }
}

async function reportPauses(stack: Awaited<ReturnType<typeof startStack>>): Promise<void> {
  console.log('\npauses inside "two zero two five five five … oh one four two" and "on tuesday … at ten"');
  for (const pauseMs of [300, 500, 700, 900]) {
    for (const agent of agents) {
      const turns = pausedTurns(pauseMs);
      const call = await measureCall(stack, agent, turns, async () => null);
      const verdicts = turns.slice(1).map((turn) => {
        const whole = call.userMessages.some((message) => message.includes(turn.bursts.join(' ')));
        const over = call.turns.find((measured) => measured.turn.id === turn.id)?.wasSpokenOver;
        return `${turn.id} ${over ? 'spoken over' : whole ? 'whole' : 'split'}`;
      });
      console.log(`  ${pauseMs} ms  ${agent.padEnd(7)} ${verdicts.join(', ')}`);
    }
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function cell(value: number): string {
  return value.toFixed(0).padStart(7);
}
