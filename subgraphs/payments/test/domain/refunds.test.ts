import { money } from "@angidi/money";
import { describe, expect, it } from "@jest/globals";
import { refundEnded, refundRequested } from "../../src/domain/changes.ts";
import { type Payment, type PaymentTransaction, refundable } from "../../src/domain/payment.ts";

const entry = (changes: Partial<PaymentTransaction>): PaymentTransaction => ({
  ...{ id: "t", at: new Date(0), kind: "REFUND", status: "REQUESTED", amount: 600, refundId: "first" },
  ...{ reason: null, decline: null },
  ...changes,
});
const payment = (...transactions: PaymentTransaction[]): Payment => ({
  ...{
    id: "p",
    orderId: "o",
    supplementId: null,
    status: "CAPTURED",
    captured: 1_000,
    refunded: 0,
    reference: "r",
    version: 1,
  },
  ...{ decline: null, action: null, transactions },
  details: { buyerId: "b", provider: "TEST", paymentMethod: "pm_card_visa", amount: money(1_000, "USD") },
});
const request = (amount: number) => ({ refundId: "second", amount, reason: "" });

describe("what can still be refunded", () => {
  it("is what was captured, less refunds that are under way", () => {
    const underWay = payment(entry({}));
    expect(refundable(underWay)).toBe(400);
    expect(refundRequested(underWay, request(401))).toBeUndefined();
    expect(refundRequested(underWay, request(400))).toMatchObject({ entry: { status: "REQUESTED", amount: 400 } });
  });

  it("is not lessened by a refund that was declined", () => {
    expect(refundable(payment(entry({}), entry({ status: "DECLINED" })))).toBe(1_000);
  });

  it("does not count a refund twice when its outcome comes twice", () => {
    const ended = refundEnded(payment(entry({})), "first", { kind: "refunded" });
    expect(ended).toMatchObject({ status: "PARTIALLY_REFUNDED", refunded: 600 });
    const after = { ...payment(entry({}), entry({ status: "SUCCEEDED" })), refunded: 600 };
    expect(refundable(after)).toBe(400);
    expect(refundEnded(after, "first", { kind: "refunded" })).toBeUndefined();
  });
});
