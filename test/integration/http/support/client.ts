import { connect } from 'node:net';
import type { z } from 'zod';
import { errorBody } from '../../../../src/http/contract.ts';

export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** An HTTP request as any program sends it. */
export async function ask(
  base: string,
  target: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer<ArrayBuffer> } = {},
): Promise<Answer> {
  const response = await fetch(base + target, options);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** The status of an answer to exactly these lines: `fetch` sets Host and the Sec-Fetch headers itself. */
export function askWithLines(base: string, target: string, lines: string[]): Promise<number> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      received += text;
    });
    socket.on('end', () => resolve(Number(received.split(' ')[1])));
    socket.on('error', reject);
    socket.write([`GET ${target} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n'));
  });
}

/** The code, field and fix of an answer that must be an error in our shape. */
export function readError(answer: Answer): z.infer<typeof errorBody>['error'] {
  return errorBody.parse(answer.body).error;
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
