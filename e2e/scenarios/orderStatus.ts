import { expect, test } from "@jest/globals";
import type { ExecutionResult } from "graphql";
import type { GraphClient } from "../src/client.ts";
import { scenario } from "../src/scenario.ts";
import { confirmedOrder, customer, guest, product, staff, unique } from "../src/world.ts";

interface Change {
  readonly sequence: number;
  readonly status: string;
}
const changeOf = (result: ExecutionResult) => {
  expect(result.errors).toBeUndefined();
  return result.data?.orderStatusChanged as Change & {
    order: { lines: { variant: { sku: string; product: { title: string } } }[] };
  };
};

/** Reads changes until the server ends the stream, or so many were read. */
async function read(client: GraphClient, variables: object, most = Number.POSITIVE_INFINITY): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const result of client.subscribe("OrderStatus", variables as Record<string, unknown>)) {
    changes.push(changeOf(result));
    if (changes.length === most) break;
  }
  return changes;
}

export const orderStatus = scenario("the live status of an order", (platform) => {
  test("comes in order with the lines' products, and ends with the delivery", async () => {
    const teapot = await product(platform(), { onHand: 1 });
    const shopper = guest(platform());
    const order = await confirmedOrder(shopper, teapot.variantId);
    const stream = shopper.subscribe("OrderStatus", { orderId: order.id, after: 0 });
    const first = changeOf((await stream.next()).value);
    expect(first).toMatchObject({ sequence: 1, status: "PLACED" });
    expect(first.order.lines[0]?.variant).toEqual({ sku: teapot.sku, product: { title: `Teapot ${teapot.sku}` } });

    const processor = await staff(platform(), "orders");
    const { fulfilment } = await processor.ask("FulfilOrder", {
      input: { idempotencyKey: unique(), orderId: order.id },
    });
    await processor.ask("MarkDelivered", { input: { idempotencyKey: unique(), fulfilmentId: fulfilment.id } });
    const rest: string[] = [];
    for await (const result of stream) rest.push(changeOf(result).status);
    expect(rest).toEqual(["CONFIRMED", "SHIPPED", "DELIVERED"]);
  });

  test("resumed with `after` misses nothing and shows nothing twice", async () => {
    const teapot = await product(platform(), { onHand: 2 });
    const shopper = guest(platform());
    const order = await confirmedOrder(shopper, teapot.variantId, 2);
    const before = await read(shopper, { orderId: order.id, after: 0 }, 2);

    // While nobody reads, the order goes on.
    const processor = await staff(platform(), "orders");
    const ship = (lines?: object[]) =>
      processor.ask("FulfilOrder", { input: { idempotencyKey: unique(), orderId: order.id, lines } });
    const first = await ship([{ lineId: order.lines[0].id, quantity: 1 }]);
    const resumed = read(shopper, { orderId: order.id, after: before.at(-1)?.sequence });
    const second = await ship();
    for (const { fulfilment } of [first, second]) {
      await processor.ask("MarkDelivered", { input: { idempotencyKey: unique(), fulfilmentId: fulfilment.id } });
    }
    const all = [...before, ...(await resumed)];
    expect(all.map((change) => change.sequence)).toEqual(all.map((_, index) => index + 1));
    expect(all.at(-1)?.status).toBe("DELIVERED");
  });

  test("is a customer's own", async () => {
    const teapot = await product(platform(), { onHand: 1 });
    const { client } = await customer(platform());
    const order = await confirmedOrder(client, teapot.variantId);
    const { client: stranger } = await customer(platform());
    for (const other of [stranger, guest(platform())]) {
      const results: ExecutionResult[] = [];
      try {
        for await (const result of other.subscribe("OrderStatus", { orderId: order.id, after: 0 }))
          results.push(result);
      } catch (refusal) {
        expect(refusal).toBeDefined();
      }
      expect(results.filter((result) => result.data?.orderStatusChanged)).toEqual([]);
    }
  });
});
