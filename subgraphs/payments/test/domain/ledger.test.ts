import { money } from "@angidi/money";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  actionEnded,
  authorisationEnded,
  type Change,
  captureEnded,
  refundEnded,
  refundRequested,
  voidEnded,
} from "../../src/domain/changes.ts";
import {
  accountsOf,
  type LedgerAccount,
  type Movement,
  moneyChangesOf,
  type Posting,
  postingsOf,
} from "../../src/domain/ledger.ts";
import type { Payment } from "../../src/domain/payment.ts";

const currency = fc.constantFrom("USD", "JPY", "KWD", "CLF");
const amount = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const movements = Object.keys(accountsOf) as Movement[];

function balance(postings: readonly Posting[], account: LedgerAccount): number {
  return postings.filter((each) => each.account === account).reduce((sum, each) => sum + each.amount.amount, 0);
}

describe("the postings of a movement", () => {
  it("add up to zero in its currency, and give one account what they take from another", () => {
    fc.assert(
      fc.property(fc.constantFrom(...movements), amount, currency, (movement, value, code) => {
        const postings = postingsOf({ movement, provider: "TEST", amount: money(value, code) });
        expect(postings.map((each) => each.amount.currency)).toEqual([code, code]);
        expect(postings.reduce((sum, each) => sum + each.amount.amount, 0)).toBe(0);
        expect(new Set(postings.map((each) => each.account)).size).toBe(2);
        expect(balance(postings, accountsOf[movement].debit)).toBe(value);
      }),
    );
  });

  it("leave nothing in dispute once it is over: won, all is as before; lost, it is a loss", () => {
    const of = (movement: Movement) => postingsOf({ movement, provider: "STRIPE", amount: money(500, "USD") });
    const won = [...of("DISPUTE_OPENED"), ...of("DISPUTE_WON")];
    const lost = [...of("DISPUTE_OPENED"), ...of("DISPUTE_LOST")];
    expect([balance(won, "DISPUTED"), balance(won, "PROVIDER_BALANCE")]).toEqual([0, 0]);
    expect([balance(lost, "DISPUTED"), balance(lost, "PROVIDER_BALANCE")]).toEqual([0, -500]);
    expect(balance(lost, "DISPUTE_LOSSES")).toBe(500);
  });
});

/** Something that an outcome says of a payment, whether it can happen there or not. */
const happening = fc.oneof(
  fc.constantFrom<(payment: Payment) => Change | undefined>(
    (payment) => authorisationEnded(payment, { kind: "authorised", reference: "r" }),
    (payment) =>
      authorisationEnded(payment, { kind: "action-required", reference: "r", clientSecret: null, redirectUrl: null }),
    (payment) => actionEnded(payment, { kind: "authorised" }),
    (payment) => actionEnded(payment, { kind: "declined", code: "c", message: "m" }),
    (payment) => captureEnded(payment, { kind: "captured" }),
    (payment) => captureEnded(payment, { kind: "declined", code: "c", message: "m" }),
    (payment) => voidEnded(payment, { kind: "voided" }),
  ),
  fc
    .record({ refundId: fc.constantFrom("first", "second", "third"), part: fc.integer({ min: 1, max: 1_000 }) })
    .map(({ refundId, part }) => (payment: Payment) => {
      const request = { refundId, amount: part, reason: "" };
      return refundRequested(payment, request) ?? refundEnded(payment, refundId, { kind: "refunded" });
    }),
);

describe("the ledger of a payment", () => {
  it("says at every moment what is held, captured and refunded", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), currency, fc.array(happening), (value, code, all) => {
        let payment = pending(value, code);
        const postings: Posting[] = [];
        for (const happen of all) {
          const change = happen(payment);
          if (!change) continue;
          postings.push(...moneyChangesOf(payment, change).flatMap(postingsOf));
          payment = after(payment, change);
          const held = payment.status === "AUTHORIZED" ? value : 0;
          expect(balance(postings, "HOLDS")).toBe(held);
          // A sum of nothing is 0, never -0.
          expect(balance(postings, "HOLDS_OF_CUSTOMERS") + held).toBe(0);
          expect(balance(postings, "CUSTOMER_PAYMENTS") + payment.captured).toBe(0);
          expect(balance(postings, "REFUNDS")).toBe(payment.refunded);
          expect(balance(postings, "PROVIDER_BALANCE")).toBe(payment.captured - payment.refunded);
          expect(postings.reduce((sum, each) => sum + each.amount.amount, 0)).toBe(0);
        }
      }),
    );
  });

  it("says what a dispute withholds, though nothing of the payment itself changes", () => {
    const { decline, action, reference } = pending(1_000, "USD");
    const captured: Payment = { ...pending(1_000, "USD"), status: "CAPTURED", captured: 1_000 };
    const entry = { status: "SUCCEEDED", amount: 400, refundId: null, reason: null, decline: null } as const;
    const figures = {
      status: "CAPTURED",
      captured: 1_000,
      refunded: 0,
      decline,
      action,
      reference,
      event: null,
    } as const;
    const moved = (kind: Movement) =>
      moneyChangesOf(captured, { ...figures, entry: { ...entry, kind } } as unknown as Change);
    for (const movement of ["DISPUTE_OPENED", "DISPUTE_WON", "DISPUTE_LOST"] as const) {
      expect(moved(movement)).toEqual([{ movement, provider: "TEST", amount: money(400, "USD") }]);
    }
  });

  it("knows nothing of a payment that was voided before it was authorised", () => {
    const tombstone: Payment = { ...pending(1, "USD"), details: null, status: "VOIDED" };
    const change = captureEnded({ ...pending(1, "USD"), status: "AUTHORIZED" }, { kind: "captured" })!;
    expect(moneyChangesOf(tombstone, change)).toEqual([]);
  });
});

function pending(value: number, code: string): Payment {
  return {
    ...{ id: "p", orderId: "o", supplementId: null, status: "PENDING", captured: 0, refunded: 0, version: 1 },
    ...{ reference: null, decline: null, action: null, transactions: [] },
    details: { buyerId: "b", provider: "TEST", paymentMethod: "pm_card_visa", amount: money(value, code) },
  };
}

function after(payment: Payment, { entry, event: _event, ...figures }: Change): Payment {
  const transaction = { ...entry, id: `t${payment.version}`, at: new Date(0) };
  return {
    ...payment,
    ...figures,
    version: payment.version + 1,
    transactions: [...payment.transactions, transaction],
  };
}
