import "server-only";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { configuration } from "../configuration.ts";
import { OrderEvents } from "../graph/generated/documents.ts";
import type { OrderEventsSubscription, ParcelContentFragment } from "../graph/generated/operations.ts";
import { encodeEvent, heartbeat, type Parcel, streamBeginning, streamEnd } from "./orderEvent.ts";

/** At most so many streams at a time in this process; each is a connection to the graph. */
const mostStreams = 500;
/** A proxy closes what is silent for long; milliseconds. */
const beatEvery = 15_000;
/** A stream ends after so long, and the browser comes back: with a fresh session, and perhaps to another process. */
const longestStream = 10 * 60_000;
/** How long the graph may take to open a connection. */
const connectWithin = 10_000;

let open = 0;

/**
 * The changes of an order after a sequence, as server-sent events: read from the graph's subscription with the shopper's own
 * rights, over a connection that lives as long as the request. Undefined when there are as many streams as can be.
 */
export function orderStream({
  orderId,
  after,
  token,
  gone,
}: {
  readonly orderId: string;
  readonly after: number;
  readonly token: string | undefined;
  /** The browser has gone. */
  readonly gone: AbortSignal;
}): ReadableStream<Uint8Array> | undefined {
  if (open >= mostStreams) return undefined;
  open++;
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const stop = () => ended.abort();

  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => {
        // Who takes nothing for as long as this has gone without saying so.
        if ((controller.desiredSize ?? 0) < -64) stop();
        else if (!ended.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      write(streamBeginning);
      const beat = setInterval(() => write(heartbeat), beatEvery);
      const deadline = setTimeout(stop, longestStream);
      gone.addEventListener("abort", stop, { once: true });
      if (gone.aborted) stop();
      try {
        const isComplete = await follow({ orderId, after, token, ended: ended.signal, write });
        if (isComplete) write(streamEnd);
      } finally {
        clearInterval(beat);
        clearTimeout(deadline);
        gone.removeEventListener("abort", stop);
        open--;
        try {
          controller.close();
        } catch {
          // The browser closed it first.
        }
      }
    },
    cancel: stop,
  });
}

/** Writes every change until the order has ended (true), or the connection to either side (false). */
async function follow({
  orderId,
  after,
  token,
  ended,
  write,
}: {
  readonly orderId: string;
  readonly after: number;
  readonly token: string | undefined;
  readonly ended: AbortSignal;
  readonly write: (text: string) => void;
}): Promise<boolean> {
  const client = createClient({
    url: configuration().graphSocketUrl,
    webSocketImpl: WebSocket,
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
    lazy: true,
    // It is the browser that comes again, and says what it saw last.
    retryAttempts: 0,
    connectionAckWaitTimeout: connectWithin,
  });
  const changes = client.iterate<OrderEventsSubscription>({
    query: OrderEvents.text,
    variables: { orderId, after },
    extensions: { persistedQuery: { version: 1, sha256Hash: OrderEvents.id } },
  });
  const leave = () => void changes.return?.();
  ended.addEventListener("abort", leave, { once: true });
  try {
    for await (const { data } of changes) {
      if (ended.aborted) return false;
      // What cannot be told whole is told later, when the browser asks for what follows the last it has.
      if (!data) return false;
      const { sequence, status, at, order } = data.orderStatusChanged;
      write(encodeEvent({ sequence, status, at, parcels: order.fulfilments.map(parcelOf) }));
    }
    return !ended.aborted;
  } catch {
    return false;
  } finally {
    ended.removeEventListener("abort", leave);
    void client.dispose();
  }
}

/** A parcel as the browser has it. */
export function parcelOf({ id, status, carrier, trackingNumber, lines }: ParcelContentFragment): Parcel {
  return {
    ...{ id, status, carrier, trackingNumber },
    lines: lines.map(({ quantity, line }) => ({ title: line.title, quantity })),
  };
}
