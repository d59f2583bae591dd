import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { anOrder, confirmed, shipped, userEvent } from "./happenings.ts";
import { type Answer, editor, guest, newCustomer, staff, startWorld, support, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const nodesOf = (list: Answer): Answer[] => list.edges.map(({ node }: Answer) => node);
const inbox = async (as: { userId: string }, variables: object = {}) =>
  nodesOf(await world.ask("MyNotifications", variables, as));
const markRead = (id: string, as: { userId: string }) => world.send("MarkNotificationRead", { id }, as);

async function toldOf(customer: { userId: string }, happened = confirmed) {
  const order = anOrder({ customerId: customer.userId });
  await world.publish(happened(order));
  await world.settled();
  return order;
}

describe("staff", () => {
  test("read messages page by page, newest first, by one statement each", async () => {
    const order = anOrder();
    await world.publish(confirmed(order), shipped(order));
    const variables = { orderId: order.orderId, first: 1 };
    const { result: page, statements } = await countStatements(() => world.ask("AllNotifications", variables, support));
    expect(statements).toHaveLength(1);
    expect(nodesOf(page)).toMatchObject([{ template: "ORDER_SHIPPED" }]);
    const rest = await world.ask("AllNotifications", { ...variables, after: page.pageInfo.endCursor }, support);
    expect(nodesOf(rest)).toMatchObject([{ template: "ORDER_CONFIRMED" }]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  test("find nothing for an order that is not there", async () => {
    expect(nodesOf(await world.ask("Notifications", { orderId: "no-such-order" }, support))).toEqual([]);
  });

  test("are those with the right to: nobody else reads what was sent to whom", async () => {
    for (const caller of [guest, newCustomer(), editor]) {
      const { errors } = await world.execute("Notifications", { orderId: randomUUID() }, caller);
      expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    }
  });

  test("are told what is wrong with a page or a cursor", async () => {
    for (const page of [{ first: 0 }, { first: 101 }, { first: 5, after: "nonsense" }]) {
      const { errors } = await world.execute("AllNotifications", page, staff);
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
  });
});

describe("a customer", () => {
  test("reads in-app messages of their own, and nobody else's", async () => {
    const [ann, bob] = [newCustomer(), newCustomer()];
    await toldOf(ann);
    await toldOf(ann, shipped);
    await toldOf(bob);
    expect(await inbox(ann)).toMatchObject([
      { channel: "IN_APP", template: "ORDER_SHIPPED", status: "SENT", readAt: null },
      { channel: "IN_APP", template: "ORDER_CONFIRMED", status: "SENT", readAt: null },
    ]);
    const page = await world.ask("MyNotifications", { first: 1 }, ann);
    const rest = await world.ask("MyNotifications", { first: 1, after: page.pageInfo.endCursor }, ann);
    expect(nodesOf(rest)).toMatchObject([{ template: "ORDER_CONFIRMED" }]);
    expect(await inbox(bob)).toHaveLength(1);
  });

  test("marks them as read, once", async () => {
    const ann = newCustomer();
    await toldOf(ann);
    const [{ id }] = (await inbox(ann)) as [Answer];
    const readAt = world.clock.now.toISOString();
    expect(await markRead(id, ann)).toEqual({ __typename: "NotificationRead", notification: { id, readAt } });
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    expect(await markRead(id, ann)).toMatchObject({ notification: { readAt } });
    expect(await inbox(ann, { unreadOnly: true })).toEqual([]);
  });

  test("cannot mark what is not theirs, not in the app or not there", async () => {
    const [ann, bob] = [newCustomer(), newCustomer()];
    const order = await toldOf(ann);
    const { EMAIL, IN_APP } = await world.messagesOf(order.orderId);
    const refused = { __typename: "NotificationNotFound", path: ["id"] };
    expect(await markRead(IN_APP.id, bob)).toMatchObject(refused);
    expect(await markRead(EMAIL.id, ann)).toMatchObject(refused);
    expect(await markRead(randomUUID(), ann)).toMatchObject(refused);
    expect(await markRead("no id", ann)).toMatchObject(refused);
    expect((await world.messagesOf(order.orderId)).IN_APP).toMatchObject({ readAt: null });
  });

  test("does not see how sending went", async () => {
    const ann = newCustomer();
    await toldOf(ann);
    const { errors } = await world.execute("MyFailures", {}, ann);
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });
});

test("a guest has no inbox", async () => {
  await world.publish(userEvent(randomUUID()));
  const { errors } = await world.execute("MyNotifications", {}, guest);
  expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
});
