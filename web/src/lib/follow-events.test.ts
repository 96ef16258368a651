import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api.ts';
import { followEvents } from './follow-events.ts';

afterEach(() => vi.unstubAllGlobals());

/** What each opening of the stream gets; after the last one whoever follows has gone. */
async function follow(answers: Array<() => Response>, { isOpen = true, after = null as string | null } = {}) {
  const controller = new AbortController();
  const asked: Array<string | null> = [];
  const heard: string[] = [];
  const connected: boolean[] = [];
  const waited: number[] = [];
  vi.stubGlobal('fetch', async (_path: string, { headers }: { headers: Record<string, string> }) => {
    const answer = answers[asked.length];
    asked.push(headers['last-event-id'] ?? null);
    if (answer) return answer();
    controller.abort();
    throw new DOMException('gone', 'AbortError');
  });
  const following = {
    path: '/campaigns/x/events',
    after,
    isOpen,
    onEvent: ({ id, name }: { id: string | null; name: string }) => heard.push(`${id} ${name}`),
    onConnected: (isConnected: boolean) => connected.push(isConnected),
    signal: controller.signal,
  };
  const done = followEvents(following, async (ms) => void waited.push(ms));
  return { asked, heard, connected, waited, done, failure: await done.catch((error: unknown) => error) };
}

const stream = (...ids: number[]) =>
  new Response(ids.map((id) => `id: ${id}\nevent: e\ndata: {}\n\n`).join(''));
const broken = () => {
  const pieces = ['id: 3\nevent: e\ndata: {}\n\nid: 4\nevent: e\nda'];
  const body = new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) controller.error(new TypeError('network error'));
      else controller.enqueue(new TextEncoder().encode(piece));
    },
  });
  return new Response(body);
};

describe('whoever follows events', () => {
  it('goes on from the last whole event when the stream breaks off, so that none is lost or told twice', async () => {
    const { asked, heard } = await follow([() => stream(1, 2), broken, () => stream(4, 5)]);
    expect(asked).toEqual([null, '2', '3', '5']);
    expect(heard).toEqual(['1 e', '2 e', '3 e', '4 e', '5 e']);
  });

  it('goes on from what it knew before', async () => {
    expect((await follow([() => stream(8)], { after: '7' })).asked).toEqual(['7', '8']);
  });

  it('has heard all when the stream of something that is over ends', async () => {
    const { asked, failure } = await follow([() => stream(1)], { isOpen: false });
    expect(failure).toBeUndefined();
    expect(asked).toEqual([null]);
  });

  it('waits longer from one failure to the next, and starts over once something arrives', async () => {
    const down = () => new Response('', { status: 502 });
    const { waited, connected } = await follow([down, down, down, () => stream(1), down]);
    expect(waited).toEqual([500, 1000, 2000, 500, 1000]);
    expect(connected).toEqual([false, false, false, true, false, false]);
  });

  it('asks no more when it is refused, and says why', async () => {
    const body = { error: { code: 'campaign_not_found', message: 'There is no such campaign.' } };
    const { failure, asked } = await follow([() => Response.json(body, { status: 404 })]);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ status: 404, code: 'campaign_not_found' });
    expect(asked).toHaveLength(1);
  });
});
