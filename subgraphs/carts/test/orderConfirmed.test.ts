import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Answer,
  cartNow,
  cartWith,
  confirmationOf,
  describeOnEachEngine,
  newCustomer,
  orders,
  placementQuote,
  promotion,
  users,
  type World,
} from "./world.ts";

describeOnEachEngine("confirmed orders", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
    await world.subgraph.start();
  });
  afterAll(() => world.close());

  const add = (cartId: string, variantId: string, quantity: number, as = {}) =>
    world.send("AddCartLines", { cartId, lines: [{ variantId, quantity }] }, as);

  /** Publishes confirmations and waits until all have acted, in whatever order they come to that. */
  async function publish(...events: Parameters<World["eventLog"]["append"]>[0]) {
    await world.eventLog.append(events);
    await eventually(() => world.haveActed(events.map(({ id }) => id)));
  }

  describe("a confirmed order", () => {
    test("empties the cart, which then says that it was ordered", async () => {
      const cart = await cartWith(world, [[world.offer(), 2]]);
      await publish(confirmationOf(await placementQuote(world, cart.id)));
      expect(await cartNow(world, cart.id)).toMatchObject({ version: 2, lines: [], total: { amount: 0 } });
      expect(await placementQuote(world, cart.id)).toMatchObject({ reason: "CART_ALREADY_ORDERED" });
    });

    test("opens the cart's next checkout", async () => {
      const shirt = world.offer();
      const cart = await cartWith(world, [[shirt, 1]]);
      const first = await placementQuote(world, cart.id);
      await publish(confirmationOf(first));
      await add(cart.id, shirt.id, 1);
      expect(await placementQuote(world, cart.id)).toMatchObject({ checkout: 2, buyerId: first.buyerId });
    });

    test("leaves what was added since, and the rest of a line that grew", async () => {
      const [shirt, hat] = [world.offer(), world.offer()];
      const cart = await cartWith(world, [[shirt, 2]]);
      const terms = await placementQuote(world, cart.id);
      await add(cart.id, shirt.id, 3);
      await add(cart.id, hat.id, 1);
      await publish(confirmationOf(terms));
      expect(await cartNow(world, cart.id)).toMatchObject({
        lines: [
          { id: cart.lines[0].id, quantity: 3 },
          { variant: { id: hat.id }, quantity: 1 },
        ],
      });
    });

    test("acts once, under the same event or another of the same checkout", async () => {
      const shirt = world.offer();
      const cart = await cartWith(world, [[shirt, 2]]);
      const terms = await placementQuote(world, cart.id);
      await add(cart.id, shirt.id, 3);
      const confirmation = confirmationOf(terms);
      await publish(confirmation);
      await publish({ ...confirmation, id: randomUUID() });
      expect(await cartNow(world, cart.id)).toMatchObject({ version: 3, lines: [{ quantity: 3 }] });
      expect(await placementQuote(world, cart.id)).toMatchObject({ checkout: 2 });
    });

    test("takes the codes that it used out of the cart, and no others", async () => {
      const cart = await cartWith(world, [[world.offer(), 1]]);
      const percent = { kind: "PERCENTAGE", percentage: 10 };
      const [used, later] = [await promotion(world, percent), await promotion(world, percent)];
      await world.send("ApplyDiscountCode", { cartId: cart.id, code: used.code });
      const terms = await placementQuote(world, cart.id);
      const orderId = randomUUID();
      const redemptions = terms.redemptions.map(({ promotionId }: Answer) => ({ promotionId }));
      await world.send("RedeemDiscountCodes", { orderId, buyerId: terms.buyerId, redemptions }, orders);
      await world.send("ApplyDiscountCode", { cartId: cart.id, code: later.code });
      await publish(confirmationOf(terms, orderId));
      expect(await cartNow(world, cart.id)).toMatchObject({ lines: [], discountCodes: [later.code] });
    });

    test("of a guest who signed in meanwhile takes its lines out of the customer's cart", async () => {
      const ann = newCustomer();
      const [shirt, hat] = [world.offer(), world.offer()];
      const own = await cartWith(world, [[shirt, 1]], ann);
      const cart = await cartWith(world, [
        [shirt, 2],
        [hat, 1],
      ]);
      const terms = await placementQuote(world, cart.id);
      await world.send("AdoptCart", { cartId: cart.id, userId: ann.userId }, users);
      const confirmation = confirmationOf(terms);
      await publish(confirmation, { ...confirmation, id: randomUUID() });
      expect(await cartNow(world, own.id, ann)).toMatchObject({ lines: [{ id: own.lines[0].id, quantity: 1 }] });
      expect(await placementQuote(world, own.id, ann)).toMatchObject({ checkout: 1 });
    });

    test("of a cart that is not there is passed over", async () => {
      const cart = await cartWith(world, [[world.offer(), 1]]);
      const terms = await placementQuote(world, cart.id);
      await publish(
        confirmationOf({ ...terms, cartId: randomUUID() }),
        confirmationOf({ ...terms, cartId: "no-uuid" }),
      );
      expect(await cartNow(world, cart.id)).toEqual(cart);
    });
  });
});
