import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { placementsIn } from "../src/data/placements.ts";
import { disagreements, paidFor } from "../src/domain/explanation.ts";
import { encodeOrderId } from "../src/domain/orderId.ts";
import { planRefund } from "../src/domain/refundPlan.ts";
import { audit } from "../src/index.ts";
import type { Quote } from "../src/services/carts.ts";
import { newOrder } from "../src/usecases/newOrder.ts";
import { testCard } from "./world/payments.ts";
import { makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.stop());

const amount = fc.integer({ min: 0, max: 9_999 });
const amounts = fc.array(amount, { maxLength: 3 });
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
const toDiscount = (off: number, index: number) => ({
  ...{ promotionId: `promotion ${index}`, name: `Promotion ${index}`, code: index === 0 ? null : "TENTH", amount: off },
});

/** A quote whose amounts add up, with the parts of each; prices hold their taxes or do not. */
const quotes = fc
  .record({
    taxIncluded: fc.boolean(),
    shipping: amount,
    shippingDiscounts: amounts,
    shippingTaxes: amounts,
    lines: fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 7 }), price: amount, discounts: amounts, taxes: amounts }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ taxIncluded, shipping, shippingDiscounts, shippingTaxes, ...given }): Quote => {
    const toTax = (tax: number, index: number) => ({
      ...{ name: `VAT ${index}`, ratePercent: "6.875", amount: tax, included: taxIncluded },
    });
    const lines = given.lines.map(({ quantity, price, discounts, taxes }, index) => {
      // Each piece costs more than all that is taken off, so that no line is below nothing.
      const unitPrice = price + sum(discounts) + (taxIncluded ? sum(taxes) : 0);
      const total = unitPrice * quantity - sum(discounts);
      const ids = { cartLineId: `${index}`, variantId: `v${index}`, productId: `p${index}`, sku: `SKU-${index}` };
      return {
        ...{ ...ids, title: "Tea", productTitle: "Tea", quantity, unitPrice, discount: sum(discounts), total },
        ...{ tax: sum(taxes), discounts: discounts.map(toDiscount), taxes: taxes.map(toTax) },
      };
    });
    const of = (field: "discount" | "tax" | "total") => sum(lines.map((line) => line[field]));
    const [subtotal, discount, tax] = [of("total") + of("discount"), of("discount"), of("tax") + sum(shippingTaxes)];
    return {
      __typename: "PlacementQuote",
      ...{
        cartId: newId(),
        buyerId: newId(),
        checkout: 1,
        market: null,
        currency: "EUR",
        lines,
        subtotal,
        discount,
        shipping,
        tax,
      },
      total: subtotal - discount + shipping + (taxIncluded ? 0 : tax),
      shippingMethod: { id: "standard", name: "Standard" },
      ...{ redemptions: [], taxIncluded, shippingDiscounts: shippingDiscounts.map(toDiscount) },
      shippingTaxes: shippingTaxes.map(toTax),
    };
  });

const address = {
  fullName: "Ada",
  line1: "1",
  line2: null,
  city: "Bonn",
  region: null,
  postalCode: "1",
  countryCode: "DE",
  phone: null,
};
const orderOf = (quote: Quote) =>
  newOrder(
    {
      ...{ cartId: quote.cartId, email: "ada@example.com", shippingAddress: address, shippingMethodId: "standard" },
      ...{ payment: { provider: "TEST", paymentMethod: testCard.good }, expectedTotal: null },
    },
    quote,
    { newId, number: `A-${randomUUID().slice(0, 8)}`, customerId: null, customerGroups: [], placedAt: new Date() },
  );

describe("the amounts of an order", () => {
  test("add up, part by part, whatever the quote that it was placed with", () => {
    fc.assert(fc.property(quotes, (quote) => expect(disagreements(orderOf(quote))).toEqual([])));
  });

  test("that do not add up are told, whichever it is", () => {
    fc.assert(
      fc.property(quotes, fc.constantFrom("total", "subtotal", "discount", "shipping"), (quote, field) => {
        const order = orderOf(quote);
        expect(disagreements({ ...order, [field]: order[field] + 1 })).not.toEqual([]);
      }),
    );
    fc.assert(
      fc.property(quotes, (quote) => {
        const order = orderOf(quote);
        const [line, ...rest] = order.lines;
        expect(disagreements({ ...order, lines: [{ ...line!, total: line!.total + 1 }, ...rest] })).not.toEqual([]);
      }),
    );
  });

  test("are given back piece by piece to exactly what was paid, with taxes in prices or on top", () => {
    fc.assert(
      fc.property(quotes, (quote) => {
        const order = orderOf(quote);
        let given = 0;
        for (const line of order.lines) {
          for (let refunded = 0; refunded < line.quantity; refunded++) {
            const nothing = { sent: 0, shipped: 0, withdrawn: 0, returned: 0, withdrawnForGood: 0, returnedForGood: 0 };
            const lines = [{ lineId: line.id, quantity: 1 }];
            const plan = planRefund([{ line, refunded, ...nothing }], Number.MAX_SAFE_INTEGER, {
              ...{ amount: null, lines, restock: false },
            });
            if (plan.kind === "planned") given += plan.amount;
          }
        }
        const worth = order.lines.map(({ total, tax }) => (order.taxIncluded ? total : total + tax));
        expect(order.lines.map(paidFor)).toEqual(worth);
        expect(given).toBe(sum(worth));
        const ofShipping = order.taxIncluded ? 0 : sum(order.shippingTaxes.map((tax) => tax.amount));
        expect(given + order.shipping + ofShipping).toBe(order.total);
      }),
    );
  });

  test("are kept and shown as they were, and agree in the books", async () => {
    const fields = `discounts { promotionId name code amount { amount } } taxes { name ratePercent included amount { amount currency } }`;
    const query = `query($id: ID!) { order(id: $id) { taxIncluded tax { amount } lines { tax { amount } ${fields} }
      shippingDiscounts { amount { amount } } shippingTaxes { amount { amount } } } }`;
    const placements = placementsIn(world.database);
    await fc.assert(
      fc.asyncProperty(quotes, async (quote) => {
        const order = orderOf(quote);
        const key = { caller: "test", formerly: "test", key: randomUUID(), input: {}, by: { kind: "GUEST" } as const };
        expect(await placements.place(order, key, async () => {})).toEqual({ kind: "placed" });
        const shown = await world.ask(query, { id: encodeOrderId(order) }, staff);
        const inMoney = (part: { amount: number }) =>
          expect.objectContaining({ amount: expect.objectContaining({ amount: part.amount }) });
        expect(shown).toEqual({
          taxIncluded: quote.taxIncluded,
          tax: { amount: quote.tax },
          shippingDiscounts: quote.shippingDiscounts.map(inMoney),
          shippingTaxes: quote.shippingTaxes.map(inMoney),
          lines: quote.lines.map(({ tax, discounts, taxes }) => ({
            tax: { amount: tax },
            discounts: discounts.map(({ amount, ...rest }) => ({ ...rest, amount: { amount } })),
            taxes: taxes.map(({ amount, ...rest }) => ({ ...rest, amount: { amount, currency: "EUR" } })),
          })),
        });
      }),
      { numRuns: 25 },
    );
    expect(await audit(world.database)).toEqual([]);
  });
});

test("Stock is held until a time while the payment is undecided, and no time is told once it is", async () => {
  world.inventory.setStock("TEA", 2);
  const query = "query($id: ID!) { order(id: $id) { placedAt reservedUntil } }";
  const place = async (card: string) =>
    (await world.place(placement(world.carts.newCart({ TEA: 1 }), paidBy(card)))).order.id as string;
  const waiting = await world.ask(query, { id: await place(testCard.needsAction) });
  expect(Date.parse(waiting.reservedUntil) - Date.parse(waiting.placedAt)).toBe(900_000);
  expect(await world.ask(query, { id: await place(testCard.good) })).toMatchObject({ reservedUntil: null });
});
