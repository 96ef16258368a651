import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FakeServer, type Fault, startFakeServer } from './fake-server.ts';
import { type Message, mistakeIn } from './openai-messages.ts';
import { Pacer } from './pacing.ts';

/**
 * OpenAI's chat completions on a loopback socket, streamed as server-sent events; the same server answers on Azure's
 * paths. What it says comes from a handler.
 */

export interface ChatRequest {
  model: string;
  messages: Message[];
  /** Names of the offered tools. */
  tools: string[];
  /** The whole body. */
  body: Record<string, unknown>;
}

export interface ChatAnswer {
  content?: string;
  /** Arguments that are a string are sent as it is: models have written what is no JSON. An id is made up unless given. */
  toolCalls?: Array<{ name: string; args: Record<string, unknown> | string; id?: string }>;
  usage?: { prompt: number; cached?: number; completion: number };
}

export type ChatHandler = (request: ChatRequest) => ChatAnswer | Promise<ChatAnswer>;

export interface FakeOpenaiOptions {
  port?: number;
  handler?: ChatHandler;
  /** From the request to its first token. */
  firstTokenMs?: number;
  /** Between tokens; a token is a word with the space before it. */
  tokenMs?: number;
}

export interface FakeOpenai extends FakeServer {
  /** For `OPENAI_BASE_URL`. */
  url: string;
  /** For `AZURE_OPENAI_ENDPOINT`. */
  azureUrl: string;
  requests: Array<ChatRequest & { at: number; path: string; finished: boolean; tokensSent: number }>;
  handler: ChatHandler;
}

export async function startFakeOpenai(options: FakeOpenaiOptions = {}): Promise<FakeOpenai> {
  const settings = { firstTokenMs: 0, tokenMs: 0, ...options };
  const fake: Pick<FakeOpenai, 'requests' | 'handler'> = {
    requests: [],
    handler: options.handler ?? (() => ({ content: 'Hello, how can I help you?' })),
  };
  const server = await startFakeServer({
    ...(options.port === undefined ? {} : { port: options.port }),
    onRequest: (request, response, fault) => {
      const path = request.url ?? '';
      if (request.method === 'GET' && path.endsWith('/models')) return listModels(response);
      if (!isChat(path)) return void response.writeHead(404).end();
      void answer(request, response, fault, fake, settings);
    },
    report: () => fake.requests,
    configure: (changed) => Object.assign(settings, changed),
  });
  return Object.assign(fake, server, { url: `${server.httpUrl}/v1`, azureUrl: server.httpUrl });
}

/** `/v1/chat/completions`, or Azure's `/openai/deployments/NAME/chat/completions?api-version=…`, which is required. */
function isChat(path: string): boolean {
  const { pathname, searchParams } = new URL(path, 'http://fake');
  if (pathname === '/v1/chat/completions') return true;
  return (
    /^\/openai\/deployments\/[^/]+\/chat\/completions$/.test(pathname) && searchParams.has('api-version')
  );
}

function listModels(response: ServerResponse): void {
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(
      JSON.stringify({ object: 'list', data: [{ id: 'gpt-4.1-mini', object: 'model', owned_by: 'openai' }] }),
    );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | null,
  fake: Pick<FakeOpenai, 'requests' | 'handler'>,
  settings: { firstTokenMs: number; tokenMs: number },
): Promise<void> {
  const arrivedAt = performance.now();
  const body = JSON.parse(await readBody(request)) as Record<string, unknown>;
  const chat: FakeOpenai['requests'][number] = {
    model: String(body.model),
    messages: body.messages as ChatRequest['messages'],
    tools: ((body.tools ?? []) as Array<{ function: { name: string } }>).map((tool) => tool.function.name),
    body,
    at: arrivedAt,
    path: request.url ?? '',
    finished: false,
    tokensSent: 0,
  };
  fake.requests.push(chat);
  if (fault?.kind === 'refuse') return refuse(response, fault.status);
  const mistake = mistakeIn(chat.messages);
  if (mistake !== null) return refuse(response, 400, mistake);
  if (fault?.kind === 'hang' && fault.afterMs === 0) return;
  const said = await fake.handler(chat);
  const steps = eventsOf(said, chat);
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  response.flushHeaders();
  stream(response, steps, fault, chat, {
    startsAt: arrivedAt + settings.firstTokenMs + (fault?.kind === 'slow' ? fault.delayMs : 0),
    tokenMs: settings.tokenMs,
  });
}

/** Faults inside the stream count tokens: `afterMs` is a number of tokens here, since a text has no length in time. */
function stream(
  response: ServerResponse,
  steps: object[],
  fault: Fault | null,
  chat: FakeOpenai['requests'][number],
  pace: { startsAt: number; tokenMs: number },
): void {
  const pacer = new Pacer();
  response.on('close', () => pacer.cancel());
  const limit = fault && 'afterMs' in fault ? fault.afterMs : Number.POSITIVE_INFINITY;
  const step = (index: number) => {
    if (index >= limit) return misbehave(response, fault);
    const event = steps[index];
    if (event === undefined) {
      chat.finished = true;
      return void response.end('data: [DONE]\n\n');
    }
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    chat.tokensSent = index + 1;
    pacer.at(pace.startsAt + (index + 1) * pace.tokenMs, () => step(index + 1));
  };
  pacer.at(pace.startsAt, () => step(0));
}

function misbehave(response: ServerResponse, fault: Fault | null): void {
  // The end of the connection in the middle of the body: what was written before it still arrives.
  if (fault?.kind === 'cut') response.socket?.end();
  else if (fault?.kind === 'half') response.end();
  else if (fault?.kind === 'error') {
    response.end(
      `data: ${JSON.stringify({ error: { message: 'overloaded', type: 'server_error', code: fault.status } })}\n\n`,
    );
  }
}

function eventsOf(said: ChatAnswer, chat: ChatRequest): object[] {
  const common = {
    id: `chatcmpl-${crypto.randomUUID()}`,
    object: 'chat.completion.chunk',
    created: Math.floor(Date.now() / 1000),
    model: chat.model,
  };
  const chunk = (delta: object, finish: string | null = null) => ({
    ...common,
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const words = said.content?.match(/\s*\S+/g) ?? [];
  const calls = said.toolCalls ?? [];
  const usage = said.usage ?? {
    prompt: Math.ceil(JSON.stringify(chat.messages).length / 4),
    completion: words.length + calls.length * 12,
  };
  return [
    ...words.map((content, index) => chunk(index === 0 ? { role: 'assistant', content } : { content })),
    ...calls.flatMap(({ name, args, id = `call_${crypto.randomUUID().slice(0, 12)}` }, index) => [
      chunk({
        tool_calls: [
          {
            index,
            id,
            type: 'function',
            function: { name, arguments: '' },
          },
        ],
      }),
      chunk({
        tool_calls: [
          { index, function: { arguments: typeof args === 'string' ? args : JSON.stringify(args) } },
        ],
      }),
    ]),
    chunk({}, calls.length > 0 ? 'tool_calls' : 'stop'),
    {
      ...common,
      choices: [],
      usage: {
        prompt_tokens: usage.prompt,
        completion_tokens: usage.completion,
        total_tokens: usage.prompt + usage.completion,
        prompt_tokens_details: { cached_tokens: usage.cached ?? 0 },
      },
    },
  ];
}

function refuse(response: ServerResponse, status: number, message = `refused with ${status}`): void {
  const headers = { 'content-type': 'application/json', ...(status === 429 ? { 'retry-after': '1' } : {}) };
  response.writeHead(status, headers).end(JSON.stringify({ error: { message, type: 'fake', code: status } }));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
