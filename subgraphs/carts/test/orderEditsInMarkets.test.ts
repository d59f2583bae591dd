import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { orders, oregon, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const eur = (amount: number) => ({ amount, currency: "EUR" });

const one = ({ id }: { readonly id: string }) => ({
  ...{ lineId: randomUUID(), variantId: id, quantity: 1, keptQuantity: 0, keptUnitPrice: null },
});
const inTheEurozone = (lines: object[], changes: object = {}) => ({
  ...{ buyerId: randomUUID(), currency: "EUR", market: "eurozone", lines, promotionIds: [] },
  shippingAddress: { ...oregon, countryCode: "DE", region: null },
  shippingMethodId: "standard",
  ...changes,
});

test("new pieces cost what they cost the customer groups that the order names, whoever edits it", async () => {
  const shirt = world.offer({ marketPrices: { eurozone: { "": eur(1_190), trade: eur(900), staff: eur(100) } } });
  const subtotal = async (changes: object) => {
    const editor = { ...orders, userId: randomUUID(), groups: ["staff"] };
    return (await world.send("OrderQuote", inTheEurozone([one(shirt)], changes), editor)).subtotal;
  };
  expect(await subtotal({ customerGroups: ["trade"] })).toBe(900);
  expect(await subtotal({ customerGroups: [] })).toBe(1_190);
  expect(await subtotal({})).toBe(100);
});

test("an order of a market is quoted anew at that market's prices, with the tax within", async () => {
  const shirt = world.offer({ marketPrices: { eurozone: { "": eur(1_190) } } });
  const line = { lineId: randomUUID(), variantId: shirt.id, quantity: 2, keptQuantity: 1, keptUnitPrice: 1_000 };
  const quoted = await world.send("OrderQuote", inTheEurozone([line]), orders);
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
