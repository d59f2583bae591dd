import { describe, expect, it } from "@jest/globals";
import { idempotencyKeyOf, type Submission } from "../../src/checkout/idempotencyKey.ts";

const address = { fullName: "Ada", line1: "1 Main St", line2: null, city: "Reno", region: null, postalCode: "89501" };
const submission: Submission = {
  ...{ cartId: "cart", cartVersion: 3, attempt: "", email: "ada@example.com", shippingMethodId: "standard" },
  address: { ...address, countryCode: "US", phone: null },
  paymentMethod: "pm_card_visa",
  expectedTotal: { amount: 1000, currency: "USD" },
};

describe("the key of a submission", () => {
  it("is the same for the same submission, however often it is sent", () => {
    expect(idempotencyKeyOf(structuredClone(submission))).toBe(idempotencyKeyOf(submission));
    expect(idempotencyKeyOf(submission)).toMatch(/^[\w-]{43}$/);
  });

  it("is another when anything is another: an entry, the cart, the price, or the attempt after a refusal", () => {
    const others: readonly Submission[] = [
      { ...submission, cartVersion: 4 },
      { ...submission, attempt: "second" },
      { ...submission, email: null },
      { ...submission, address: { ...submission.address, line2: "1 Main St", line1: "" } },
      { ...submission, shippingMethodId: "express" },
      { ...submission, paymentMethod: "pm_card_mastercard" },
      { ...submission, expectedTotal: { amount: 1001, currency: "USD" } },
    ];
    expect(new Set([submission, ...others].map(idempotencyKeyOf)).size).toBe(others.length + 1);
  });
});
