import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Answer,
  cartNow,
  cartWith,
  describeOnEachEngine,
  guest,
  newCustomer,
  placementQuote,
  promotion,
  users,
  type World,
} from "./world.ts";

describeOnEachEngine("adoption", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const adopt = (cartId: string, { userId }: { userId: string }): Promise<Answer> =>
    world.send("AdoptCart", { cartId, userId }, users);

  describe("at login a guest's cart", () => {
    test("becomes the cart of a customer who had none, and its id leads there", async () => {
      const ann = newCustomer();
      const cart = await cartWith(world, [[world.offer(), 2]]);
      const { cartId } = await adopt(cart.id, ann);
      const merged = await cartNow(world, cart.id, ann);
      expect(merged).toMatchObject({ id: cartId, lines: [{ id: cart.lines[0].id, quantity: 2 }] });
      expect(await world.ask("OwnCart", { id: ann.userId }, ann)).toEqual([{ cart: merged }]);
      expect(await placementQuote(world, cart.id, ann)).toMatchObject({ cartId, buyerId: ann.userId });
    });

    test("is merged into the customer's: equal variants are summed, codes united", async () => {
      const ann = newCustomer();
      const [shirt, hat] = [world.offer(), world.offer()];
      const own = await cartWith(world, [[shirt, 1]], ann);
      const guests = await cartWith(world, [
        [hat, 3],
        [shirt, 2],
      ]);
      const [one, two] = [
        await promotion(world, { kind: "PERCENTAGE", percentage: 10 }),
        await promotion(world, { kind: "FREE_SHIPPING" }),
      ];
      await world.send("ApplyDiscountCode", { cartId: own.id, code: one.code }, ann);
      await world.send("ApplyDiscountCode", { cartId: guests.id, code: two.code });
      await world.send("ApplyDiscountCode", { cartId: guests.id, code: one.code });

      expect(await adopt(guests.id, ann)).toEqual({ __typename: "CartAdopted", cartId: own.id });
      expect(await cartNow(world, own.id, ann)).toMatchObject({
        version: 3,
        lines: [
          { id: own.lines[0].id, variant: { id: shirt.id }, quantity: 3 },
          { variant: { id: hat.id }, quantity: 3 },
        ],
        discountCodes: [one.code, two.code],
        total: { amount: 5_400 },
      });
    });

    test("is merged once, however often it is asked", async () => {
      const ann = newCustomer();
      const cart = await cartWith(world, [[world.offer(), 2]]);
      const answers = await Promise.all(Array.from({ length: 5 }, () => adopt(cart.id, ann)));
      expect(new Set(answers.map(({ cartId }) => cartId)).size).toBe(1);
      expect(await cartNow(world, cart.id, ann)).toMatchObject({ lines: [{ quantity: 2 }] });
    });

    test("leads nobody else anywhere any more", async () => {
      const [ann, bob] = [newCustomer(), newCustomer()];
      const shirt = world.offer();
      const cart = await cartWith(world, [[shirt, 1]]);
      await adopt(cart.id, ann);
      for (const stranger of [guest, bob]) {
        expect(await cartNow(world, cart.id, stranger)).toBeNull();
        const change = { cartId: cart.id, lines: [{ variantId: shirt.id, quantity: 1 }] };
        expect(await world.send("AddCartLines", change, stranger)).toMatchObject({ __typename: "CartNotFound" });
      }
      expect(await adopt(cart.id, bob)).toMatchObject({ __typename: "CartNotFound" });
    });

    test("can still be changed by its new owner under its old id", async () => {
      const ann = newCustomer();
      const shirt = world.offer();
      const cart = await cartWith(world, [[shirt, 1]]);
      const { cartId } = await adopt(cart.id, ann);
      const change = { cartId: cart.id, lines: [{ variantId: shirt.id, quantity: 4 }] };
      expect(await world.send("AddCartLines", change, ann)).toMatchObject({
        cart: { id: cartId, lines: [{ quantity: 5 }] },
      });
    });

    test("loses nothing that is added while it is merged", async () => {
      const ann = newCustomer();
      const shirt = world.offer();
      const cart = await cartWith(world, [[shirt, 1]]);
      const line = { variantId: shirt.id, quantity: 1 };
      const [, ...added] = await Promise.all([
        adopt(cart.id, ann),
        ...Array.from({ length: 6 }, () => world.send("AddCartLines", { cartId: cart.id, lines: [line] }, ann)),
      ]);
      const changed = added.filter(({ __typename }: Answer) => __typename === "CartChanged").length;
      expect(await cartNow(world, cart.id, ann)).toMatchObject({ lines: [{ quantity: 1 + changed }] });
    });

    test("is not another customer's, nor one that is not there", async () => {
      const [ann, bob] = [newCustomer(), newCustomer()];
      const bobs = await cartWith(world, [[world.offer(), 1]], bob);
      for (const cartId of [bobs.id, randomUUID(), "no-uuid"]) {
        expect(await adopt(cartId, ann)).toMatchObject({ __typename: "CartNotFound" });
      }
      expect(await world.ask("OwnCart", { id: ann.userId }, ann)).toEqual([{ cart: null }]);
      expect(await adopt(bobs.id, bob)).toEqual({ __typename: "CartAdopted", cartId: bobs.id });
    });
  });
});
