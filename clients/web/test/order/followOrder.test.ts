import { describe, expect, it } from "@jest/globals";
import { type Connection, followOrder } from "../../src/order/followOrder.ts";
import { encodeEvent, type OrderEvent, resumeAfter, withEvent } from "../../src/order/orderEvent.ts";

const change = (sequence: number): OrderEvent => ({
  ...{ sequence, status: "SHIPPED", at: "2026-11-23T10:00:00.000Z", parcels: [] },
});

/** A browser whose streams and clock are moved by hand. */
function world(after: number) {
  const streams: { address: string; source: EventTarget; isClosed: boolean }[] = [];
  const timers: { action: () => void; milliseconds: number; isOff: boolean }[] = [];
  const events: number[] = [];
  const connections: Connection[] = [];
  const following = followOrder(
    "/orders/o",
    after,
    { onEvent: ({ sequence }) => events.push(sequence), onConnection: (one) => connections.push(one) },
    {
      openStream: (address) => {
        const stream = { address, source: new EventTarget(), isClosed: false };
        streams.push(stream);
        const close = () => {
          stream.isClosed = true;
        };
        return Object.assign(stream.source, { close }) as unknown as EventSource;
      },
      later: (action, milliseconds) => {
        const timer = { action, milliseconds, isOff: false };
        timers.push(timer);
        return () => {
          timer.isOff = true;
        };
      },
    },
  );
  const last = () => streams.at(-1)!;
  return {
    ...{ following, streams, events, connections },
    tell: (type: string, data = "") => last().source.dispatchEvent(new MessageEvent(type, { data })),
    happen: (event: OrderEvent) =>
      last().source.dispatchEvent(new MessageEvent("status", { data: JSON.stringify(event) })),
    /** Lets the one timer that is set run out; gives how long it was set for. */
    wait: () => {
      const timer = timers.filter(({ isOff }) => !isOff).at(-1)!;
      timer.isOff = true;
      timer.action();
      return timer.milliseconds;
    },
  };
}

describe("following an order", () => {
  it("tells each change once, also when it comes twice", () => {
    const { happen, tell, events, connections } = world(2);
    tell("open");
    for (const sequence of [2, 3, 3, 4]) happen(change(sequence));
    expect([events, connections.at(-1)]).toEqual([[3, 4], "live"]);
  });

  it("goes on after the last change that was seen when the connection is made again", () => {
    const { happen, tell, wait, streams, connections } = world(2);
    tell("open");
    happen(change(3));
    tell("error");
    expect([connections.at(-1), streams[0]?.isClosed]).toEqual(["lost", true]);
    wait();
    expect(streams.map(({ address }) => address)).toEqual(["/orders/o/events?after=2", "/orders/o/events?after=3"]);
  });

  it("tries more and more seldom, and at once when the network is back", () => {
    const { tell, wait, following, streams } = world(0);
    const waits = Array.from({ length: 7 }, () => {
      tell("error");
      return wait();
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    following.networkGone();
    const before = streams.length;
    following.networkBack();
    expect(streams.length).toBe(before + 1);
  });

  it("takes silence for a lost connection", () => {
    const { tell, wait, connections } = world(0);
    tell("beat");
    wait();
    expect(connections).toEqual(["live", "lost"]);
  });

  it("ends when the order has ended", () => {
    const { tell, streams, connections } = world(0);
    tell("end");
    expect([connections, streams.map(({ isClosed }) => isClosed)]).toEqual([["over"], [true]]);
  });
});

describe("an event of the stream", () => {
  it("has its sequence as its id, on lines of its own", () => {
    const text = encodeEvent({ ...change(3), parcels: [{ ...parcel, lines: [{ title: "A\n\nid: 9", quantity: 1 }] }] });
    expect(text.split("\n").map((part) => part.split(":")[0])).toEqual(["id", "event", "data", "", ""]);
    expect(text.startsWith("id: 3\n")).toBe(true);
  });

  it("resumes from what the browser saw last, else from where the page stood", () => {
    expect([resumeAfter("4", "2"), resumeAfter(null, "2"), resumeAfter("", "0")]).toEqual([4, 2, 0]);
    expect([resumeAfter("x", "2"), resumeAfter(null, null), resumeAfter(null, "-1")]).toEqual(Array(3).fill(undefined));
  });

  it("is in the timeline once, in its place", () => {
    const timeline = [3, 1, 2, 3].map(change).reduce<readonly OrderEvent[]>(withEvent, []);
    expect(timeline.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });
});

const parcel = { id: "p", status: "SHIPPED", carrier: null, trackingNumber: null } as const;
