import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FakeServer, type Fault, startFakeServer } from './fake-server.ts';

/** A contact panel on a loopback socket that keeps the contract of docs/panel.md, faults included. */
export interface FakePanel extends FakeServer {
  /** For `PANEL_BASE_URL`. */
  url: string;
  token: string;
  callAllowed: boolean;
  /** Offered in this order, and again and again until their result is there. */
  contacts: unknown[];
  /** How much was asked for, each time. */
  limits: number[];
  /** Each report that was taken, once for each id. */
  results: Array<Record<string, unknown>>;
  /** Each report that arrived, taken or not. */
  reports: Array<Record<string, unknown>>;
  /** Sent with refusals. */
  retryAfter: string | null;
}

export async function startFakePanel(options: { port?: number; token?: string } = {}): Promise<FakePanel> {
  const state: Omit<FakePanel, keyof FakeServer | 'url'> = {
    token: options.token ?? 'panel-token',
    callAllowed: true,
    contacts: [],
    limits: [],
    results: [],
    reports: [],
    retryAfter: null,
  };
  // The providers' fakes fail with what is posted only; a panel fails with what is asked for as well.
  const planned: Fault[] = [];
  let standing: Fault | null = null;
  const server = await startFakeServer({
    ...(options.port === undefined ? {} : { port: options.port }),
    onRequest: (request, response) => void answer(request, response, planned.shift() ?? standing, panel),
    report: () => ({ limits: state.limits, results: state.results, reports: state.reports }),
    configure: (settings) => Object.assign(panel, settings),
  });
  const panel: FakePanel = Object.assign(state, server, {
    url: `${server.httpUrl}/api`,
    next: (fault: Fault, times = 1) => void planned.push(...Array.from({ length: times }, () => fault)),
    always: (fault: Fault | null) => {
      standing = fault;
    },
  });
  return panel;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | null,
  panel: FakePanel,
): Promise<void> {
  const body = await readBody(request);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  if (fault?.kind === 'refuse') return refuse(response, fault.status, panel);
  if (request.headers.authorization !== `Bearer ${panel.token}`) return refuse(response, 401, panel);
  const url = new URL(request.url ?? '', panel.url);
  if (request.method === 'GET' && url.pathname === '/api/contacts') {
    return send(response, fault, offer(panel, Number(url.searchParams.get('limit'))));
  }
  if (request.method !== 'POST' || url.pathname !== '/api/results') return refuse(response, 404, panel);
  const report = JSON.parse(body) as Record<string, unknown>;
  panel.reports.push(report);
  if (request.headers['idempotency-key'] !== report.id) return refuse(response, 400, panel);
  const isKnown = panel.results.some(({ id }) => id === report.id);
  if (!isKnown) panel.results.push(report);
  // What was taken before the connection was cut is taken: the report comes again under the same id.
  return isKnown ? refuse(response, 409, panel) : send(response, fault, { ok: true });
}

function offer(panel: FakePanel, limit: number): object {
  panel.limits.push(limit);
  if (!panel.callAllowed) {
    const wait = panel.retryAfter === null ? {} : { retry_after_seconds: Number(panel.retryAfter) };
    return { call_allowed: false, ...wait };
  }
  const done = new Set(panel.results.map(({ contact_id }) => contact_id));
  const open = panel.contacts.filter((contact) => !done.has(String((contact as { id?: unknown })?.id)));
  return { call_allowed: true, contacts: open.slice(0, limit) };
}

function send(response: ServerResponse, fault: Fault | null, content: object): void {
  const text = JSON.stringify(content);
  if (fault?.kind === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
    return;
  }
  if (fault?.kind === 'half') return void response.writeHead(200).end(text.slice(0, text.length / 2));
  response.writeHead(200, { 'content-type': 'application/json' }).end(text);
}

function refuse(response: ServerResponse, status: number, { retryAfter }: FakePanel): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      ...(retryAfter === null ? {} : { 'retry-after': retryAfter }),
    })
    .end(JSON.stringify({ error: `refused with ${status}` }));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
