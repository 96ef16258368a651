import { AgentSession as protocol } from '@livekit/protocol';

/** LiveKit's console protocol: a four-byte big-endian length, then one AgentSessionMessage. */

const headerBytes = 4;
/** The agent's own limit; more than that is a broken stream. */
const maxFrameBytes = 1024 * 1024;

export function encodeFrame(message: protocol.AgentSessionMessage): Buffer {
  const body = message.toBinary();
  const frame = Buffer.alloc(headerBytes + body.length);
  frame.writeUInt32BE(body.length);
  frame.set(body, headerBytes);
  return frame;
}

/** Puts together what the network took apart. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * What was whole before a fault is still told.
   * @throws RangeError when the stream cannot be one of this protocol.
   */
  *read(chunk: Buffer): Generator<protocol.AgentSessionMessage> {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= headerBytes) {
      const length = this.#rest.readUInt32BE();
      if (length > maxFrameBytes)
        throw new RangeError(`a frame of ${length} bytes is not the console protocol`);
      if (this.#rest.length < headerBytes + length) break;
      const body = this.#rest.subarray(headerBytes, headerBytes + length);
      this.#rest = this.#rest.subarray(headerBytes + length);
      yield protocol.AgentSessionMessage.fromBinary(body);
    }
  }
}
