/** Server-sent events as the WHATWG's HTML standard has them (9.2.6), read by fetch: `EventSource` sends no headers. */

export interface ServerEvent {
  /** What to send as Last-Event-ID to get everything since; null where the stream has named none. */
  id: string | null;
  /** `message` where the stream does not say. */
  name: string;
  data: string;
}

/**
 * Takes a stream in pieces, wherever they were cut, and hands on each event that is whole.
 * @returns takes the next piece, as text
 */
export function createEventReader(onEvent: (event: ServerEvent) => void): (piece: string) => void {
  let rest = '';
  let id: string | null = null;
  let name = '';
  let data: string[] = [];

  const readLine = (line: string) => {
    if (line === '') {
      if (data.length > 0) onEvent({ id, name: name || 'message', data: data.join('\n') });
      name = '';
      data = [];
      return;
    }
    const [, field = '', value = ''] = /^([^:]*):? ?([\s\S]*)$/.exec(line) ?? [];
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
    if (field === 'id' && !value.includes('\0')) id = value;
  };

  return (piece) => {
    rest += piece;
    // A line end that may be half of \r\n waits for its other half.
    for (let end = /\r\n|\n|\r(?!$)/.exec(rest); end; end = /\r\n|\n|\r(?!$)/.exec(rest)) {
      readLine(rest.slice(0, end.index));
      rest = rest.slice(end.index + end[0].length);
    }
  };
}

/** Reads a body to its end. @throws whatever breaks it off */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  onEvent: (event: ServerEvent) => void,
): Promise<void> {
  const read = createEventReader(onEvent);
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    read(decoder.decode(next.value, { stream: true }));
  }
}
