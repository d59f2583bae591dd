import { describe, expect, it } from "@jest/globals";
import type { OrderContentFragment } from "../../src/graph/generated/operations.ts";
import { messages } from "../../src/locale/messages/index.ts";
import { happeningsOf } from "../../src/order/history.ts";

type Entry = OrderContentFragment["history"]["edges"][number]["node"];

const at = "2026-11-23T10:00:00.000Z";
const entry = (position: number, kind: Entry["kind"], given: Partial<Entry> = {}) => ({
  node: {
    position,
    kind,
    at,
    by: { kind: "SYSTEM" as const },
    status: null,
    state: null,
    text: null,
    amount: null,
    ...given,
  },
});
const words = messages.en.purchase.order;

describe("the history of an order in words", () => {
  it("says what happened, with the sequence that live events have", () => {
    const timeline = [
      { sequence: 1, status: "PLACED" as const, at },
      { sequence: 2, status: "CONFIRMED" as const, at },
    ];
    const edges = [
      entry(1, "STATUS", { status: "PLACED" }),
      entry(2, "PAYMENT", { state: "CAPTURED", amount: { amount: 1250, currency: "USD" } }),
      entry(4, "STATUS", { status: "CONFIRMED" }),
      entry(5, "NOTE", { text: "It is a gift" }),
    ];
    expect(
      happeningsOf({ timeline, history: { edges } }, words, "en").map(({ text, sequence, remark }) => [
        text,
        sequence,
        remark,
      ]),
    ).toEqual([
      ["Placed", 1, null],
      ["The payment was taken: $12.50", null, null],
      ["Confirmed", 2, null],
      ["A note from us", null, "It is a gift"],
    ]);
  });

  it("leaves out what says nothing to a shopper", () => {
    const edges = [entry(1, "STAFF", { state: "PARKED" }), entry(2, "PAYMENT", { state: "NEW_STATE" })];
    expect(happeningsOf({ timeline: [], history: { edges } }, words, "en")).toEqual([]);
  });

  it("takes changes of the status from the timeline where the history does not reach", () => {
    const timeline = [{ sequence: 1, status: "PLACED" as const, at }];
    expect(happeningsOf({ timeline, history: { edges: [] } }, words, "de").map(({ text }) => text)).toEqual(["Placed"]);
  });
});
