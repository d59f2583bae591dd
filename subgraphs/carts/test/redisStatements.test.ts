import { countStatements, describeOn, eventually } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  type Answer,
  cartNow,
  cartWith,
  newCustomer,
  oregon,
  placementQuote,
  startWorld,
  users,
  type World,
} from "./world.ts";

describeOn("REDIS_URL", "with carts on Redis, statements of", (url) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ redisUrl: url });
  });
  afterAll(() => world.close());

  const labels = async (work: () => Promise<Answer>) =>
    (await countStatements(work)).statements.map(({ label }) => label);
  const line = () => ({ variantId: world.offer().id, quantity: 1 });
  const add = (input: object, as = {}) => world.send("AddCartLines", { lines: [line()], ...input }, as);
  const kindOf = (id: string) => world.redis!.client.hget(`${world.redis!.keyPrefix}carts:cart:${id}`, "kind");

  test("a guest's shopping: none, from the first line to the quote of the checkout", async () => {
    const { statements, result } = await countStatements(async () => {
      const { cart } = await add({});
      await add({ cartId: cart.id });
      const lines = [{ lineId: cart.lines[0].id, quantity: 2 }];
      await world.send("UpdateCartLines", { cartId: cart.id, lines });
      await world.send("CheckoutQuote", { cartId: cart.id, shippingAddress: oregon });
      return cartNow(world, cart.id);
    });
    expect(statements).toEqual([]);
    expect(result).toMatchObject({ version: 3, lines: [{ quantity: 2 }, { quantity: 1 }] });
    expect(await kindOf(result.id)).toBe("open");
  });

  test("a guest's order: the cart is moved to its row once", async () => {
    const cart = await cartWith(world, [[world.offer(), 1]]);
    expect(await labels(() => placementQuote(world, cart.id))).toEqual([
      "BEGIN",
      "carts.takeIn",
      "carts.lock",
      "COMMIT",
      "carts.findToOrder",
    ]);
    expect(await labels(() => placementQuote(world, cart.id))).toEqual(["carts.findToOrder"]);
    expect(await labels(() => cartNow(world, cart.id))).toEqual([]);
    expect(await labels(() => add({ cartId: cart.id }))).toEqual(["carts.compareAndSet"]);
    expect(await kindOf(cart.id)).toBe("copy");
  });

  test("reading a customer's cart: none; changing it: one", async () => {
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 1]], ann);
    expect(await labels(() => cartNow(world, cart.id, ann))).toEqual([]);
    expect(await labels(() => world.ask("OwnCart", { id: ann.userId }, ann))).toEqual([]);
    expect(await labels(() => add({}, ann))).toEqual(["carts.compareAndSet"]);
    expect(await cartNow(world, cart.id, ann)).toMatchObject({ version: 2 });
    expect(await labels(() => world.send("CheckoutQuote", { cartId: cart.id, shippingAddress: oregon }, ann))).toEqual(
      [],
    );
  });

  test("reading a customer's cart that Redis does not have: one, and then none", async () => {
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 1]], ann);
    await world.redis!.flush();
    expect(await labels(() => cartNow(world, cart.id, ann))).toEqual(["carts.find"]);
    await eventually(async () => expect(await kindOf(cart.id)).toBe("copy"));
    expect(await labels(() => cartNow(world, cart.id, ann))).toEqual([]);
  });

  test("merging at login: eight, in one transaction", async () => {
    const cart = await cartWith(world, [[world.offer(), 1]]);
    const { userId } = newCustomer();
    expect(await labels(() => world.send("AdoptCart", { cartId: cart.id, userId }, users))).toEqual([
      "BEGIN",
      "carts.takeIn",
      "carts.lock",
      "carts.claimOf",
      "carts.lockOwn",
      "carts.save",
      "carts.save",
      "COMMIT",
    ]);
    expect(await labels(() => cartNow(world, cart.id, { userId }))).toEqual([]);
  });
});
