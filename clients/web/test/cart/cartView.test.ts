import { describe, expect, it } from "@jest/globals";
import { viewOfCart } from "../../src/cart/cartView.ts";
import type { CartContentFragment } from "../../src/graph/generated/operations.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });
const variant = {
  ...{ id: "v", sku: "S", title: "Red / M", media: [], availability: { status: "IN_STOCK" as const, quantity: 2 } },
  options: [
    { name: "Colour", value: "Red" },
    { name: "Size", value: "M & L" },
  ],
  product: { id: "p", slug: "shirt", title: "Shirt", media: [] },
};
const cart: CartContentFragment = {
  ...{ id: "secret", version: 4, currency: "USD", pricesIncludeTax: false, savedLines: [], discountCodes: ["FIVEOFF"] },
  lines: [{ id: "l", quantity: 3, variant, unitPrice: usd(500), discount: usd(0), total: usd(1500) }],
  warnings: [
    { code: "INSUFFICIENT_STOCK", message: "", lineId: "l", oldUnitPrice: null, newUnitPrice: null },
    { code: "PRICE_CHANGED", message: "", lineId: "l", oldUnitPrice: usd(400), newUnitPrice: usd(500) },
  ],
  codesWithoutEffect: [{ code: "FIVEOFF", reason: "BELOW_MINIMUM_SUBTOTAL" }],
  ...{ subtotal: usd(1500), discount: usd(0), total: usd(1500) },
};
const guest = { key: "k", id: null, orderedVersion: null };

describe("a cart for the browser", () => {
  it("has its warnings at their lines, and why a code gives nothing", () => {
    const { lines, codes } = viewOfCart(cart, guest);
    expect(lines[0]?.warnings).toEqual([
      { kind: "few-left", available: 2 },
      { kind: "price-changed", before: usd(400), now: usd(500) },
    ]);
    expect(codes).toEqual([{ code: "FIVEOFF", objection: "BELOW_MINIMUM_SUBTOTAL" }]);
  });

  it("leads to the product with the variant chosen", () => {
    expect(viewOfCart(cart, guest).lines[0]?.path).toBe("/products/shirt?Colour=Red&Size=M+%26+L");
  });

  it("does not give a guest's cart away", () => {
    expect(JSON.stringify(viewOfCart(cart, guest))).not.toContain("secret");
  });

  it("is empty once its version was ordered, and what it is after any change", () => {
    expect(viewOfCart(cart, { ...guest, orderedVersion: 4 }).lines).toEqual([]);
    expect(viewOfCart(cart, { ...guest, orderedVersion: 3 }).lines).toHaveLength(1);
  });
});
