/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { act, cleanup, render, screen } from "@testing-library/react";
import { messages } from "../../src/locale/messages/index.ts";
import { LiveOrder } from "../../src/order/LiveOrder.tsx";
import type { OrderEvent } from "../../src/order/orderEvent.ts";

const { order } = messages.en.purchase;
const words = {
  ...{ status: order.status, statusText: order.statusText, live: order.live, parcels: order.parcels },
  ...{ historyTitle: order.history.title, parcelStatus: order.parcelStatus, tracking: order.tracking },
};
const at = "2026-11-23T10:00:00.000Z";
const happening = { key: "1", at, text: "Confirmed", remark: null, sequence: 2, status: "CONFIRMED" as const };

/** Streams that the page has opened. */
let streams: (EventTarget & { readonly address: string })[] = [];
class Stream extends EventTarget {
  readonly address: string;
  constructor(address: string) {
    super();
    this.address = address;
    streams.push(this);
  }
  close(): void {}
}

beforeEach(() => {
  streams = [];
  Object.assign(globalThis, { EventSource: Stream });
});
afterEach(cleanup);

const show = (status: "CONFIRMED" | "DELIVERED") =>
  render(
    <LiveOrder
      path="/orders/o"
      status={status}
      sequence={2}
      happenings={[happening]}
      parcels={[]}
      words={words}
      locale="en"
    />,
  );
const tell = (event: Event) => act(() => streams.at(-1)!.dispatchEvent(event));
const happen = (event: OrderEvent) => tell(new MessageEvent("status", { data: JSON.stringify(event) }));

describe("an order that is followed live", () => {
  it("shows what happens, with its parcels, once", () => {
    show("CONFIRMED");
    tell(new Event("open"));
    expect(screen.getByText("Live")).toBeTruthy();
    const parcel = { id: "p", status: "SHIPPED" as const, carrier: "DHL", trackingNumber: "T1", lines: [] };
    happen({ sequence: 3, status: "SHIPPED", at, parcels: [parcel] });
    happen({ sequence: 3, status: "SHIPPED", at, parcels: [parcel] });
    expect(screen.getByText(order.statusText.SHIPPED)).toBeTruthy();
    expect(screen.getByText("T1")).toBeTruthy();
    expect(document.querySelectorAll("ol > li")).toHaveLength(2);
  });

  it("says that the connection is lost, and that it is back", () => {
    show("CONFIRMED");
    act(() => window.dispatchEvent(new Event("offline")));
    expect(screen.getByText(order.live.lost)).toBeTruthy();
    act(() => window.dispatchEvent(new Event("online")));
    tell(new Event("open"));
    expect(screen.queryByText(order.live.lost)).toBeNull();
    expect(streams.map(({ address }) => address)).toEqual(Array(2).fill("/orders/o/events?after=2"));
  });

  it("follows no order that has ended", () => {
    show("DELIVERED");
    expect(streams).toEqual([]);
  });
});
