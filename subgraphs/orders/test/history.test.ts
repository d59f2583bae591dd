import { randomUUID } from "node:crypto";
import { countStatements, requestOf } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { testCard } from "./world/payments.ts";
import { type Answer, type Asker, makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
const ada: Asker = { userId: randomUUID() };
/** Eight orders of two customers, oldest first: 1 to 4 pieces each, of TEA and of a MUG in turn; the last is REJECTED. */
const placed: { id: string; number: string; placedAt: string }[] = [];

beforeAll(async () => {
  world = await makeWorld();
  world.inventory.setStock("TEA", 10_000);
  world.inventory.setStock("MUG", 10_000);
  for (let count = 0; count < 8; count++) {
    const asker = count < 4 ? ada : { userId: randomUUID() };
    const sku = count % 2 === 0 ? "TEA" : "MUG";
    const cart = world.carts.newCart({ [sku]: 1 + (count % 4) }, { customerId: asker.userId! });
    const email = `buyer${count % 3}@example.com`;
    const card = count === 7 ? paidBy(testCard.needsAction) : {};
    const { order } = await world.place(placement(cart, { email, ...card }), asker);
    placed.push(await world.order(order.id, staff));
  }
  await world.cancel(placed[0]!.id, staff);
  await world.cancel(placed[7]!.id, staff);
});
afterAll(() => world.stop());

const query = `query($filter: OrderFilter, $sort: OrderSort, $first: Int!, $after: String) {
  orders(filter: $filter, sort: $sort, first: $first, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor }
  }
}`;
/** The places of the orders in the list among those that were placed, two a page. */
async function list(filter: object, sort = "NEWEST"): Promise<number[]> {
  const found: number[] = [];
  let after: string | null = null;
  do {
    const page: Answer = await world.ask(query, { filter, sort, first: 2, after }, staff);
    found.push(...page.edges.map(({ node }: Answer) => placed.findIndex(({ id }) => id === node.id)));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  return found;
}
const usd = (amount: number) => ({ amount, currency: "USD" });

describe("staff's list of orders is narrowed", () => {
  test.each<[string, () => object, number[]]>([
    ["by nothing", () => ({}), [7, 6, 5, 4, 3, 2, 1, 0]],
    ["by a status", () => ({ status: "CANCELLED" }), [7, 0]],
    ["by several statuses", () => ({ statuses: ["CONFIRMED", "CANCELLED", "CONFIRMED"] }), [7, 6, 5, 4, 3, 2, 1, 0]],
    ["by where the money stands", () => ({ paymentStatuses: ["REFUNDED", "VOIDED"] }), [7, 0]],
    ["by both", () => ({ statuses: ["CANCELLED"], paymentStatuses: ["VOIDED"] }), [7]],
    ["by when", () => ({ placedFrom: placed[2]!.placedAt, placedBefore: placed[4]!.placedAt }), [3, 2]],
    ["by number", () => ({ number: placed[5]!.number.toLowerCase() }), [5]],
    ["by e-mail address", () => ({ email: " BUYER1@example.com" }), [7, 4, 1]],
    ["by an address that is none", () => ({ email: "buyer" }), []],
    ["by customer", () => ({ customerId: ada.userId }), [3, 2, 1, 0]],
    ["by a customer that is none", () => ({ customerId: "ada" }), []],
    ["by SKU", () => ({ sku: "MUG", placedFrom: placed[2]!.placedAt }), [7, 5, 3]],
    ["by variant", () => ({ variantId: "variant of TEA" }), [6, 4, 2, 0]],
    ["by total", () => ({ totalFrom: usd(2_640), totalTo: usd(3_710) }), [6, 5, 2, 1]],
    ["by a total in another currency", () => ({ totalFrom: { amount: 1, currency: "EUR" } }), []],
    ["by what waits for staff", () => ({ needsAttention: true }), []],
  ])("%s", async (_, filter, expected) => {
    expect(await list(filter())).toEqual(expected);
    expect(await list(filter(), "OLDEST")).toEqual(expected.toReversed());
  });

  test("by all of it at once, with one statement", async () => {
    const filter = {
      ...{ statuses: ["CONFIRMED"], paymentStatuses: ["CAPTURED"], placedFrom: placed[0]!.placedAt },
      ...{
        email: "buyer2@example.com",
        customerId: ada.userId,
        sku: "TEA",
        totalTo: usd(99_999),
        needsAttention: false,
      },
    };
    const { result, statements } = await countStatements(() => list(filter));
    expect(result).toEqual([2]);
    expect(statements).toHaveLength(1);
  });

  test.each([
    { statuses: [] },
    { status: "PLACED", statuses: ["PLACED"] },
    { totalFrom: usd(1), totalTo: { amount: 2, currency: "EUR" } },
  ])("by %j is bad input", async (filter) => {
    const request = requestOf(query, { filter, first: 1 }, staff, world.signingKey);
    expect((await world.transport.execute(request)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

test("A customer's own list is narrowed and sorted likewise", async () => {
  const mine = `query($r: [_Any!]!, $filter: OrderHistoryFilter, $sort: OrderSort) {
    _entities(representations: $r) { ... on User { orders(filter: $filter, sort: $sort) { edges { node { id } } } } } }`;
  const find = async (filter: object, sort = "NEWEST") => {
    const [user] = await world.ask(mine, { r: [{ __typename: "User", id: ada.userId }], filter, sort }, ada);
    return user.orders.edges.map(({ node }: Answer) => placed.findIndex(({ id }) => id === node.id));
  };
  expect(await find({})).toEqual([3, 2, 1, 0]);
  expect(await find({ statuses: ["CONFIRMED"] }, "OLDEST")).toEqual([1, 2, 3]);
  expect(await find({ placedFrom: placed[1]!.placedAt, variantId: "variant of MUG" })).toEqual([3, 1]);
});
