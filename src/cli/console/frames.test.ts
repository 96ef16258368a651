import { AgentSession as protocol } from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameReader } from './frames.ts';

const say = (text: string) =>
  new protocol.AgentSessionMessage({
    message: {
      case: 'request',
      value: new protocol.SessionRequest({
        requestId: text,
        request: { case: 'runInput', value: new protocol.SessionRequest_RunInput({ text }) },
      }),
    },
  });

describe('console frames', () => {
  it('survive being cut at every byte', () => {
    const bytes = Buffer.concat([encodeFrame(say('hello')), encodeFrame(say('سلام'))]);
    const reader = new FrameReader();
    const read = [...bytes].flatMap((byte) => [...reader.read(Buffer.from([byte]))]);
    expect(read).toEqual([say('hello'), say('سلام')]);
  });

  it('refuse a stream that is something else', () => {
    expect(() => [...new FrameReader().read(Buffer.from('GET / HTTP/1.1\r\n'))]).toThrow(RangeError);
  });
});
