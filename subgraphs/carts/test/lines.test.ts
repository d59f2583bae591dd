import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { maximumUnitPrice } from "../src/domain/cart.ts";
import { type Answer, cartNow, cartWith, describeOnEachEngine, newCustomer, oregon, type World } from "./world.ts";

describeOnEachEngine("lines", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const usd = (amount: number) => ({ amount, currency: "USD" });
  const add = (input: object, as = {}) => world.send("AddCartLines", input, as);
  const update = (input: object, as = {}) => world.send("UpdateCartLines", input, as);

  describe("adding to a cart", () => {
    test("makes a cart for a guest, priced by the catalogue", async () => {
      const [shirt, hat] = [world.offer(), world.offer({ price: usd(250) })];
      const result = await add({
        lines: [
          { variantId: shirt.id, quantity: 2 },
          { variantId: hat.id, quantity: 1 },
        ],
      });
      expect(result).toMatchObject({
        __typename: "CartChanged",
        cart: {
          version: 1,
          currency: "USD",
          lines: [
            { quantity: 2, variant: { id: shirt.id }, unitPrice: usd(1_000), discount: usd(0), total: usd(2_000) },
            { quantity: 1, variant: { id: hat.id }, unitPrice: usd(250), discount: usd(0), total: usd(250) },
          ],
          discountCodes: [],
          subtotal: usd(2_250),
          discount: usd(0),
          total: usd(2_250),
        },
        warnings: [],
      });
      expect(await cartNow(world, result.cart.id)).toEqual(result.cart);
    });

    test("raises the quantity of a variant that is there, and the cart's version", async () => {
      const shirt = world.offer();
      const cart = await cartWith(world, [[shirt, 2]]);
      const result = await add({ cartId: cart.id, lines: [{ variantId: shirt.id.toUpperCase(), quantity: 3 }] });
      expect(result.cart).toMatchObject({ id: cart.id, version: 2, lines: [{ id: cart.lines[0].id, quantity: 5 }] });
    });

    test("ten times at once adds ten", async () => {
      const shirt = world.offer();
      const cart = await cartWith(world, [[shirt, 1]]);
      const added = await Promise.all(
        Array.from({ length: 10 }, () => add({ cartId: cart.id, lines: [{ variantId: shirt.id, quantity: 1 }] })),
      );
      expect(added.map(({ cart }: Answer) => cart.version).sort((a, b) => a - b)).toEqual([
        2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
      ]);
      expect(await cartNow(world, cart.id)).toMatchObject({ version: 11, lines: [{ quantity: 11 }] });
    });

    test("ten times at once gives a customer one cart, without naming it", async () => {
      const shirt = world.offer();
      const customer = newCustomer();
      const added = await Promise.all(
        Array.from({ length: 10 }, () => add({ lines: [{ variantId: shirt.id, quantity: 1 }] }, customer)),
      );
      expect(new Set(added.map(({ cart }: Answer) => cart.id)).size).toBe(1);
      const { cart } = (await world.ask("OwnCart", { id: customer.userId }, customer))[0];
      expect(cart).toMatchObject({ id: added[0].cart.id, version: 10, lines: [{ quantity: 10 }] });
    });

    test("different variants at once loses none", async () => {
      const cart = await cartWith(world, [[world.offer(), 1]]);
      const offers = Array.from({ length: 8 }, () => world.offer());
      await Promise.all(offers.map(({ id }) => add({ cartId: cart.id, lines: [{ variantId: id, quantity: 1 }] })));
      const { lines } = await cartNow(world, cart.id);
      expect(lines.map(({ variant }: Answer) => variant.id)).toEqual(
        expect.arrayContaining(offers.map(({ id }) => id)),
      );
      expect(lines).toHaveLength(9);
    });

    test.each([
      ["a variant that does not exist", randomUUID()],
      ["what is no id at all", "'; DROP TABLE carts; --"],
    ])("refuses %s", async (_what, variantId) => {
      const known = { variantId: world.offer().id, quantity: 1 };
      expect(await add({ lines: [known, { variantId, quantity: 1 }] })).toMatchObject({
        __typename: "VariantNotFound",
        path: ["lines", "1", "variantId"],
      });
    });

    test.each([
      ["is not for sale", { purchasable: false }],
      ["is priced in another currency", { price: { amount: 100, currency: "EUR" } }],
      ["is too dear to be counted exactly", { price: usd(Number.MAX_SAFE_INTEGER) }],
    ])("refuses a variant that %s", async (_why, changes) => {
      const lines = [{ variantId: world.offer(changes).id, quantity: 1 }];
      expect(await add({ lines })).toMatchObject({
        __typename: "VariantNotPurchasable",
        path: ["lines", "0", "variantId"],
      });
    });

    test.each([0, -1, 1_000, 1_000_000_000])("refuses a quantity of %d", async (quantity) => {
      const lines = [{ variantId: world.offer().id, quantity }];
      expect(await add({ lines })).toMatchObject({ __typename: "InvalidInput", path: ["lines", "0", "quantity"] });
    });

    test("refuses a quantity of one and a half, as no Int", async () => {
      const lines = [{ variantId: world.offer().id, quantity: 1.5 }];
      const { errors } = await world.execute("AddCartLines", { input: { lines } });
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    });

    test("refuses more than 999 of a variant together, no lines, and too many", async () => {
      const shirt = world.offer();
      const cart = await cartWith(world, [[shirt, 990]]);
      const line = { variantId: shirt.id, quantity: 10 };
      expect(await add({ cartId: cart.id, lines: [line] })).toMatchObject({ __typename: "InvalidInput" });
      expect(await add({ lines: [] })).toMatchObject({ __typename: "InvalidInput", path: ["lines"] });
      expect(await add({ lines: Array(201).fill(line) })).toMatchObject({
        __typename: "InvalidInput",
        path: ["lines"],
      });
      expect(await cartNow(world, cart.id)).toMatchObject({ version: 1, lines: [{ quantity: 990 }] });
    });

    test.each([randomUUID(), "no-uuid", "", "💥", `${randomUUID()}; DROP TABLE carts`])(
      "refuses the cart id “%s”",
      async (cartId) => {
        const lines = [{ variantId: world.offer().id, quantity: 1 }];
        expect(await add({ cartId, lines })).toMatchObject({ __typename: "CartNotFound", path: ["cartId"] });
        expect(await cartNow(world, cartId)).toBeNull();
      },
    );
  });

  test("a full cart of the dearest things is still exact", async () => {
    const dearest = Array.from({ length: 200 }, () => world.offer({ price: usd(maximumUnitPrice) }));
    const cart = await cartWith(
      world,
      dearest.map((offer) => [offer, 999]),
    );
    expect(cart.total).toEqual(usd(maximumUnitPrice * 999 * 200));
    const shippingAddress = { ...oregon, countryCode: "HU" };
    expect(await world.send("CheckoutQuote", { cartId: cart.id, shippingAddress })).toMatchObject({
      __typename: "CheckoutQuote",
    });
  });

  describe("changing quantities", () => {
    test("sets them, and removes a line by quantity 0", async () => {
      const cart = await cartWith(world, [
        [world.offer(), 2],
        [world.offer(), 3],
      ]);
      const [first, second] = cart.lines;
      const result = await update({
        cartId: cart.id,
        expectedVersion: 1,
        lines: [
          { lineId: first.id, quantity: 0 },
          { lineId: second.id, quantity: 7 },
        ],
      });
      expect(result).toMatchObject({
        __typename: "CartChanged",
        cart: { version: 2, lines: [{ id: second.id, quantity: 7 }], total: usd(7_000) },
      });
    });

    test("is refused for another version than the client knows, which is told", async () => {
      const cart = await cartWith(world, [[world.offer(), 2]]);
      const lines = [{ lineId: cart.lines[0].id, quantity: 5 }];
      await update({ cartId: cart.id, lines });
      expect(await update({ cartId: cart.id, expectedVersion: 1, lines })).toMatchObject({
        __typename: "CartVersionConflict",
        path: ["expectedVersion"],
        current: { id: cart.id, version: 2 },
      });
    });

    test("of one version by five clients at once is done for one of them", async () => {
      const cart = await cartWith(world, [[world.offer(), 1]]);
      const results = await Promise.all(
        [2, 3, 4, 5, 6].map((quantity) =>
          update({ cartId: cart.id, expectedVersion: 1, lines: [{ lineId: cart.lines[0].id, quantity }] }),
        ),
      );
      const kinds = results.map((result: Answer) => result.__typename).sort();
      expect(kinds).toEqual(["CartChanged", ...Array(4).fill("CartVersionConflict")]);
    });

    test("refuses lines of other carts, and quantities out of range", async () => {
      const [cart, other] = [await cartWith(world, [[world.offer(), 1]]), await cartWith(world, [[world.offer(), 1]])];
      for (const lineId of [other.lines[0].id, "no-uuid"]) {
        expect(await update({ cartId: cart.id, lines: [{ lineId, quantity: 1 }] })).toMatchObject({
          __typename: "CartLineNotFound",
          path: ["lines", "0", "lineId"],
        });
      }
      for (const quantity of [-1, 1_000, 1_000_000_000]) {
        const lines = [{ lineId: cart.lines[0].id, quantity }];
        expect(await update({ cartId: cart.id, lines })).toMatchObject({ __typename: "InvalidInput" });
      }
    });
  });
});
