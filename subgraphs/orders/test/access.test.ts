import { randomUUID } from "node:crypto";
import { countStatements, requestOf } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Asker, makeWorld, placement, staff, type World } from "./world/world.ts";

let world: World;
const owner: Asker = { userId: randomUUID() };
const other: Asker = { userId: randomUUID() };
const guest: Asker = {};
const moderator: Asker = { userId: randomUUID(), roles: ["MODERATOR"] };

beforeAll(async () => {
  world = await makeWorld();
  world.inventory.setStock("TEA", 10_000);
});
afterAll(() => world.stop());

const placeFor = async (asker: Asker) => {
  const cart = world.carts.newCart({ TEA: 1 }, asker.userId ? { customerId: asker.userId } : {});
  return (await world.place(placement(cart), asker)).order.id as string;
};
const askFor = (query: string, variables: Record<string, unknown>, asker: Asker) =>
  world.transport.execute(requestOf(query, variables, asker, world.signingKey));
const codeOf = async (query: string, asker: Asker, variables = {}) =>
  (await askFor(query, variables, asker)).errors?.[0]?.extensions.code;
const entities = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { id status } ... on User { id orders(first: 2) { edges { node { id } } } } } }`;

describe("a customer's order", () => {
  test.each([
    ["its owner", owner, true],
    ["staff", staff, true],
    ["another customer", other, false],
    ["a guest who knows the id", guest, false],
    ["a role without the scope", moderator, false],
  ])("is there for %s or not", async (_, asker, isThere) => {
    const id = await placeFor(owner);
    const order = await world.order(id, asker);
    if (isThere)
      expect(order).toMatchObject({ id, email: "ada@example.com", shippingAddress: { fullName: "Ada Lovelace" } });
    else expect(order).toBeNull();
    const { data } = await askFor(entities, { r: [{ __typename: "Order", id }] }, asker);
    expect(data?._entities).toEqual([isThere ? { id, status: "CONFIRMED" } : null]);
  });

  test("is cancelled by nobody else", async () => {
    const id = await placeFor(owner);
    for (const asker of [other, guest, moderator]) {
      expect(await world.cancel(id, asker)).toMatchObject({ __typename: "OrderNotFound" });
    }
    expect(await world.cancel(id, owner)).toMatchObject({ __typename: "OrderCancelled" });
  });

  test("is placed from nobody else's cart", async () => {
    const cart = world.carts.newCart({ TEA: 1 }, { customerId: owner.userId! });
    expect(await world.place(placement(cart), other)).toMatchObject({ __typename: "CartNotFound" });
    expect(await world.place(placement(cart))).toMatchObject({ __typename: "CartNotFound" });
  });
});

describe("a guest's order", () => {
  test.each([
    ["a guest", guest, false],
    ["a customer", other, false],
    ["staff", staff, true],
  ])("is there for %s who knows the id, its addresses only for staff", async (_, asker, seesAddresses) => {
    const id = await placeFor(guest);
    expect(await world.order(id, asker)).toMatchObject({
      id,
      email: seesAddresses ? "ada@example.com" : null,
      shippingAddress: seesAddresses ? { fullName: "Ada Lovelace", countryCode: "GB" } : null,
    });
  });

  test("is cancelled by whoever knows the id", async () => {
    expect(await world.cancel(await placeFor(guest), guest)).toMatchObject({ __typename: "OrderCancelled" });
    expect(await world.cancel(await placeFor(guest), staff)).toMatchObject({ __typename: "OrderCancelled" });
  });
});

test("ids of another form lead nowhere", async () => {
  const id = await placeFor(guest);
  for (const wrong of ["", "1", "' OR 1=1 --", `${id}A`, id.slice(0, -1), `${id}=`, randomUUID(), "🫖".repeat(20)]) {
    expect(await world.order(wrong, staff)).toBeNull();
    expect(await world.cancel(wrong)).toMatchObject({ __typename: "OrderNotFound" });
  }
});

test("what staff do is for staff alone", async () => {
  const operations = [
    `{ orders { edges { node { id } } } }`,
    `mutation { fulfilOrder(input: { idempotencyKey: "k", orderId: "x" }) { __typename } }`,
    `mutation { markDelivered(input: { idempotencyKey: "k", fulfilmentId: "x" }) { __typename } }`,
    `mutation { refundOrder(input: { idempotencyKey: "k", orderId: "x", reason: "r", restock: false }) { __typename } }`,
    `mutation { resumeOrder(input: { orderId: "x" }) { __typename } }`,
  ];
  for (const operation of operations) {
    for (const asker of [guest, owner, moderator]) expect(await codeOf(operation, asker)).toBe("FORBIDDEN");
    expect(await codeOf(operation, staff)).toBeUndefined();
  }
});

describe("a list of orders", () => {
  const mine = `query($r: [_Any!]!, $first: Int!, $after: String) {
    _entities(representations: $r) { ... on User { orders(first: $first, after: $after) {
      edges { cursor node { id number status total { amount } lines { id } timeline { status } fulfilments { id } } }
      pageInfo { hasNextPage endCursor }
    } } }
  }`;
  const pageOf = async (asker: Asker, first: number, after: string | null = null, userId = asker.userId) => {
    const { data, errors } = await askFor(mine, { r: [{ __typename: "User", id: userId }], first, after }, asker);
    if (errors) throw new Error(JSON.stringify(errors));
    // biome-ignore lint/suspicious/noExplicitAny: see Answer
    return (data as any)._entities[0].orders;
  };

  test("of a customer is newest first, page by page, with nothing lost or twice", async () => {
    const customer = { userId: randomUUID() };
    const placed: string[] = [];
    for (let count = 0; count < 5; count++) placed.unshift(await placeFor(customer));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await pageOf(customer, 2, after);
      seen.push(...page.edges.map(({ node }: { node: { id: string } }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(placed);
  });

  test("of twenty takes four statements with lines, timelines and parcels, and one without", async () => {
    const customer = { userId: randomUUID() };
    await Promise.all(Array.from({ length: 20 }, () => placeFor(customer)));
    const whole = await countStatements(() => pageOf(customer, 20));
    expect(whole.result.edges).toHaveLength(20);
    expect(whole.statements.map(({ label }) => label).sort()).toEqual([
      "orders.fulfilmentsOf",
      "orders.linesOf",
      "orders.ofCustomers",
      "orders.timelinesOf",
    ]);
    const r = [{ __typename: "User", id: customer.userId }];
    const bare = await countStatements(() => askFor(entities, { r }, customer));
    expect(bare.statements).toHaveLength(1);
  });

  test("of many customers is one statement for staff, and not there for others", async () => {
    await Promise.all([placeFor(owner), placeFor(other)]);
    const r = [owner, other, { userId: "nonsense" }].map(({ userId }) => ({ __typename: "User", id: userId }));
    const { result, statements } = await countStatements(() => askFor(entities, { r }, staff));
    expect(result.data?._entities).toMatchObject([
      { orders: { edges: expect.any(Array) } },
      { orders: {} },
      { orders: null },
    ]);
    expect(statements).toHaveLength(1);
    expect(await pageOf(guest, 2, null, owner.userId)).toBeNull();
    expect(await pageOf(other, 2, null, owner.userId)).toBeNull();
  });

  test("of all orders is for staff, by status", async () => {
    const id = await placeFor(guest);
    await world.cancel(id);
    const query = `query($filter: OrderFilter, $first: Int!) { orders(filter: $filter, first: $first) { edges { cursor node { id status } } pageInfo { hasNextPage } } }`;
    const list = await world.ask(query, { filter: { status: "CANCELLED" }, first: 1 }, staff);
    expect(list).toMatchObject({ edges: [{ node: { id, status: "CANCELLED" } }] });
    expect((await world.ask(query, { filter: {}, first: 100 }, staff)).edges.length).toBeGreaterThan(20);
  });

  test.each([0, -1, 101])("of %d orders is bad input", async (first) => {
    expect(await codeOf(`query($first: Int!) { orders(first: $first) { edges { cursor } } }`, staff, { first })).toBe(
      "BAD_USER_INPUT",
    );
  });

  test("after a cursor that was tampered with is bad input", async () => {
    const { edges } = await world.ask(`{ orders(first: 1) { edges { cursor } } }`, {}, staff);
    const cursor = edges[0].cursor as string;
    for (const after of ["x", `${cursor}A`, cursor.slice(1), Buffer.from("[1,2]").toString("base64url")]) {
      expect(
        await codeOf(`query($after: String) { orders(after: $after) { edges { cursor } } }`, staff, { after }),
      ).toBe("BAD_USER_INPUT");
    }
  });
});
