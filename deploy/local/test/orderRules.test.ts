import { expect, test } from "@jest/globals";
import type { OrderInBooks } from "../src/audit/orderInBooks.ts";
import { discrepanciesOf } from "../src/audit/orderRules.ts";

/** Two of one SKU and one of another; one was sent and some money given back. All books agree. */
const agreed: OrderInBooks = {
  number: "A-1",
  status: "PARTIALLY_SHIPPED",
  isUnderWay: false,
  currency: "USD",
  total: 3_000,
  refundedOutside: 0,
  refunded: 500,
  ordered: { CUP: 2, POT: 1 },
  shipped: { CUP: 1 },
  withdrawn: { POT: 1 },
  promotionIds: ["p"],
  payment: { captured: 3_000, refunded: 500, currencies: ["USD"] },
  stock: { held: { CUP: 1 }, fulfilled: { CUP: 1 } },
  redeemed: ["p"],
};
const undone: OrderInBooks = {
  ...agreed,
  status: "CANCELLED",
  shipped: {},
  payment: { captured: 3_000, refunded: 3_000, currencies: ["USD"] },
  stock: { held: {}, fulfilled: {} },
  redeemed: [],
};

const rulesBrokenBy = (order: OrderInBooks) => discrepanciesOf(order).map(({ detail }) => detail);

test("books that agree are silent, of an order that stands and of one that came to nothing", () => {
  expect(rulesBrokenBy(agreed)).toEqual([]);
  expect(rulesBrokenBy(undone)).toEqual([]);
  // Staff gave it back by bank transfer: the payment still holds it.
  const outside = { refundedOutside: 500, payment: { ...agreed.payment, refunded: 0 } };
  expect(rulesBrokenBy({ ...agreed, ...outside })).toEqual([]);
  expect(rulesBrokenBy({ ...undone, ...outside, refundedOutside: 3_000 })).toEqual([]);
});

test.each<[string, OrderInBooks, string]>([
  ["was not paid", { ...agreed, payment: { captured: 0, refunded: 0, currencies: [] } }, "payments captured 0"],
  ["was paid twice", { ...agreed, payment: { ...agreed.payment, captured: 6_000 } }, "payments captured 6000"],
  [
    "was paid in another currency",
    { ...agreed, payment: { ...agreed.payment, currencies: ["EUR"] } },
    "payments in EUR",
  ],
  ["holds too little", { ...agreed, stock: { ...agreed.stock, held: {} } }, "CUP: orders 1, inventory 0"],
  [
    "holds what was withdrawn",
    { ...agreed, stock: { ...agreed.stock, held: { CUP: 1, POT: 1 } } },
    "POT: orders 0, inventory 1",
  ],
  [
    "was sent and is still there",
    { ...agreed, stock: { ...agreed.stock, fulfilled: {} } },
    "CUP: orders 1, inventory 0",
  ],
  ["has a code that does not count", { ...agreed, redeemed: [] }, "orders: p; carts: none"],
  ["was cancelled and kept its money", { ...undone, payment: agreed.payment }, "captured 3000, refunded 500"],
  [
    "was cancelled and kept its stock",
    { ...undone, stock: { held: { POT: 1 }, fulfilled: {} } },
    "POT: orders 0, inventory 1",
  ],
  ["was cancelled and still counts", { ...undone, redeemed: ["p"] }, "orders: none; carts: p"],
])("an order that %s is told, once", (_what, order, detail) => {
  expect(rulesBrokenBy(order)).toEqual([expect.stringContaining(detail)]);
});

test("an order that something is being carried out for is not judged", () => {
  expect(rulesBrokenBy({ ...agreed, isUnderWay: true, redeemed: [] })).toEqual([]);
});
