import { describe, expect, it } from "@jest/globals";
import { checkPaymentStates, paymentStates } from "../../src/domain/paymentStates.ts";

describe("the states of a payment", () => {
  it("all can be reached, and from all there is a way to an end", () => {
    expect(() => checkPaymentStates(paymentStates)).not.toThrow();
  });

  it("are refused at the start when one cannot be reached", () => {
    const states = { ...paymentStates, AUTHORIZED: { voided: "VOIDED" } } as const;
    expect(() => checkPaymentStates(states)).toThrow("No payment can get to the state CAPTURED");
  });

  it("are refused at the start when there is no way out of one", () => {
    const states = { ...paymentStates, AUTHORIZED: {}, REQUIRES_ACTION: { authorised: "REQUIRES_ACTION" } } as const;
    expect(() => checkPaymentStates(states)).toThrow();
    const circle = {
      ...paymentStates,
      CAPTURED: { partlyRefunded: "PARTIALLY_REFUNDED" },
      PARTIALLY_REFUNDED: { partlyRefunded: "PARTIALLY_REFUNDED" },
      FAILED: { declined: "REFUNDED" },
    } as const;
    expect(() => checkPaymentStates(circle)).toThrow("No payment gets out of the state CAPTURED");
  });
});
