import { llm } from '@livekit/agents';

type Item = llm.ChatItem;

/** OpenAI's limits for what names a call. */
const idLength = 40;
const nameLength = 64;

/** No tool of ours needs more; what a model repeated ten thousand times would be paid for again with every request. */
const argumentsLength = 4_000;
const resultLength = 16_000;

/**
 * The conversation as every provider accepts it, whatever a model did before. One refused message would otherwise be
 * refused again with each request until the call is over.
 *
 * LiveKit (1.9.0) sends only calls that have a result, matched by the call's id. It does not see to it that ids are told
 * apart: after an id that a model used twice, the first call is gone and the second has two results, which OpenAI answers
 * with 400. Nor does it look at the arguments once the tool has answered: none at all stay an empty string.
 */
export function acceptableHistory(history: llm.ChatContext): llm.ChatContext {
  const results = new Map<string, llm.FunctionCallOutput[]>();
  for (const item of history.items) {
    if (item.type !== 'function_call_output') continue;
    results.set(item.callId, [...(results.get(item.callId) ?? []), item]);
  }
  const ids = new Set<string>();
  // A result follows its call, wherever it was: a second one for the same call is nobody's.
  const items = history.items.flatMap((item): Item[] => {
    if (item.type === 'function_call_output') return [];
    if (item.type !== 'function_call') return [item];
    const result = results.get(item.callId)?.shift();
    return result ? pair(item, result, ids) : [];
  });
  return new llm.ChatContext(items);
}

function pair(call: llm.FunctionCall, result: llm.FunctionCallOutput, ids: Set<string>): Item[] {
  const callId = uniqueId(call.callId, ids);
  const name = acceptableName(call.name);
  const args = isAcceptable(call.args) ? call.args : '{}';
  const output = result.output.slice(0, resultLength);
  const isAsItWas = callId === call.callId && name === call.name && args === call.args;
  return [
    isAsItWas ? call : llm.FunctionCall.create({ ...call, callId, name, args }),
    isAsItWas && output === result.output
      ? result
      : llm.FunctionCallOutput.create({ ...result, callId, name, output }),
  ];
}

function uniqueId(id: string, taken: Set<string>): string {
  let unique = id.slice(0, idLength) || 'call';
  for (let count = 2; taken.has(unique); count += 1) unique = `${id.slice(0, idLength - 4)}_${count}`;
  taken.add(unique);
  return unique;
}

function acceptableName(name: string): string {
  return name.replace(/[^\w-]/g, '_').slice(0, nameLength) || 'unnamed';
}

function isAcceptable(args: string): boolean {
  if (args.length > argumentsLength) return false;
  try {
    const value: unknown = JSON.parse(args);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
