import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { placementSeconds } from "../src/domain/adoption.ts";
import {
  type Answer,
  cartNow,
  cartWith,
  confirmationOf,
  describeOnEachEngine,
  guest,
  newCustomer,
  placementQuote,
  users,
  type World,
} from "./world.ts";

describeOnEachEngine("a login while an order of the guest's cart may be under way", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
    await world.subgraph.start();
  });
  afterAll(() => world.close());

  const adopt = (cartId: string, { userId }: { userId: string }): Promise<Answer> =>
    world.send("AdoptCart", { cartId, userId }, users);
  const checkoutOf = ({ buyerId, cartId, checkout }: Answer) => `${buyerId}/${cartId}/${checkout}`;
  const standingOf = (terms: Answer) => world.checkouts.get(checkoutOf(terms)) ?? { isHeld: false, orders: 0 };
  /** What orders does: one order at a time holds a checkout. */
  function place(terms: Answer): boolean {
    const { isHeld, orders } = standingOf(terms);
    if (!isHeld) world.checkouts.set(checkoutOf(terms), { isHeld: true, orders: orders + 1 });
    return !isHeld;
  }
  const undo = (terms: Answer) => world.checkouts.set(checkoutOf(terms), { ...standingOf(terms), isHeld: false });
  const advance = (seconds: number) => {
    world.clock.now = new Date(world.clock.now.getTime() + seconds * 1_000);
  };
  const ownCart = async (as: { userId: string }) => (await world.ask("OwnCart", { id: as.userId }, as))[0].cart;

  test("merges nothing while an order holds its checkout; its id opens it as before", async () => {
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 2]]);
    const terms = await placementQuote(world, cart.id);
    place(terms);
    expect(await adopt(cart.id, ann)).toEqual({ __typename: "CartAdoptionDeferred", cartId: cart.id });
    advance(placementSeconds);
    expect(await adopt(cart.id, ann)).toMatchObject({ __typename: "CartAdoptionDeferred" });
    expect(await ownCart(ann)).toBeNull();
    for (const as of [guest, ann]) expect(await cartNow(world, cart.id, as)).toEqual(cart);
    expect(await adopt(cart.id, newCustomer())).toMatchObject({ __typename: "CartNotFound" });
  });

  test("merges what is left, and that at once, when the order is confirmed", async () => {
    const ann = newCustomer();
    const [shirt, hat] = [world.offer(), world.offer()];
    const cart = await cartWith(world, [[shirt, 2]]);
    const terms = await placementQuote(world, cart.id);
    await adopt(cart.id, ann);
    await world.send("AddCartLines", { cartId: cart.id, lines: [{ variantId: hat.id, quantity: 1 }] });
    await world.eventLog.append([confirmationOf(terms)]);
    await eventually(async () =>
      expect(await ownCart(ann)).toMatchObject({ lines: [{ variant: { id: hat.id }, quantity: 1 }] }),
    );
    expect(await cartNow(world, cart.id, ann)).toMatchObject({ id: (await ownCart(ann)).id });
    expect(await cartNow(world, cart.id)).toBeNull();
  });

  test("merges at once when the order was undone that its only quote became", async () => {
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 2]]);
    const terms = await placementQuote(world, cart.id);
    place(terms);
    undo(terms);
    expect(await adopt(cart.id, ann)).toMatchObject({ __typename: "CartAdopted" });
    expect(await ownCart(ann)).toMatchObject({ lines: [{ quantity: 2 }] });
  });

  test("waits for a quote that became no order until none can come of it", async () => {
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 2]]);
    const terms = await placementQuote(world, cart.id);
    place(terms);
    undo(terms);
    await placementQuote(world, cart.id);
    expect(await adopt(cart.id, ann)).toMatchObject({ __typename: "CartAdoptionDeferred" });
    advance(placementSeconds);
    expect(await adopt(cart.id, ann)).toMatchObject({ __typename: "CartAdopted" });
  });

  test("merges nothing that was quoted again meanwhile, nor while orders does not answer", async () => {
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 2]]);
    await placementQuote(world, cart.id);
    advance(placementSeconds - 1);
    await placementQuote(world, cart.id);
    advance(1);
    expect(await adopt(cart.id, ann)).toMatchObject({ __typename: "CartAdoptionDeferred" });
    advance(placementSeconds);
    world.down.add("orders");
    expect(await adopt(cart.id, ann)).toMatchObject({ __typename: "CartAdoptionDeferred" });
    world.down.clear();
    expect(await adopt(cart.id, ann)).toMatchObject({ __typename: "CartAdopted" });
  });

  test("asks orders nothing about a cart that was never quoted for an order", async () => {
    const before = world.calls.orders;
    const cart = await cartWith(world, [[world.offer(), 1]]);
    expect(await adopt(cart.id, newCustomer())).toMatchObject({ __typename: "CartAdopted" });
    expect(world.calls.orders).toBe(before);
  });

  describe("whatever comes in between", () => {
    type Step = "quote" | "place" | "login" | "order-own" | "wait" | "confirm" | "hear" | "reject";
    const steps = fc.array(
      fc.constantFrom<Step>("quote", "place", "login", "order-own", "wait", "confirm", "hear", "reject"),
      {
        minLength: 4,
        maxLength: 14,
      },
    );

    test("no piece is ordered twice", async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (actions) => {
          const ann = newCustomer();
          const cart = await cartWith(world, [[world.offer(), 1]]);
          const orders: { readonly terms: Answer; isLive: boolean; isConfirmed: boolean }[] = [];
          const told: string[] = [];
          let quotes: { readonly terms: Answer; readonly at: number }[] = [];

          const order = (terms: Answer) => place(terms) && orders.push({ terms, isLive: true, isConfirmed: false });
          for (const action of actions) {
            if (action === "quote") {
              const terms = await placementQuote(world, cart.id);
              if (terms.__typename === "PlacementQuote") quotes.push({ terms, at: world.clock.now.getTime() });
            }
            if (action === "place") {
              quotes = quotes.filter(({ at }) => world.clock.now.getTime() - at < 10_000);
              const quoted = quotes.shift(); // a quote becomes one order at most
              if (quoted) order(quoted.terms);
            }
            if (action === "login") await adopt(cart.id, ann);
            if (action === "order-own") {
              const own = await ownCart(ann);
              const terms = own && (await placementQuote(world, own.id, ann));
              if (terms?.__typename === "PlacementQuote") order(terms);
            }
            if (action === "wait") advance(6);
            const live = orders.find(({ isLive }) => isLive);
            if (action === "confirm" && live) {
              const event = confirmationOf(live.terms, randomUUID());
              live.isLive = false;
              live.isConfirmed = true;
              await world.eventLog.append([event]);
              told.push(event.id);
            }
            if (action === "hear") await eventually(() => world.haveActed(told));
            if (action === "reject" && live) {
              live.isLive = false;
              undo(live.terms);
            }
            const bought = orders.filter(({ isLive, isConfirmed }) => isLive || isConfirmed);
            expect(bought.length).toBeLessThanOrEqual(1);
          }
        }),
        { numRuns: Number(process.env.INTERLEAVINGS ?? 20), endOnFailure: true },
      );
    });
  });
});
