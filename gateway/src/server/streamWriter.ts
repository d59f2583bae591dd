import type { FastifyReply } from "fastify";

/** Writes a response bit by bit. */
export interface StreamWriter {
  /** Resolves when the client can take more, or has gone: a slow client holds back its source. */
  write(text: string): Promise<void>;
  end(text?: string): void;
  /** Whether the client has gone. */
  readonly isClosed: boolean;
}

/** Streams of a server that are open, so that they can be ended when it stops. */
export class OpenStreams {
  readonly #goodbyes = new Set<() => void>();

  get size(): number {
    return this.#goodbyes.size;
  }

  /** Gives a function that takes the stream off the list. */
  add(goodbye: () => void): () => void {
    this.#goodbyes.add(goodbye);
    return () => void this.#goodbyes.delete(goodbye);
  }

  endAll(): void {
    for (const goodbye of [...this.#goodbyes]) goodbye();
  }
}

/**
 * Takes over a reply to write it as a stream, with the headers that it has so far. `beat` is written whenever nothing
 * else was for `beatMilliseconds`, so that nobody on the way takes the connection for dead.
 */
export function streamWriter(
  reply: FastifyReply,
  options: {
    readonly headers: Readonly<Record<string, string>>;
    readonly beat: string;
    readonly beatMilliseconds: number;
  },
): StreamWriter {
  const { raw } = reply.hijack();
  raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...options.headers });
  raw.flushHeaders();
  const heart = setInterval(() => {
    // What waits to be sent is a sign of life already.
    if (raw.writableLength === 0) raw.write(options.beat);
  }, options.beatMilliseconds).unref();
  raw.once("close", () => clearInterval(heart));

  return {
    get isClosed() {
      return raw.destroyed || raw.writableEnded;
    },
    write(text) {
      if (raw.destroyed || raw.writableEnded || raw.write(text)) return Promise.resolve();
      return new Promise((resolve) => {
        const onReady = () => {
          raw.off("drain", onReady).off("close", onReady);
          resolve();
        };
        raw.once("drain", onReady).once("close", onReady);
      });
    },
    end(text) {
      clearInterval(heart);
      if (!raw.writableEnded && !raw.destroyed) raw.end(text);
    },
  };
}
