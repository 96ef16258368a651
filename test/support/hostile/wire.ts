import { connect, type Socket } from 'node:net';

/** An answer as it came, its body as text. */
export interface WireAnswer {
  status: number;
  headers: Map<string, string>;
  body: string;
}

/** A connection that sends any bytes at all, which `fetch` and `node:http` refuse to. */
export interface Wire {
  /** Null when the server ended the connection without an answer, `late` when it did neither in time. */
  ask(bytes: Buffer, options: { method: string; isCut: boolean }): Promise<WireAnswer | null | 'late'>;
  close(): void;
}

/** Longer than a database that is away lets one wait. */
const patienceMs = 30_000;

export function openWire(port: number): Wire {
  let socket: Socket | null = null;

  /** Whether the connection has answered something before: such a one may be ended at any time. */
  let isReused = false;

  const connected = (): Socket => {
    if (socket === null || socket.destroyed || !socket.writable) {
      isReused = false;
      socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      socket.on('error', () => {});
    }
    return socket;
  };

  const askOnce: Wire['ask'] = (bytes, { method, isCut }) => {
    const current = connected();
    return new Promise((resolve) => {
      let received = Buffer.alloc(0);
      const finish = (answer: WireAnswer | null | 'late') => {
        clearTimeout(timer);
        current.off('data', onData).off('close', onClose);
        if (answer === null || answer === 'late' || mustClose(answer, received) || isCut) current.destroy();
        resolve(answer);
      };
      const onData = (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        const answer = readAnswer(received, method, false);
        if (answer !== null) finish(answer);
      };
      const onClose = () => finish(readAnswer(received, method, true));
      const timer = setTimeout(() => finish('late'), patienceMs);
      current.on('data', onData).on('close', onClose);
      if (isCut) current.end(bytes);
      else current.write(bytes);
    });
  };

  return {
    async ask(bytes, options) {
      connected();
      const mayAskAgain = isReused && !options.isCut;
      isReused = true;
      const answer = await askOnce(bytes, options);
      return answer === null && mayAskAgain ? askOnce(bytes, options) : answer;
    },
    close: () => void socket?.destroy(),
  };
}

/** What is in the way of a next request over the same connection. */
function mustClose({ headers, status }: WireAnswer, received: Buffer): boolean {
  return headers.get('connection') === 'close' || status >= 400 || received.length === 0;
}

function readAnswer(received: Buffer, method: string, isOver: boolean): WireAnswer | null {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [first = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(first.split(' ')[1]);
  const rest = received.subarray(end + 4);
  // 100 Continue comes before the answer.
  if (status < 200) return readAnswer(rest, method, isOver);
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = readBody(rest, headers, isOver, method === 'HEAD' || status === 204 || status === 304);
  return body === null ? null : { status, headers, body };
}

function readBody(
  rest: Buffer,
  headers: Map<string, string>,
  isOver: boolean,
  isEmpty: boolean,
): string | null {
  if (isEmpty) return '';
  if (headers.get('transfer-encoding') === 'chunked') return readChunks(rest, isOver);
  const length = headers.get('content-length');
  if (length === undefined) return isOver ? rest.toString() : null;
  return rest.length >= Number(length) || isOver ? rest.subarray(0, Number(length)).toString() : null;
}

function readChunks(rest: Buffer, isOver: boolean): string | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = rest.indexOf('\r\n', at);
    if (line === -1) return isOver ? Buffer.concat(parts).toString() : null;
    const size = Number.parseInt(rest.subarray(at, line).toString('latin1'), 16);
    if (size === 0) return Buffer.concat(parts).toString();
    if (rest.length < line + 4 + size && !isOver) return null;
    parts.push(rest.subarray(line + 2, line + 2 + size));
    at = line + 4 + size;
  }
}
