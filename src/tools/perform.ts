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

type Result = Done | Unusable;

export interface ToolRun<Slice> {
  tool: string;
  args: Record<string, unknown>;
  options: llm.ToolOptions<CallData<Slice>>;
  /** Changes rows: it is not interrupted once it has begun. */
  commits?: boolean;
  /** Ends the call: waits for all that is still being written, and nobody who said goodbye is told to wait a moment. */
  closes?: boolean;
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
  run,
}: ToolRun<Slice>): Promise<Record<string, unknown>> {
  const { ctx, toolCallId } = options;
  const data = ctx.userData;
  if (commits && !ctx.speechHandle.interrupted) ctx.disallowInterruptions();
  data.events.send({ type: 'tool_call', tool, status: 'started', data: args });
  const key = { callId: data.call.id, toolCallId };
  const work = () => settle(data, tool, () => run(data, key));
  const result = closes
    ? await work()
    : await ctx.filler(data.texts.oneMoment, { delay: bridgeAfterMs }, () => data.yieldTo(work()));
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
 * A database that could not answer is asked once more with the same key, so that what was committed is found and not
 * done again. If it still cannot, the person is told so; whatever else goes wrong is a fault of ours and said as such.
 */
async function settle(data: CallData, tool: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    data.logger.warn({ tool, err: error }, 'tool failed');
    if (!(error instanceof DatabaseError))
      return { ok: false, code: 'agent_failed', say: data.texts.technicalTrouble };
  }
  try {
    return await run();
  } catch (error) {
    data.logger.error({ tool, err: error }, 'tool failed again');
    return { ok: false, code: 'database_failed', say: data.texts.recordsUnreachable };
  }
}
