import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Answer, cartWith, describeOnEachEngine, type World } from "./world.ts";

describeOnEachEngine("warnings", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const usd = (amount: number) => ({ amount, currency: "USD" });
  const warningsOf = async (id: string): Promise<Answer> => (await world.ask("MarketCart", { id })).warnings;
  const changed = (lineId: string, from: number, to: number) => ({
    code: "PRICE_CHANGED",
    lineId,
    oldUnitPrice: { amount: from },
    newUnitPrice: { amount: to },
  });

  test("tell of a price that changed since the line was added, until the shopper took note of it", async () => {
    const [shirt, hat] = [world.offer(), world.offer()];
    const cart = await cartWith(world, [
      [shirt, 1],
      [hat, 1],
    ]);
    const lineId = cart.lines[0].id;
    expect(await warningsOf(cart.id)).toEqual([]);
    shirt.price = usd(1_200);
    expect(await warningsOf(cart.id)).toEqual([changed(lineId, 1_000, 1_200)]);

    const more = await world.send("AddInMarket", { cartId: cart.id, lines: [{ variantId: shirt.id, quantity: 1 }] });
    expect(more.cart.warnings).toEqual([changed(lineId, 1_000, 1_200)]);

    shirt.price = usd(1_300); // after the 1 200 were shown, and before they are taken note of
    const seen = { cartId: cart.id, lines: [{ lineId, unitPrice: usd(1_200) }] };
    expect((await world.send("AcknowledgePrices", seen)).cart.warnings).toEqual([changed(lineId, 1_200, 1_300)]);
    shirt.price = usd(1_200);
    expect(await warningsOf(cart.id)).toEqual([]);
    const unknown = { cartId: cart.id, lines: [{ lineId: "none", unitPrice: usd(1) }] };
    expect(await world.send("AcknowledgePrices", unknown)).toMatchObject({
      __typename: "CartLineNotFound",
      path: ["lines", "0", "lineId"],
    });
  });

  test("tell of stock that went below what the cart asks for, beside the price, by one call to each neighbour", async () => {
    const shirt = world.offer({ available: 5 });
    const cart = await cartWith(world, [[shirt, 3]]);
    expect(await warningsOf(cart.id)).toEqual([]);
    shirt.available = 2;
    shirt.price = usd(900);
    const before = { ...world.calls };
    const lineId = cart.lines[0].id;
    expect(await warningsOf(cart.id)).toEqual([
      { code: "INSUFFICIENT_STOCK", lineId, oldUnitPrice: null, newUnitPrice: null },
      changed(lineId, 1_000, 900),
    ]);
    expect(world.calls).toEqual({ ...before, catalog: before.catalog + 1, inventory: before.inventory + 1 });
    shirt.available = 0;
    expect(await warningsOf(cart.id)).toMatchObject([{ code: "OUT_OF_STOCK" }, { code: "PRICE_CHANGED" }]);
  });

  test("are fewer while neighbours do not answer, and the cart is shown all the same", async () => {
    const shirt = world.offer({ available: 0 });
    const cart = await cartWith(world, [[shirt, 3]]);
    world.down.add("inventory");
    shirt.price = usd(900);
    expect(await warningsOf(cart.id)).toMatchObject([{ code: "PRICE_CHANGED" }]);
    world.down.add("catalog");
    expect(await world.ask("MarketCart", { id: cart.id })).toMatchObject({ lines: [{ quantity: 3 }], warnings: [] });
    world.down.clear();
  });
});
