import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { orders, oregon, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const eur = (amount: number) => ({ amount, currency: "EUR" });

test("an order of a market is quoted anew at that market's prices, with the tax within", async () => {
  const shirt = world.offer({ marketPrices: { eurozone: { "": eur(1_190) } } });
  const line = { lineId: randomUUID(), variantId: shirt.id, quantity: 2, keptQuantity: 1, keptUnitPrice: 1_000 };
  const quoted = await world.send(
    "OrderQuote",
    {
      buyerId: randomUUID(),
      currency: "EUR",
      market: "eurozone",
      lines: [line],
      promotionIds: [],
      shippingAddress: { ...oregon, countryCode: "DE", region: null },
      shippingMethodId: "standard",
    },
    orders,
  );
  expect(quoted).toMatchObject({
    __typename: "PlacementQuote",
    currency: "EUR",
    lines: [
      { quantity: 1, unitPrice: 1_000 },
      { quantity: 1, unitPrice: 1_190 },
    ],
    subtotal: 2_190,
  });
  expect(quoted.total).toBe(quoted.subtotal + quoted.shipping);
});
