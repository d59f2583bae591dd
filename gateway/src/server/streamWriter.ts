import type { ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";

export interface StreamOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Written when nothing else was for so long, so that nobody on the way takes the connection for dead. */
  readonly beat: string;
  readonly beatMilliseconds: number;
  /** Ends the stream because the server stops. */
  readonly goodbye: () => void;
}

/** Writes a response bit by bit. */
export class StreamWriter {
  readonly #raw: ServerResponse;
  readonly #options: StreamOptions;
  /** Of the monotonic clock: when something was written, or the client took what waited for it. */
  #movedAt = performance.now();
  #ready: PromiseWithResolvers<void> | undefined;

  /** Takes over a reply, with the headers that it has so far. */
  constructor(reply: FastifyReply, options: StreamOptions) {
    const { raw } = reply.hijack();
    this.#raw = raw;
    this.#options = options;
    raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...options.headers });
    raw.flushHeaders();
    raw.on("drain", this.#onReady).once("close", this.#onReady);
  }

  /** Resolves when the client can take more, or has gone: a slow client holds back its source. */
  write(text: string): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    if (!this.#raw.writableNeedDrain) this.#movedAt = performance.now();
    if (this.#raw.write(text)) return Promise.resolve();
    this.#ready ??= Promise.withResolvers();
    return this.#ready.promise;
  }

  end(text?: string): void {
    if (!this.isClosed) this.#raw.end(text);
  }

  /** Ends the stream and lets go of its connection, which nobody could use for another request any more. */
  leave(text?: string): void {
    if (this.isClosed) return;
    const { socket } = this.#raw;
    this.#raw.end(text, () => socket?.destroySoon());
  }

  /** Whether the stream has ended, or the client has gone. */
  get isClosed(): boolean {
    return this.#raw.destroyed || this.#raw.writableEnded;
  }

  sayGoodbye(): void {
    this.#options.goodbye();
  }

  /** Gives a sign of life when it is time to, or up when the client takes nothing for too long. */
  beat(now: number, stalledMilliseconds: number): void {
    const silence = now - this.#movedAt;
    if (this.#raw.writableNeedDrain) {
      if (silence >= stalledMilliseconds) this.#raw.destroy();
    } else if (silence >= this.#options.beatMilliseconds) void this.write(this.#options.beat);
  }

  readonly #onReady = () => {
    this.#movedAt = performance.now();
    this.#ready?.resolve();
    this.#ready = undefined;
  };
}

/** Timers look this often at the streams of a server. */
const pulseMilliseconds = 1_000;

/** The streams of a server that are open: their number is bounded, they are kept alive, and end when it stops. */
export class OpenStreams {
  readonly #writers = new Set<StreamWriter>();
  readonly #bounds: { readonly streams: number; readonly stalledMilliseconds: number };
  #pulse: NodeJS.Timeout | undefined;
  #isEnding = false;

  constructor(bounds: { readonly streams: number; readonly stalledMilliseconds: number }) {
    this.#bounds = bounds;
  }

  get isFull(): boolean {
    return this.#writers.size >= this.#bounds.streams;
  }

  /** Writes a reply as a stream, which is on the list until it is closed. */
  open(reply: FastifyReply, options: StreamOptions): StreamWriter {
    const writer = new StreamWriter(reply, options);
    this.#writers.add(writer);
    reply.raw.once("close", () => this.#forget(writer));
    // One for all of them: a timer for each would cost more than the rest of an idle stream.
    this.#pulse ??= setInterval(() => this.#beat(), pulseMilliseconds).unref();
    // A request that was under way when the others were ended.
    if (this.#isEnding) setImmediate(() => writer.sayGoodbye());
    return writer;
  }

  endAll(): void {
    this.#isEnding = true;
    for (const writer of [...this.#writers]) writer.sayGoodbye();
  }

  #forget(writer: StreamWriter): void {
    this.#writers.delete(writer);
    if (this.#writers.size > 0) return;
    clearInterval(this.#pulse);
    this.#pulse = undefined;
  }

  #beat(): void {
    const now = performance.now();
    for (const writer of this.#writers) writer.beat(now, this.#bounds.stalledMilliseconds);
  }
}
