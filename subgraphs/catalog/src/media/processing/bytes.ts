import type { Readable } from "node:stream";
import { UnusableMedia } from "../../domain/media/video.ts";

/** A stream's bytes in portions of one's own choice. */
export interface Bytes {
  /** The next so many bytes; fewer only at the end. */
  take(count: number): Promise<Buffer>;
  skip(count: number): Promise<void>;
  close(): void;
}

export function bytesOf(stream: Readable): Bytes {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const next = async () => {
    const { value, done } = await chunks.next();
    return done ? null : value;
  };
  return {
    async take(count) {
      const parts: Buffer[] = [rest];
      let length = rest.length;
      while (length < count) {
        const chunk = await next();
        if (!chunk) break;
        parts.push(chunk);
        length += chunk.length;
      }
      const all = parts.length === 1 ? rest : Buffer.concat(parts);
      rest = all.subarray(count);
      return all.subarray(0, count);
    },
    async skip(count) {
      let left = count;
      while (left > rest.length) {
        left -= rest.length;
        const chunk = await next();
        rest = chunk ?? Buffer.alloc(0);
        if (!chunk) return;
      }
      rest = rest.subarray(left);
    },
    close: () => stream.destroy(),
  };
}

/** All of a stream. Throws UnusableMedia for more than so many bytes. */
export async function wholeOf(stream: Readable, most: number): Promise<Buffer> {
  const bytes = bytesOf(stream);
  try {
    const whole = await bytes.take(most + 1);
    if (whole.length > most) throw new UnusableMedia("The file is larger than was said");
    return whole;
  } finally {
    bytes.close();
  }
}
