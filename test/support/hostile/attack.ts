import { createHash } from 'node:crypto';
import { AccessToken } from 'livekit-server-sdk';
import { Webhook } from 'standardwebhooks';
import type { Description } from './description.ts';
import { isPageThatIsNotBuilt, judgeAnswer } from './judge-answer.ts';
import type { Business } from './organizations.ts';
import { createRandom, type Random } from './random.ts';
import { bodyOf, type Draft, draftValid, type HostileRequest, writeRequest } from './request.ts';
import { spoil } from './spoil.ts';
import { openWire, type WireAnswer } from './wire.ts';

export interface Attack {
  port: number;
  description: Description;
  /** Whose key is shown, where one is. */
  attacker: Business;
  /** Whose rows must neither change nor be answered with. */
  bystander: Business;
  secrets: Secrets;
  seed: number;
  /** The first request's number, and how many: each number is one request, the same for a seed. */
  from: number;
  requests: number;
  /** Nothing can be known then, so that 503 is right. */
  isDatabaseAway?: boolean;
  /** Looked at now and then. */
  whileGoing?: () => string | null;
}

/** What our own systems sign with; an attacker has them too here, so that what is behind signatures is reached. */
export interface Secrets {
  livekit: { apiKey: string; apiSecret: string };
  callResults: string;
}

export interface Attacked {
  byStatus: Record<string, number>;
  byRoute: Record<string, number>;
  violations: Violation[];
}

export interface Violation {
  number: number;
  why: string;
  request: string;
  answer: string;
}

/** As many connections as keep two cores busy. */
const connections = 8;
/** Of each kind, by route. */
const keptViolations = 3;
const shownLength = 600;

/** Sends generated requests, one after the other over each of some connections, and judges every answer. */
export async function attack(options: Attack): Promise<Attacked> {
  const { port, bystander, from, requests, isDatabaseAway = false, whileGoing } = options;
  const attacked: Attacked = { byStatus: {}, byRoute: {}, violations: [] };
  const kept = new Map<string, number>();
  const note = (kind: string, violation: Violation) => {
    const count = (kept.get(kind) ?? 0) + 1;
    kept.set(kind, count);
    if (count <= keptViolations) attacked.violations.push(violation);
  };
  let next = from;
  const send = async () => {
    const wire = openWire(port);
    while (next < from + requests) {
      const number = next;
      next += 1;
      const request = await makeRequest(options, number);
      const answer = await wire.ask(request.bytes, request);
      const status = nameOf(answer);
      attacked.byStatus[status] = (attacked.byStatus[status] ?? 0) + 1;
      attacked.byRoute[request.route] = (attacked.byRoute[request.route] ?? 0) + 1;
      const why =
        judgeAnswer(request, answer, { forbidden: bystander.mark, isDatabaseAway }) ?? whileGoing?.() ?? null;
      if (why === null) continue;
      note(`${why} ${request.route}`, {
        number,
        why: `${why} (${request.spoiled.join(', ') || 'valid'})`,
        request: show(request.bytes.toString('latin1')),
        answer: show(typeof answer === 'object' && answer !== null ? answer.body : String(answer)),
      });
    }
    wire.close();
  };
  await Promise.all(Array.from({ length: connections }, send));
  return attacked;
}

function nameOf(answer: WireAnswer | null | 'late'): string {
  if (answer === null) return 'nothing';
  if (answer === 'late') return answer;
  return isPageThatIsNotBuilt(answer) ? '503, the page is not built' : String(answer.status);
}

async function makeRequest(options: Attack, number: number): Promise<HostileRequest> {
  const { description, attacker, bystander, seed, secrets, port } = options;
  const random = createRandom(seed * 1_000_003 + number);
  const operation = random.pick(description.operations);
  const draft = draftValid(operation, { resolve: description.resolve, random, known: attacker.known });
  showKey(draft, attacker.key, random);
  // Whom we count by: each request comes from another address, or the limits would be all that is met.
  draft.headers.push([
    'x-forwarded-for',
    `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
  ]);
  spoil(draft, random.pick([0, 1, 1, 1, 1, 2, 2, 3]), random, bystander.secrets);
  if (random.chance(0.9)) await sign(draft, secrets);
  return writeRequest(draft, `127.0.0.1:${port}`, random);
}

function showKey(draft: Draft, key: string, random: Random): void {
  if (random.chance(0.1)) return;
  draft.headers.push(random.chance(0.5) ? ['x-api-key', key] : ['authorization', `Bearer ${key}`]);
}

/** As those do who may post there. */
async function sign(draft: Draft, { livekit, callResults }: Secrets): Promise<void> {
  const body = bodyOf(draft);
  if (draft.operation.path === '/livekit/webhook') {
    const token = new AccessToken(livekit.apiKey, livekit.apiSecret);
    token.sha256 = createHash('sha256').update(body).digest('base64');
    replaceHeaders(draft, { authorization: await token.toJwt() });
  }
  if (draft.operation.path === '/webhook/call-result') {
    const [id, at] = [crypto.randomUUID(), new Date()];
    replaceHeaders(draft, {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(callResults).sign(id, at, body.toString()),
    });
  }
}

function replaceHeaders(draft: Draft, headers: Record<string, string>): void {
  draft.headers = draft.headers.filter(([name]) => headers[name.toLowerCase()] === undefined);
  draft.headers.push(...Object.entries(headers));
}

function show(text: string): string {
  const shown = text.length > shownLength ? `${text.slice(0, shownLength)}… (${text.length})` : text;
  return JSON.stringify(shown);
}
