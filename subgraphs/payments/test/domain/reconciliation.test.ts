import { money } from "@angidi/money";
import { expect, it } from "@jest/globals";
import type { Payment } from "../../src/domain/payment.ts";
import type { PaymentStatus } from "../../src/domain/paymentStates.ts";
import { differencesOf, type TheirPayment } from "../../src/domain/reconciliation.ts";

const ours = (status: PaymentStatus): Payment => ({
  ...{ id: "p", orderId: "o", supplementId: null, status, captured: 0, refunded: 0, reference: "r", version: 1 },
  ...{ decline: null, action: null, transactions: [] },
  details: { buyerId: "b", provider: "PAYPAL", paymentMethod: "paypal", amount: money(1_000, "USD") },
});
const theirs = (status: TheirPayment["status"]): TheirPayment => ({
  ...{ reference: "r", status, currency: "USD", amount: 1_000, captured: 0, refunded: 0 },
});
const kinds = (status: PaymentStatus, their: TheirPayment["status"] | null) =>
  differencesOf({ payment: ours(status), inLedger: 0 }, their && theirs(their)).map(({ kind }) => kind);

it.each(["VOIDED", "FAILED"] as const)(
  "what is %s and was never confirmed there, or is forgotten, is no difference",
  (status) => {
    expect(kinds(status, "ACTION_REQUIRED")).toEqual([]);
    expect(kinds(status, null)).toEqual([]);
    expect(kinds(status, "AUTHORIZED")).toEqual(["STATE_DIFFERS"]);
  },
);

it("what is held with us and waits, or is missing, there is one", () => {
  expect(kinds("AUTHORIZED", "ACTION_REQUIRED")).toEqual(["STATE_DIFFERS"]);
  expect(kinds("AUTHORIZED", null)).toEqual(["MISSING_AT_PROVIDER"]);
});
