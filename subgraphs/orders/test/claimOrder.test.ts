import { randomUUID } from "node:crypto";
import { requestOf } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { audit } from "../src/index.ts";
import { claimOrderMutation, claimOrdersByEmailMutation, historyQuery } from "./world/operations.ts";
import { type Answer, type Asker, makeWorld, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  world.inventory.setStock("TEA", 10_000);
});
afterAll(() => world.stop());

const someone = (): Asker => ({ userId: randomUUID() });

/** A guest's order, and the cart that only the guest knows. */
async function guestOrder() {
  const cart = world.carts.newCart({ TEA: 1 });
  return { id: (await world.place(placement(cart))).order.id as string, cartId: cart.id };
}
const claim = async (asker: Asker, orderId: string, cartId?: string) =>
  (await world.ask(claimOrderMutation, { input: { orderId, cartId } }, asker)).__typename;
const listOf = async ({ userId }: Asker): Promise<string[]> => {
  const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on User { orders { edges { node { id } } } } } }`;
  const [user] = await world.ask(query, { r: [{ __typename: "User", id: userId }] }, { userId });
  return user.orders.edges.map(({ node }: Answer) => node.id);
};
const seesAddress = async (id: string, asker: Asker) => {
  const order = await world.order(id, asker);
  return order && order.shippingAddress !== null && order.email !== null;
};

describe("a guest's order", () => {
  test("that is claimed by its cart is the customer's as if placed signed in", async () => {
    const { id, cartId } = await guestOrder();
    const ada = someone();
    expect(await claim(ada, id, cartId)).toBe("OrderClaimed");
    expect(await listOf(ada)).toEqual([id]);
    expect(await seesAddress(id, ada)).toBe(true);
    for (const other of [{}, someone()]) expect(await world.order(id, other)).toBeNull();
    expect(await claim(someone(), id, cartId)).toBe("OrderNotFound");
  });

  test("that is claimed by its id alone is listed, and gives nobody more or less than before", async () => {
    const { id } = await guestOrder();
    const ada = someone();
    expect(await claim(ada, id)).toBe("OrderClaimed");
    expect(await listOf(ada)).toEqual([id]);
    for (const who of [ada, someone(), {}]) {
      expect(await world.order(id, who)).toMatchObject({ id });
      expect(await seesAddress(id, who)).toBe(false);
    }
    expect(await claim(someone(), id)).toBe("OrderAlreadyClaimed");
    expect((await world.cancel(id)).__typename).toBe("OrderCancelled");
  });

  test("that a stranger claimed by its id goes over to who knows its cart", async () => {
    const { id, cartId } = await guestOrder();
    const [stranger, ada] = [someone(), someone()];
    await claim(stranger, id);
    expect(await claim(ada, id, cartId)).toBe("OrderClaimed");
    expect([await listOf(stranger), await listOf(ada)]).toEqual([[], [id]]);
    expect(await world.order(id, stranger)).toBeNull();
    expect(await claim(stranger, id)).toBe("OrderNotFound");
  });

  test("is claimed once, by one of many at once, and its history tells by whom", async () => {
    const { id, cartId } = await guestOrder();
    const many = Array.from({ length: 8 }, someone);
    const answers = await Promise.all(many.map((asker) => claim(asker, id, cartId)));
    expect(answers.filter((answer) => answer === "OrderClaimed")).toHaveLength(1);
    const winner = many[answers.indexOf("OrderClaimed")]!;
    expect(await claim(winner, id, cartId)).toBe("OrderClaimed");
    const { history } = await world.ask(historyQuery, { id }, staff);
    const claims = history.edges.filter(({ node }: Answer) => node.kind === "CLAIM");
    expect(claims).toHaveLength(1);
    for (const asker of many) expect(await listOf(asker)).toEqual(asker === winner ? [id] : []);
  });

  test("is not claimed with another cart, by a guest, or when it is somebody's", async () => {
    const { id } = await guestOrder();
    expect(await claim(someone(), id, randomUUID())).toBe("OrderNotFound");
    expect(await claim(someone(), "nonsense")).toBe("OrderNotFound");
    const request = requestOf(claimOrderMutation, { input: { orderId: id } }, {}, world.signingKey);
    expect((await world.transport.execute(request)).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");

    const owner = someone();
    const cart = world.carts.newCart({ TEA: 1 }, { customerId: owner.userId! });
    const { order } = await world.place(placement(cart), owner);
    expect(await claim(someone(), order.id, cart.id)).toBe("OrderNotFound");
    expect(await claim(owner, order.id)).toBe("OrderClaimed");
  });
});

describe("guests' orders whose news goes to an address", () => {
  const guestOrders = async (email: string, count: number): Promise<Answer[]> => {
    const placed = [];
    for (let index = 0; index < count; index++) {
      const cart = world.carts.newCart({ TEA: 1 });
      placed.push({ id: (await world.place(placement(cart, { email }))).order.id, cartId: cart.id });
    }
    return placed;
  };
  const claimAll = (asker: Asker, input: object = {}) => world.ask(claimOrdersByEmailMutation, { input }, asker);
  const address = () => `${randomUUID()}@example.com`;
  const verified = (email: string): Asker => {
    const asker = someone();
    world.users.verify(asker.userId!, email);
    return asker;
  };

  test("are its verified owner's, the latest first, so many at a time, and no others", async () => {
    const email = address();
    const mine = await guestOrders(email, 3);
    const [other] = await guestOrders(address(), 1);
    const ada = verified(email);
    const [first, second, third] = mine.map(({ id }) => id);
    expect(await claimAll(ada, { first: 2 })).toMatchObject({ orders: [{ id: third }, { id: second }], hasMore: true });
    expect(await claimAll(ada, { first: 2 })).toMatchObject({ orders: [{ id: first }], hasMore: false });
    expect(await claimAll(ada)).toEqual({ __typename: "OrdersClaimed", orders: [], hasMore: false });
    expect((await listOf(ada)).sort()).toEqual(mine.map(({ id }) => id).sort());
    expect(await listOf(ada)).not.toContain(other.id);
    expect(await audit(world.database)).toEqual([]);
  });

  test("give no postal address away, take nothing from the guest, and go over to who knows the cart", async () => {
    const email = address();
    const [{ id, cartId }] = (await guestOrders(email, 1)) as [Answer];
    const [bob, ada] = [verified(email), someone()];
    await claimAll(bob);
    for (const who of [bob, someone(), {}]) {
      expect(await world.order(id, who)).toMatchObject({ id });
      expect(await seesAddress(id, who)).toBe(false);
    }
    expect(await claim(ada, id)).toBe("OrderAlreadyClaimed");
    expect(await claim(ada, id, cartId)).toBe("OrderClaimed");
    expect([await listOf(bob), await listOf(ada), await seesAddress(id, ada)]).toEqual([[], [id], true]);
    expect(await claimAll(bob)).toMatchObject({ orders: [] });
  });

  test("go over from who claimed one by its id alone, and not from who was signed in or knew its cart", async () => {
    const email = address();
    const [byId, byCart] = (await guestOrders(email, 2)) as [Answer, Answer];
    const [stranger, ada, bob] = [someone(), someone(), verified(email)];
    await claim(stranger, byId.id);
    await claim(ada, byCart.id, byCart.cartId);
    const own = world.carts.newCart({ TEA: 1 }, { customerId: ada.userId! });
    await world.place(placement(own, { email }), ada);
    expect(await claimAll(bob)).toMatchObject({ orders: [{ id: byId.id }], hasMore: false });
    expect(await listOf(stranger)).toEqual([]);
  });

  test("are nobody's whose address is not verified, whatever they say", async () => {
    expect(await claimAll(someone())).toMatchObject({ __typename: "EmailNotVerified" });
    expect(await claimAll(verified(address()), { first: 101 })).toMatchObject({ path: ["first"] });
    await expect(claimAll({})).rejects.toThrow("UNAUTHENTICATED");
    world.users.fail("VerifiedEmail", "unreachable");
    await expect(claimAll(verified(address()))).rejects.toThrow("SERVICE_UNAVAILABLE");
    world.users.heal();
  });
});
