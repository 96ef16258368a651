import { describe, expect, it } from 'vitest';
import { createEventReader, readEvents, type ServerEvent } from './event-stream.ts';

function read(...pieces: string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const take = createEventReader((event) => events.push(event));
  for (const piece of pieces) take(piece);
  return events;
}

const stream = 'id: 1\nevent: offer\ndata: {"a":1}\n\n: \n\nid: 2\nevent: gone\ndata: {}\n\n';
const both = [
  { id: '1', name: 'offer', data: '{"a":1}' },
  { id: '2', name: 'gone', data: '{}' },
];

describe('a stream of events', () => {
  it('is read the same wherever it is cut', () => {
    for (let at = 0; at <= stream.length; at += 1) {
      expect(read(stream.slice(0, at), stream.slice(at)), `cut at ${at}`).toEqual(both);
    }
    expect(read(...stream)).toEqual(both);
  });

  it.each([
    ['\r\n', '\r\n'],
    ['\r', '\r'],
  ])('ends its lines with %j as well', (_name, end) => {
    const other = `${stream.replaceAll('\n', end)}:`;
    expect(read(other)).toEqual(both);
    expect(read(...other)).toEqual(both);
  });

  it('may be of several lines, and without name or id', () => {
    expect(read('data: one\ndata:two\n\n')).toEqual([{ id: null, name: 'message', data: 'one\ntwo' }]);
  });

  it('keeps the id of the last event that had one, and leaves out events without data', () => {
    expect(read('id: 7\ndata: x\n\nevent: empty\n\ndata: y\n\n')).toEqual([
      { id: '7', name: 'message', data: 'x' },
      { id: '7', name: 'message', data: 'y' },
    ]);
  });

  it('hands on nothing of an event that was cut off', () => {
    expect(read('id: 1\ndata: x\n')).toEqual([]);
  });

  it('is read from bytes that are cut inside a letter', async () => {
    const bytes = new TextEncoder().encode('data: سلام\n\n');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    const events: ServerEvent[] = [];
    await readEvents(body, (event) => events.push(event));
    expect(events).toEqual([{ id: null, name: 'message', data: 'سلام' }]);
  });
});
