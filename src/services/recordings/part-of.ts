import type { ByteRange } from '../../calls/recording/store.ts';

/** Lets only these bytes of a stream through, for a server that sent everything although it was asked for a part. */
export function partOf({
  start,
  end,
}: ByteRange): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new TransformStream({
    transform(bytes, controller) {
      const part = bytes.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at));
      at += bytes.length;
      if (part.length > 0) controller.enqueue(part);
      if (at > end) controller.terminate();
    },
  });
}
