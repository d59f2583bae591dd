import type { ExecutionResult } from "graphql";
import { CloseCode } from "graphql-ws";
import type { RawData, WebSocket } from "ws";
import type { Caller } from "../pipeline/caller.ts";
import type { IncomingHeaders, Parameters } from "../pipeline/exchange.ts";
import { longestTimer } from "../pipeline/longestTimer.ts";
import { errorOf } from "../pipeline/maskErrors.ts";
import type { Answer } from "../pipeline/pipeline.ts";
import { Refusal, refusal } from "../pipeline/refusal.ts";
import { type ClientMessage, readMessage } from "./socketMessages.ts";

/** What is known of a connection from its beginning on. */
export interface Opened {
  readonly headers: IncomingHeaders;
  readonly remoteAddress: string;
  readonly variant: string | undefined;
}

/** Who has connected. */
export interface Client extends Opened {
  readonly caller: Caller;
}

/** What stands behind the sockets of one server. */
export interface SocketHost {
  /** Finds out who has connected, by the payload of `connection_init`. Throws a Refusal. */
  connect(opened: Opened, parameters: Readonly<Record<string, unknown>>): Promise<Client>;
  /** Answers an operation; `whenGone` as of Incoming. Never rejects. */
  run(client: Client, parameters: Parameters, whenGone: WhenGone): Promise<Answer>;
  /** Something went wrong that is no client's doing. */
  failed(error: unknown): void;
  readonly initMilliseconds: number;
  /** How many operations may run at a time on one socket. */
  readonly operations: number;
  /** How much may wait to be taken by the client, before nothing more is read from it. */
  readonly bufferedBytes: number;
}

export type WhenGone = (callback: () => void) => () => void;

/** How long clients have to answer the closing of their connection. */
const goodbyeMilliseconds = 2_000;
/** WebSocket's own code for a server that goes away. */
const goingAway = 1001;
/** And for one that cannot serve just now. */
const tryAgainLater = 1013;

/**
 * One client's connection in the graphql-transport-ws protocol. Its operations are independent of each other, and one
 * that was completed is never heard of again, also when its id is taken by another.
 */
export class GraphSocket {
  readonly #socket: WebSocket;
  readonly #host: SocketHost;
  readonly #operations = new Map<string, Running>();
  #state: "new" | "connecting" | "ready" | "leaving" | "closed" = "new";
  #client: Opened | Client;
  #init: NodeJS.Timeout | undefined;
  #expiry: NodeJS.Timeout | undefined;
  #hasGivenSign = true;
  #left: (() => void) | undefined;

  constructor(socket: WebSocket, opened: Opened, host: SocketHost) {
    this.#socket = socket;
    this.#client = opened;
    this.#host = host;
    this.#init = setTimeout(
      () => socket.close(CloseCode.ConnectionInitialisationTimeout, "Connection initialisation timeout"),
      host.initMilliseconds,
    );
    socket.on("message", this.#onMessage);
    socket.on("pong", this.#onPong);
    socket.on("ping", this.#holdBack);
    socket.once("close", this.#onClose);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Pings the client, or ends the connection when it has given no sign of life since the last time. */
  beat(): void {
    if (!this.#hasGivenSign) {
      this.#socket.terminate();
      return;
    }
    this.#hasGivenSign = false;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  /**
   * Closes the connection because the server goes away (1001): as soon as what has a single result is answered, or the
   * time is over. Streams break off, without `complete`. Resolves when the connection is closed.
   */
  async leave(milliseconds: number): Promise<void> {
    if (this.#state === "closed") return;
    this.#state = "leaving";
    if (this.#isAnswering) await this.#answered(milliseconds);
    this.close(goingAway, "Going away");
    await this.#closed();
  }

  get #isAnswering(): boolean {
    for (const operation of this.#operations.values()) if (operation.isAnswering) return true;
    return false;
  }

  #answered(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const impatience = setTimeout(resolve, milliseconds);
      this.#left = () => {
        if (this.#isAnswering) return;
        clearTimeout(impatience);
        resolve();
      };
    });
  }

  #closed(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      if (socket.readyState === socket.CLOSED) return resolve();
      const impatience = setTimeout(() => socket.terminate(), goodbyeMilliseconds);
      socket.once("close", () => {
        clearTimeout(impatience);
        resolve();
      });
    });
  }

  readonly #onPong = () => {
    this.#hasGivenSign = true;
  };

  readonly #onMessage = (data: RawData) => {
    this.#hasGivenSign = true;
    const message = readMessage(String(data));
    if (!message) return this.close(CloseCode.BadRequest, "Invalid message received");
    this.#take(message)?.catch(this.#fail);
  };

  readonly #fail = (error: unknown) => {
    this.#host.failed(error);
    this.close(CloseCode.InternalServerError, "Internal server error");
  };

  readonly #onClose = () => {
    this.#state = "closed";
    clearTimeout(this.#init);
    clearTimeout(this.#expiry);
    for (const operation of this.#operations.values()) operation.end();
    this.#operations.clear();
    this.#left?.();
  };

  #take(message: ClientMessage): Promise<void> | undefined {
    switch (message.type) {
      case "connection_init":
        return this.#connect(message.payload ?? {});
      case "ping":
        void this.#send({ type: "pong", ...(message.payload ? { payload: message.payload } : {}) });
        return;
      case "pong":
        return;
      case "subscribe":
        return this.#subscribe(message.id, message.payload);
      case "complete": {
        this.#operations.get(message.id)?.end();
        this.#operations.delete(message.id);
        this.#left?.();
      }
    }
  }

  async #connect(parameters: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#state === "leaving" || this.#state === "closed") return;
    if (this.#state !== "new") {
      return this.close(CloseCode.TooManyInitialisationRequests, "Too many initialisation requests");
    }
    this.#state = "connecting";
    clearTimeout(this.#init);
    this.#init = undefined;
    try {
      const client = await this.#host.connect(this.#client, parameters);
      if (this.#state !== "connecting") return;
      this.#client = client;
      this.#closeWhenExpired(client.caller);
    } catch (error) {
      const isTellable = error instanceof Refusal && error.status < 500;
      if (isTellable) return this.close(CloseCode.Forbidden, "Forbidden");
      if (!(error instanceof Refusal)) this.#host.failed(error);
      return this.close(tryAgainLater, "Try again later");
    }
    this.#state = "ready";
    void this.#send({ type: "connection_ack" });
  }

  /**
   * Ends the connection when the credential that opened it runs out: by 4403 (Forbidden), after which clients connect
   * anew with a fresh one.
   */
  #closeWhenExpired({ expiresAt }: Caller): void {
    if (expiresAt === undefined) return;
    const left = Math.min(Math.max(expiresAt - Date.now(), 0), longestTimer);
    const close = () => this.close(CloseCode.Forbidden, "The access token has run out");
    this.#expiry = setTimeout(close, left).unref();
  }

  async #subscribe(id: string, parameters: Parameters): Promise<void> {
    // It is about to be told that the connection ends, and will ask again elsewhere.
    if (this.#state === "leaving" || this.#state === "closed") return;
    if (this.#state !== "ready") return this.close(CloseCode.Unauthorized, "Unauthorized");
    if (this.#operations.has(id)) {
      return this.close(CloseCode.SubscriberAlreadyExists, reasonOf(`Subscriber for ${id} already exists`));
    }
    if (this.#operations.size >= this.#host.operations) {
      const message = `At most ${this.#host.operations} operations may run on one connection`;
      return void this.#send({ id, type: "error", payload: refusal(message, { code: "BAD_REQUEST" }).errors });
    }
    const operation = new Running();
    this.#operations.set(id, operation);
    try {
      const answer = await this.#host.run(this.#client as Client, parameters, operation.whenGone);
      // Not waited for: what has led to a stream would be kept as long as it, and most connections are idle streams.
      if (answer.kind !== "single") void this.#stream(id, operation, answer.results).catch(this.#fail);
      else this.#answer(id, operation, answer.result);
    } catch (error) {
      this.#forget(id, operation);
      throw error;
    }
  }

  #answer(id: string, operation: Running, result: ExecutionResult): void {
    if (operation.isOver) return;
    // A request that is refused has no data and ends with an `error` message; anything else is sent by `next`.
    if (!("data" in result)) {
      this.#end(id, operation, { id, type: "error", payload: result.errors ?? [] });
      return;
    }
    void this.#send({ id, type: "next", payload: result });
    this.#end(id, operation, { id, type: "complete" });
  }

  async #stream(id: string, operation: Running, results: AsyncGenerator<ExecutionResult, void>): Promise<void> {
    operation.streams(results);
    this.#left?.();
    try {
      for await (const result of results) {
        // Also while the connection is being closed: a source that never waits would not let it come to that.
        if (operation.isOver || this.#socket.readyState !== this.#socket.OPEN) return;
        // The next event is taken when this one has left: a client that does not read holds back its source.
        await this.#send({ id, type: "next", payload: result });
      }
      this.#end(id, operation, { id, type: "complete" });
    } catch (error) {
      this.#end(id, operation, { id, type: "error", payload: [errorOf(error)] });
    }
  }

  /** The last message of an operation; its id is free before the client can know. */
  #end(id: string, operation: Running, message: object): void {
    if (operation.isOver) return;
    this.#forget(id, operation);
    void this.#send(message);
  }

  #forget(id: string, operation: Running): void {
    operation.isOver = true;
    operation.isAnswering = false;
    if (this.#operations.get(id) === operation) this.#operations.delete(id);
    this.#left?.();
  }

  /** Resolves when the message has left this process, or never will. */
  #send(message: object): Promise<void> {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      socket.send(JSON.stringify(message), () => {
        if (socket.isPaused && socket.bufferedAmount <= this.#host.bufferedBytes) socket.resume();
        resolve();
      });
      this.#holdBack();
    });
  }

  /** Reads nothing more from a client that does not read either: each message of its may have to be answered. */
  readonly #holdBack = () => {
    const socket = this.#socket;
    if (socket.bufferedAmount > this.#host.bufferedBytes && !socket.isPaused) socket.pause();
  };
}

/** An operation of a client, from its `subscribe` on. */
class Running {
  isOver = false;
  /** Whether it has, or may yet turn out to have, a single result. */
  isAnswering = true;
  #results: AsyncGenerator | undefined;
  #whenGone: (() => void)[] = [];

  readonly whenGone: WhenGone = (callback) => {
    this.#whenGone.push(callback);
    return () => {
      const index = this.#whenGone.indexOf(callback);
      if (index !== -1) this.#whenGone.splice(index, 1);
    };
  };

  streams(results: AsyncGenerator): void {
    this.isAnswering = false;
    this.#results = results;
    if (this.isOver) void results.return(undefined);
  }

  /** Nobody waits for it any more. */
  end(): void {
    this.isOver = true;
    this.isAnswering = false;
    const whenGone = this.#whenGone;
    this.#whenGone = [];
    for (const callback of whenGone) callback();
    void this.#results?.return(undefined);
  }
}

/** The reason of a close frame holds 123 bytes. */
function reasonOf(text: string): string {
  return Buffer.byteLength(text) <= 123 ? text : "Subscriber already exists";
}
