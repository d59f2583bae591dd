import { once } from "node:events";
import { type ClientOptions, WebSocket } from "ws";
import type { Running } from "./gateway.ts";

// biome-ignore lint/suspicious/noExplicitAny: whatever a server may say
export type Message = any;

/** A WebSocket whose messages a test reads one by one, with no client library in between. */
export class RawSocket {
  readonly socket: WebSocket;
  /** The code by which it was closed. */
  readonly closed: Promise<number>;
  readonly #messages: Message[] = [];
  #arrived = Promise.withResolvers<void>();

  constructor(
    to: Pick<Running, "url">,
    protocol: string | string[] = "graphql-transport-ws",
    options: ClientOptions = {},
  ) {
    this.socket = new WebSocket(to.url.replace("http", "ws"), protocol, options);
    this.socket.on("error", () => {});
    this.closed = new Promise((resolve) => this.socket.once("close", resolve));
    this.socket.on("message", (data) => {
      this.#messages.push(JSON.parse(String(data)));
      this.#arrived.resolve();
      this.#arrived = Promise.withResolvers();
    });
  }

  async open(): Promise<this> {
    await once(this.socket, "open");
    return this;
  }

  /** Opened and acknowledged. */
  async ready(payload?: object): Promise<this> {
    await this.open();
    this.send({ type: "connection_init", ...(payload ? { payload } : {}) });
    const acknowledged = await this.next();
    if (acknowledged.type !== "connection_ack") throw new Error(JSON.stringify(acknowledged));
    return this;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables?: object): void {
    this.send({ id, type: "subscribe", payload: { query, ...(variables ? { variables } : {}) } });
  }

  async next(): Promise<Message> {
    const closed = this.closed.then((code) => {
      if (this.#messages.length === 0) throw new Error(`The connection was closed with ${code}`);
    });
    while (this.#messages.length === 0) await Promise.race([this.#arrived.promise, closed]);
    closed.catch(() => {});
    return this.#messages.shift();
  }

  /** The next message of one operation; those of others are passed over. */
  async nextOf(id: string): Promise<Message> {
    for (;;) {
      const message = await this.next();
      if (message.id === id) return message;
    }
  }
}
