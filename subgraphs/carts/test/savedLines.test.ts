import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  type Answer,
  cartWith,
  confirmationOf,
  describeOnEachEngine,
  newCustomer,
  placementQuote,
  users,
  type World,
} from "./world.ts";

describeOnEachEngine("lines saved for later", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
    await world.subgraph.start();
  });
  afterAll(() => world.close());

  const save = (cartId: string, lineIds: string[], as = {}): Promise<Answer> =>
    world.send("SaveForLater", { cartId, lineIds }, as);
  const moveBack = (cartId: string, lineIds: string[], as = {}): Promise<Answer> =>
    world.send("MoveToCart", { cartId, lineIds }, as);
  const idOf = (cart: Answer, index: number): string => cart.lines[index].id;

  test("leave the cart with their pieces and price, and come back as they were", async () => {
    const [shirt, hat] = [world.offer(), world.offer()];
    const cart = await cartWith(world, [
      [shirt, 2],
      [hat, 1],
    ]);
    const before = world.calls.catalog;
    const saved = await save(cart.id, [idOf(cart, 0)]);
    expect(world.calls.catalog - before).toBe(1);
    expect(saved.cart).toMatchObject({
      version: 2,
      lines: [{ id: idOf(cart, 1), quantity: 1 }],
      savedLines: [{ id: idOf(cart, 0), quantity: 2, variant: { id: shirt.id }, unitPrice: { amount: 1_000 } }],
      total: { amount: 1_000 },
    });
    expect(await placementQuote(world, cart.id)).toMatchObject({ subtotal: 1_000, lines: [{ variantId: hat.id }] });
    const back = await moveBack(cart.id, [idOf(cart, 0)]);
    expect(back.cart).toMatchObject({ version: 3, savedLines: [], total: { amount: 3_000 } });
  });

  test("join those of the same variant, on either side, within the limits of a cart", async () => {
    const shirt = world.offer();
    const cart = await cartWith(world, [[shirt, 600]]);
    await save(cart.id, [idOf(cart, 0)]);
    const again = await world.send("AddCartLines", {
      cartId: cart.id,
      lines: [{ variantId: shirt.id, quantity: 399 }],
    });
    expect((await save(cart.id, [idOf(again.cart, 0)])).cart).toMatchObject({
      lines: [],
      savedLines: [{ quantity: 999 }],
    });
    await world.send("AddCartLines", { cartId: cart.id, lines: [{ variantId: shirt.id, quantity: 1 }] });
    expect(await moveBack(cart.id, [idOf(cart, 0)])).toMatchObject({
      __typename: "InvalidInput",
      path: ["lineIds", "0"],
    });
  });

  test("are changed and removed like others, and are not found twice", async () => {
    const cart = await cartWith(world, [[world.offer(), 2]]);
    const lineId = idOf(cart, 0);
    await save(cart.id, [lineId]);
    expect(await save(cart.id, [lineId])).toMatchObject({ __typename: "CartLineNotFound", path: ["lineIds", "0"] });
    expect(await save(cart.id, [])).toMatchObject({ __typename: "InvalidInput", path: ["lineIds"] });
    await world.send("UpdateCartLines", { cartId: cart.id, lines: [{ lineId, quantity: 5 }] });
    expect(await world.ask("MarketCart", { id: cart.id })).toMatchObject({ savedLines: [{ quantity: 5 }] });
    await world.send("UpdateCartLines", { cartId: cart.id, lines: [{ lineId, quantity: 0 }] });
    expect(await world.ask("MarketCart", { id: cart.id })).toMatchObject({ lines: [], savedLines: [] });
  });

  test("are kept at a login, with the customer's own", async () => {
    const ann = newCustomer();
    const [shirt, hat] = [world.offer(), world.offer()];
    const own = await cartWith(world, [[shirt, 1]], ann);
    await save(own.id, [idOf(own, 0)], ann);
    const guests = await cartWith(world, [
      [shirt, 2],
      [hat, 1],
    ]);
    await save(guests.id, [idOf(guests, 0)]);
    await world.send("AdoptCart", { cartId: guests.id, userId: ann.userId }, users);
    expect(await world.ask("MarketCart", { id: guests.id }, ann)).toMatchObject({
      id: own.id,
      lines: [{ id: idOf(guests, 1) }],
      savedLines: [{ id: idOf(own, 0), quantity: 3 }],
    });
  });

  test("are gone when an order of them is confirmed that was placed before they were saved", async () => {
    const [shirt, hat] = [world.offer(), world.offer()];
    const cart = await cartWith(world, [
      [shirt, 2],
      [hat, 1],
    ]);
    const terms = await placementQuote(world, cart.id);
    await save(cart.id, [idOf(cart, 0)]);
    const confirmed = confirmationOf(terms);
    await world.eventLog.append([confirmed]);
    await eventually(() => world.haveActed([confirmed.id]));
    expect(await world.ask("MarketCart", { id: cart.id })).toMatchObject({ lines: [], savedLines: [] });
  });
});
