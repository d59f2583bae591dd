import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { cartNow, cartWith, describeOnEachEngine, guest, newCustomer, type World } from "./world.ts";

describeOnEachEngine("a cart", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const usd = (amount: number) => ({ amount, currency: "USD" });
  const add = (input: object, as = {}) => world.send("AddCartLines", input, as);
  const update = (input: object, as = {}) => world.send("UpdateCartLines", input, as);

  describe("a customer's cart", () => {
    test("is there for the customer alone, by its id and by reference", async () => {
      const [ann, bob] = [newCustomer(), newCustomer()];
      const cart = await cartWith(world, [[world.offer(), 1]], ann);
      const lines = [{ lineId: cart.lines[0].id, quantity: 5 }];
      const references = [{ __typename: "Cart", id: cart.id }];
      expect(await cartNow(world, cart.id, ann)).toEqual(cart);
      expect(await world.ask("CartsByReference", { references }, ann)).toMatchObject([{ id: cart.id }]);

      for (const stranger of [bob, guest, { ...bob, roles: ["ADMIN"] as const }]) {
        expect(await cartNow(world, cart.id, stranger)).toBeNull();
        expect(await world.ask("CartsByReference", { references }, stranger)).toEqual([null]);
        expect(await world.ask("OwnCart", { id: ann.userId }, stranger)).toEqual([{ cart: null }]);
        for (const change of [
          add({ cartId: cart.id, lines: [{ variantId: world.offer().id, quantity: 1 }] }, stranger),
          update({ cartId: cart.id, lines }, stranger),
          world.send("ApplyDiscountCode", { cartId: cart.id, code: "ANY" }, stranger),
          world.send("RemoveDiscountCode", { cartId: cart.id, code: "ANY" }, stranger),
        ]) {
          expect(await change).toMatchObject({ __typename: "CartNotFound" });
        }
      }
      expect(await cartNow(world, cart.id, ann)).toEqual(cart);
    });

    test("does not exist before something is added", async () => {
      const ann = newCustomer();
      expect(await world.ask("OwnCart", { id: ann.userId }, ann)).toEqual([{ cart: null }]);
    });
  });

  describe("warnings", () => {
    test("tell of more than there is in stock, by line, and stop nothing", async () => {
      const offers = [world.offer({ available: 1 }), world.offer({ available: 0 }), world.offer({ available: 5 })];
      const { cart, warnings } = await add({ lines: offers.map(({ id }) => ({ variantId: id, quantity: 2 })) });
      expect(cart.lines).toHaveLength(3);
      expect(warnings).toMatchObject([
        { code: "INSUFFICIENT_STOCK", lineId: cart.lines[0].id, message: "There is only 1 of Shirt in stock." },
        { code: "OUT_OF_STOCK", lineId: cart.lines[1].id },
      ]);
    });

    test("tell of lines that are not sold any more, which have no price", async () => {
      const [shirt, hat, shoe] = [world.offer(), world.offer(), world.offer()];
      const cart = await cartWith(world, [
        [shirt, 1],
        [hat, 1],
      ]);
      shirt.purchasable = false;
      world.withdraw(hat);
      const result = await add({ cartId: cart.id, lines: [{ variantId: shoe.id, quantity: 1 }] });
      expect(result).toMatchObject({
        cart: {
          lines: [{ unitPrice: null, total: null }, { unitPrice: null }, { total: usd(1_000) }],
          total: usd(1_000),
        },
        warnings: [
          { code: "LINE_UNAVAILABLE", lineId: cart.lines[0].id },
          { code: "LINE_UNAVAILABLE", lineId: cart.lines[1].id },
        ],
      });
    });
  });

  describe("when a neighbour is down", () => {
    test("the inventory's warnings are missing, and nothing else", async () => {
      const shirt = world.offer({ available: 0 });
      world.down.add("inventory");
      try {
        expect(await add({ lines: [{ variantId: shirt.id, quantity: 1 }] })).toMatchObject({
          __typename: "CartChanged",
          cart: { total: usd(1_000) },
          warnings: [],
        });
      } finally {
        world.down.delete("inventory");
      }
    });

    test("a cart answers without the catalogue, but for its prices; nothing can be added", async () => {
      const shirt = world.offer();
      const cart = await cartWith(world, [[shirt, 2]]);
      world.down.add("catalog");
      try {
        expect(await cartNow(world, cart.id)).toMatchObject({
          id: cart.id,
          lines: [{ quantity: 2, variant: { id: shirt.id }, unitPrice: null, total: null }],
          total: null,
        });
        const input = { cartId: cart.id, lines: [{ variantId: shirt.id, quantity: 1 }] };
        const { errors } = await world.execute("AddCartLines", { input });
        expect(errors?.[0]?.extensions.code).toBe("SERVICE_UNAVAILABLE");
      } finally {
        world.down.delete("catalog");
      }
    });
  });
});
