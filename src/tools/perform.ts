import { setTimeout as sleep } from 'node:timers/promises';
import { llm } from '@livekit/agents';
import type { ToolCallKey } from '../calls/call/tool-call.ts';
import type { CallData } from '../calls/scenario/call-data.ts';
import { writeRefusal } from '../calls/scenario/refusal-text.ts';
import type { Done, Unusable } from '../calls/scenario/tool-result.ts';
import { DatabaseError } from '../shared/errors.ts';
import { forModel } from './for-model.ts';
import { nextStep } from './next-steps.ts';

/** A tool that takes longer is bridged by a short phrase; below it the silence is not noticed. */
const bridgeAfterMs = 700;
/** Nobody who said goodbye is told to wait a moment, unless they would think that the line is dead. */
const bridgeGoodbyeAfterMs = 2_000;
/** Whoever still waits hears that they are not forgotten. */
const bridgeAgainAfterMs = 6_000;
const mostBridges = 3;

/** A person waits so long for a database that is starting, and hears meanwhile that it takes a moment. */
const mayStartForMs = 12_000;
const pauseMs = 500;

type Result = Done | Unusable;

export interface ToolRun<Slice> {
  tool: string;
  args: Record<string, unknown>;
  options: llm.ToolOptions<CallData<Slice>>;
  /** Changes rows: it is not interrupted once it has begun. */
  commits?: boolean;
  /** Ends the call: waits for all that is still being written. */
  closes?: boolean;
  /** Says itself why it takes its time. */
  speaks?: boolean;
  run: (data: CallData<Slice>, key: ToolCallKey) => Promise<Result>;
}

/**
 * Runs one tool call: tells the page that it started, does it once, tells how it ended, and answers the model in JSON
 * with a speakable `say`. A refusal reaches the model as a tool error whose first line can be spoken; the next says what
 * to do about it.
 */
export async function perform<Slice>({
  tool,
  args,
  options,
  commits = false,
  closes = false,
  speaks = false,
  run,
}: ToolRun<Slice>): Promise<Record<string, unknown>> {
  const { ctx, toolCallId } = options;
  const data = ctx.userData;
  if (commits && !ctx.speechHandle.interrupted) ctx.disallowInterruptions();
  data.events.send({ type: 'tool_call', tool, status: 'started', data: args });
  const key = { callId: data.call.id, toolCallId };
  const settled = () => settle(data, tool, () => run(data, key));
  const work = () => (closes ? settled() : data.yieldTo(settled()));
  const bridging = {
    delay: closes ? bridgeGoodbyeAfterMs : bridgeAfterMs,
    interval: bridgeAgainAfterMs,
    maxSteps: mostBridges,
  };
  const result = await (speaks ? work() : ctx.filler(data.texts.oneMoment, bridging, work));
  // What is said about it may be interrupted again: LiveKit drops what a person says over speech that may not.
  if (commits) ctx.speechHandle.allowInterruptions = true;
  data.progress.lastTool = tool;
  if (!result.ok) data.progress.book.refuse();
  data.progress.book.maySay(result.say);
  if (result.ok) {
    data.events.send({ type: 'tool_call', tool, status: 'success', data: result.data });
    return { ok: true, say: result.say, ...forModel(result.data, data.organization.timeZone) };
  }
  const { code, say: message } = result;
  data.events.send({
    type: 'tool_call',
    tool,
    status: 'error',
    data: { code, message, ...result.data },
  });
  throw new llm.ToolError(writeRefusal({ say: message, next: result.next ?? nextStep(code) }));
}

/**
 * A database that could not answer is asked again with the same key, so that what was committed is found and not done
 * again: once more at once, and as long as it may be starting, which an embedded one does in seconds. If it still cannot,
 * the person is told so; whatever else goes wrong is a fault of ours and said as such.
 */
async function settle(data: CallData, tool: string, run: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof DatabaseError)) {
        data.logger.warn({ tool, err: error }, 'tool failed');
        return { ok: false, code: 'agent_failed', say: data.texts.technicalTrouble };
      }
      const mayStart = error.retryable && performance.now() - startedAt < mayStartForMs;
      const isGivenUp = attempt > 1 && !mayStart;
      data.logger[isGivenUp ? 'error' : 'warn']({ tool, err: error }, 'tool failed');
      if (isGivenUp) return { ok: false, code: 'database_failed', say: data.texts.recordsUnreachable };
    }
    if (attempt > 1) await sleep(pauseMs);
  }
}
