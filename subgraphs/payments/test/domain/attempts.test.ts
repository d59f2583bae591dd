import { money } from "@angidi/money";
import { expect, it } from "@jest/globals";
import { captureEnded, voidEnded } from "../../src/domain/changes.ts";
import { refused } from "../../src/domain/declines.ts";
import { attemptAt, type Payment, type PaymentTransaction } from "../../src/domain/payment.ts";

const entry = (kind: PaymentTransaction["kind"], status: PaymentTransaction["status"]): PaymentTransaction => ({
  ...{ id: "t", at: new Date(0), kind, status, amount: 1_000, refundId: null, reason: null, decline: null },
});
const payment = (...transactions: PaymentTransaction[]): Payment => ({
  ...{ id: "p", orderId: "o", supplementId: null, status: "AUTHORIZED", captured: 0, refunded: 0, reference: "r" },
  ...{ version: 1, decline: null, action: null, transactions },
  details: { buyerId: "b", provider: "TEST", paymentMethod: "pm_card_visa", amount: money(1_000, "USD") },
});

it("an attempt keeps its name until it was refused, and the next has another", () => {
  expect(attemptAt(payment(entry("VOID", "REQUESTED")), "VOID")).toBe("void");
  const again = payment(entry("VOID", "REQUESTED"), entry("VOID", "DECLINED"), entry("VOID", "REQUESTED"));
  expect(attemptAt(again, "VOID")).toBe("void:2");
  expect(attemptAt(again, "CAPTURE")).toBe("capture");
});

it("a refusal that is told late says nothing of the attempt that is under way by now", () => {
  const second = (kind: "CAPTURE" | "VOID") =>
    payment(entry(kind, "REQUESTED"), entry(kind, "DECLINED"), entry(kind, "REQUESTED"));
  expect(captureEnded(second("CAPTURE"), refused(), "capture")).toBeUndefined();
  expect(captureEnded(second("CAPTURE"), refused(), "capture:2")).toMatchObject({ entry: { status: "DECLINED" } });
  expect(voidEnded(second("VOID"), refused(), "void")).toBeUndefined();
  expect(voidEnded(second("VOID"), { kind: "voided" }, "void")).toMatchObject({ status: "VOIDED" });
});
