import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isPaymentMethod } from "../../src/domain/paymentMethod.ts";

/** Digits with the check digit that makes a card number of them. */
function cardNumber(digits: string): string {
  const check = [..."0123456789"].find((last) => {
    const sum = [...`${digits}${last}`].reverse().reduce((total, digit, place) => {
      const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
      return total + Math.trunc(value / 10) + (value % 10);
    }, 0);
    return sum % 10 === 0;
  });
  return `${digits}${check}`;
}

describe("a payment method", () => {
  it.each(["pm_card_visa", "pm_1N2b3cD4e5F6g7", "seti-1_2", "x"])("may be %s", (text) => {
    expect(isPaymentMethod(text)).toBe(true);
  });

  it.each(["", "a b", "pm_ü", "a".repeat(256), "<b>", "'; --"])("is never %j", (text) => {
    expect(isPaymentMethod(text)).toBe(false);
  });

  it.each(["123", "1234", "12_27", "cvv123", "CVC-1234", "card_cvv2_999", "security_code123"])(
    "is never what else is printed on a card: %s",
    (text) => {
      expect(isPaymentMethod(text)).toBe(false);
    },
  );

  it("is never a card number, with or without separators, also inside of other text", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 12, maxLength: 18 });
    const separator = fc.constantFrom("", "-", "_");
    const around = fc.constantFrom("", "pm_", "card-");
    fc.assert(
      fc.property(digits, separator, around, (some, between, before) => {
        const groups = cardNumber(some).match(/\d{1,4}/g)!;
        expect(isPaymentMethod(before + groups.join(between))).toBe(false);
      }),
    );
  });
});
