import type { Operation } from './description.ts';
import { type Json, writeJson } from './json.ts';
import type { Random } from './random.ts';
import { makeValid, type ValidParts } from './valid.ts';

/** A request on its way to be written, as parts that can each be spoiled. */
export interface Draft {
  operation: Operation;
  method: string;
  /** By name of the parameter, as it is written into the path. */
  path: Record<string, string>;
  query: Array<[name: string, value: string]>;
  headers: Array<[name: string, value: string]>;
  /** Null where there is none; text where it is no JSON. */
  body: Json | { bytes: Buffer } | null;
  /** What is written instead of path and query. */
  target: string | null;
  /** The connection ends when so much of the body is sent, of 1. */
  cutAt: number | null;
  /** What was done to it. */
  spoiled: string[];
}

/** A request as it goes over the wire. */
export interface HostileRequest {
  route: string;
  method: string;
  bytes: Buffer;
  isCut: boolean;
  spoiled: string[];
}

/** One that the description lets in. */
export function draftValid(operation: Operation, parts: ValidParts): Draft {
  const path: Record<string, string> = {};
  const query: Draft['query'] = [];
  const headers: Draft['headers'] = [];
  for (const { name, in: place, required, schema } of operation.parameters) {
    if (!required && parts.random.chance(0.5)) continue;
    const value = String(makeValid(schema, name, parts)).toWellFormed();
    if (place === 'path') path[name] = encodeURIComponent(value);
    else if (place === 'query') query.push([name, encodeURIComponent(value)]);
    else headers.push([name, value]);
  }
  const draft: Draft = {
    operation,
    method: operation.method,
    path,
    query,
    headers,
    body: null,
    target: null,
    cutAt: null,
    spoiled: [],
  };
  if (operation.body === null) return draft;
  headers.push(['content-type', operation.body.type]);
  const body = makeValid(operation.body.schema, 'body', parts);
  draft.body = operation.body.type === 'application/json' ? body : { bytes: Buffer.from(String(body)) };
  return draft;
}

export function bodyOf({ body }: Draft): Buffer {
  if (body === null) return Buffer.alloc(0);
  return isBytes(body) ? body.bytes : Buffer.from(writeJson(body));
}

export function isBytes(body: Draft['body']): body is { bytes: Buffer } {
  return typeof body === 'object' && body !== null && 'bytes' in body && Buffer.isBuffer(body.bytes);
}

/** @param host what the server is reached by, where the draft has no Host of its own */
export function writeRequest(draft: Draft, host: string, random: Random): HostileRequest {
  const { operation, method, cutAt, spoiled } = draft;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => draft.path[name] ?? '');
  const query = draft.query.map(([name, value]) => `${name}=${value}`).join('&');
  const target = draft.target ?? (query === '' ? path : `${path}?${query}`);
  const body = bodyOf(draft);
  const names = new Set(draft.headers.map(([name]) => name.toLowerCase()));
  const headers = [...draft.headers];
  if (!names.has('host')) headers.unshift(['host', host]);
  const isChunked = body.length > 0 && !names.has('content-length') && random.chance(0.05);
  if (isChunked) headers.push(['transfer-encoding', 'chunked']);
  else if (body.length > 0 && !names.has('content-length') && !names.has('transfer-encoding')) {
    headers.push(['content-length', String(body.length)]);
  }
  const head = [
    `${method} ${target} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ];
  const sent = cutAt === null ? body : body.subarray(0, Math.floor(body.length * cutAt));
  const chunks = isChunked
    ? [`${sent.length.toString(16)}\r\n`, sent, cutAt === null ? '\r\n0\r\n\r\n' : '']
    : [sent];
  return {
    route: operation.route,
    method,
    bytes: Buffer.concat([head.join('\r\n'), ...chunks].map((part) => Buffer.from(part))),
    // Whoever says wrongly how long it is must end it, or the server waits for the rest.
    isCut: cutAt !== null || names.has('content-length') || names.has('transfer-encoding'),
    spoiled,
  };
}
