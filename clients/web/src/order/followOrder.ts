import type { OrderEvent } from "./orderEvent.ts";

/** live: what happens is seen at once. lost: the connection is gone and is being made again. over: nothing more comes. */
export type Connection = "connecting" | "live" | "lost" | "over";

/** What of the browser it takes, so that tests can bring their own. */
export interface Surroundings {
  readonly openStream: (address: string) => EventSource;
  /** Calls back after so many milliseconds; gives what calls that off. */
  readonly later: (action: () => void, milliseconds: number) => () => void;
}

/** Silence after which a connection counts as lost, in milliseconds: longer than two heartbeats. */
const silence = 40_000;
/** The longest that is waited between two attempts. */
const longestWait = 30_000;

/**
 * Follows an order from a sequence on. Each change is told once and in order, whatever becomes of the connection: it is made
 * again, more and more seldom, from the last change that was seen. Gives what tells it that the network is there or gone, and
 * what ends it.
 */
export function followOrder(
  path: string,
  after: number,
  {
    onEvent,
    onConnection,
  }: {
    readonly onEvent: (event: OrderEvent) => void;
    readonly onConnection: (connection: Connection) => void;
  },
  { openStream, later }: Surroundings,
) {
  let seen = after;
  let attempts = 0;
  let stream: EventSource | undefined;
  let callOff = () => {};

  function connect(): void {
    close();
    stream = openStream(`${path}/events?after=${seen}`);
    stream.addEventListener("open", alive);
    stream.addEventListener("beat", alive);
    stream.addEventListener("status", (event) => {
      alive();
      const change = JSON.parse((event as MessageEvent<string>).data) as OrderEvent;
      if (change.sequence <= seen) return;
      seen = change.sequence;
      onEvent(change);
    });
    stream.addEventListener("end", () => {
      close();
      onConnection("over");
    });
    // The browser would try again by itself, but not after every kind of failure, and without end.
    stream.addEventListener("error", lose);
    watch();
  }

  function alive(): void {
    attempts = 0;
    onConnection("live");
    watch();
  }

  function watch(): void {
    callOff();
    callOff = later(lose, silence);
  }

  function lose(): void {
    close();
    onConnection("lost");
    callOff = later(connect, Math.min(1_000 * 2 ** attempts++, longestWait));
  }

  function close(): void {
    callOff();
    stream?.close();
    stream = undefined;
  }

  connect();
  return {
    /** The network is gone: nothing comes until it is back. */
    networkGone() {
      close();
      onConnection("lost");
    },
    networkBack() {
      attempts = 0;
      connect();
    },
    end: close,
  };
}
