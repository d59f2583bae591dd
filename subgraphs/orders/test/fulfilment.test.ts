import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fulfilOrderMutation, markDeliveredMutation, resumeOrderMutation } from "./world/operations.ts";
import { makeWorld, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.stop());

/** A confirmed order of 3 and 2 pieces of two SKUs that nobody else buys. */
async function confirmed() {
  const [first, second] = [randomUUID(), randomUUID()];
  world.inventory.setStock(first, 3);
  world.inventory.setStock(second, 2);
  const { order } = await world.place(placement(world.carts.newCart({ [first]: 3, [second]: 2 })));
  return { id: order.id as string, lines: order.lines as { id: string }[], skus: [first, second] as const };
}
const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });
const fulfil = (orderId: string, input = {}) => world.ask(fulfilOrderMutation, keyed({ orderId, ...input }), staff);
const deliver = (fulfilmentId: string, input = {}) =>
  world.ask(markDeliveredMutation, keyed({ fulfilmentId, ...input }), staff);
const statuses = async (id: string) =>
  (await world.order(id, staff)).timeline.map(({ status }: { status: string }) => status);

describe("sending an order", () => {
  test("as a whole takes its goods out of stock and says so", async () => {
    const { id, skus } = await confirmed();
    const sent = await fulfil(id, { carrier: "DHL", trackingNumber: "00340434161094042557" });
    expect(sent).toMatchObject({
      __typename: "OrderFulfilled",
      order: { status: "SHIPPED" },
      fulfilment: { status: "SHIPPED", carrier: "DHL", trackingNumber: "00340434161094042557" },
    });
    expect(world.inventory.stockOf(skus[0])).toEqual({ onHand: 0, reserved: 0 });
    expect((await world.order(id)).fulfilments).toEqual([sent.fulfilment]);
  });

  test("in parcels is told parcel by parcel, and ends when all have arrived", async () => {
    const { id, lines } = await confirmed();
    const first = await fulfil(id, { lines: [{ lineId: lines[0]!.id, quantity: 1 }] });
    expect(first.order.status).toBe("PARTIALLY_SHIPPED");
    const second = await fulfil(id, { lines: [{ lineId: lines[1]!.id, quantity: 2 }] });
    const third = await fulfil(id);
    expect(third.fulfilment.lines).toEqual([{ line: { id: lines[0]!.id }, quantity: 2 }]);

    expect((await deliver(first.fulfilment.id)).order.status).toBe("SHIPPED");
    expect((await deliver(second.fulfilment.id)).order.status).toBe("SHIPPED");
    expect(await deliver(third.fulfilment.id)).toMatchObject({
      __typename: "FulfilmentDelivered",
      order: { status: "DELIVERED" },
      fulfilment: { status: "DELIVERED" },
    });
    expect(await statuses(id)).toEqual([
      "PLACED",
      "CONFIRMED",
      "PARTIALLY_SHIPPED",
      "PARTIALLY_SHIPPED",
      "SHIPPED",
      "DELIVERED",
    ]);
    const events = await world.database.query<{ type: string }>(
      "test.types",
      "SELECT type FROM outbox WHERE subject = $1 ORDER BY subject_version",
      [id],
    );
    expect(events.map(({ type }) => type.replace("order.", ""))).toEqual([
      "placed",
      "confirmed",
      "shipped",
      "shipped",
      "shipped",
      "delivered",
    ]);
  });

  test("once or often with one key makes one parcel; keys at once never send a piece twice", async () => {
    const { id, lines, skus } = await confirmed();
    const input = { idempotencyKey: randomUUID(), lines: [{ lineId: lines[0]!.id, quantity: 2 }] };
    const same = await Promise.all([fulfil(id, input), fulfil(id, input), fulfil(id, input)]);
    expect(new Set(same.map(({ fulfilment }) => fulfilment.id)).size).toBe(1);
    expect(await fulfil(id, { ...input, carrier: "UPS" })).toMatchObject({ __typename: "IdempotencyKeyReused" });

    const wanted = { lines: [{ lineId: lines[1]!.id, quantity: 2 }] };
    const rivals = await Promise.all([fulfil(id, wanted), fulfil(id, wanted)]);
    expect(rivals.map(({ __typename }) => __typename).sort()).toEqual(["InvalidInput", "OrderFulfilled"]);
    expect(world.inventory.stockOf(skus[0]).onHand).toBe(1);
    expect(world.inventory.stockOf(skus[1]).onHand).toBe(0);
  });

  test("warehouse by warehouse sends from each what lies there", async () => {
    const { id, lines, skus } = await confirmed();
    world.inventory.setStock(skus[0], 3, "east");
    world.inventory.setStock(skus[1], 2, "west");
    const east = await fulfil(id, { warehouseId: "east" });
    expect(east).toMatchObject({ order: { status: "PARTIALLY_SHIPPED" }, fulfilment: { status: "SHIPPED" } });
    expect(east.fulfilment.lines).toEqual([{ line: { id: lines[0]!.id }, quantity: 3 }]);
    expect(await fulfil(id, { warehouseId: "east" })).toMatchObject({ __typename: "OrderNotFulfillable" });
    const west = await fulfil(id, { warehouseId: "west" });
    expect(west).toMatchObject({ order: { status: "SHIPPED" }, fulfilment: { lines: [{ quantity: 2 }] } });
    const query = `query($id: ID!) { order(id: $id) { fulfilments { warehouse { id } } } }`;
    const seen = async (asker = {}) => (await world.ask(query, { id }, asker)).fulfilments;
    expect(await seen(staff)).toEqual([{ warehouse: { id: "east" } }, { warehouse: { id: "west" } }]);
  });

  test("from a warehouse that has not all of it is refused, and leaves all of it to send", async () => {
    const { id, lines, skus } = await confirmed();
    world.inventory.setStock(skus[0], 3, "east");
    const input = { idempotencyKey: randomUUID(), warehouseId: "west", lines: [{ lineId: lines[0]!.id, quantity: 3 }] };
    const refused = await fulfil(id, input);
    expect(refused).toMatchObject({
      __typename: "OrderNotFulfillable",
      message: expect.stringContaining("0 of 3 of"),
      path: ["warehouseId"],
    });
    expect((await world.order(id)).fulfilments).toEqual([]);
    expect(await statuses(id)).toEqual(["PLACED", "CONFIRMED"]);
    expect(await fulfil(id, input)).toMatchObject({ __typename: "OrderNotFulfillable" });
    expect(await fulfil(id)).toMatchObject({ order: { status: "SHIPPED" } });
  });

  test("whose refusal was lost on its way is taken back by a job", async () => {
    const { id, lines, skus } = await confirmed();
    world.inventory.setStock(skus[0], 3, "east");
    world.inventory.fail("FulfilStock", "answer-lost");
    const wanted = { warehouseId: "west", lines: [{ lineId: lines[0]!.id, quantity: 3 }] };
    expect(await fulfil(id, wanted)).toMatchObject({ fulfilment: { status: "PENDING" } });
    world.inventory.heal();
    await eventually(async () => {
      await world.hurry();
      expect((await world.order(id)).fulfilments).toEqual([]);
    });
    expect(await fulfil(id)).toMatchObject({ order: { status: "SHIPPED" } });
  });

  test("while inventory is away leaves the parcel PENDING, and a job sends it", async () => {
    const { id } = await confirmed();
    world.inventory.fail("FulfilStock", "answer-lost");
    expect(await fulfil(id)).toMatchObject({ order: { status: "CONFIRMED" }, fulfilment: { status: "PENDING" } });
    const [pending] = (await world.order(id)).fulfilments;
    expect(await deliver(pending.id)).toMatchObject({ __typename: "FulfilmentNotShipped" });
    world.inventory.heal();
    await world.until(id, "SHIPPED");
    expect((await world.order(id)).fulfilments).toMatchObject([{ status: "SHIPPED" }]);
  });

  test("that fails again and again is left to staff, who take it up again", async () => {
    const { id } = await confirmed();
    world.inventory.fail("FulfilStock", "unreachable");
    await fulfil(id);
    await world.database.query(
      "test.tired",
      `UPDATE orders_jobs.job SET data = data || '{"attempt": 29}' WHERE name = 'fulfilment'`,
    );
    const attention = `query($id: ID!) { order(id: $id) { attention { reason } } }`;
    await eventually(async () => {
      await world.hurry();
      expect((await world.ask(attention, { id }, staff)).attention.reason).toMatch("fulfilment");
    });
    world.inventory.heal();
    expect(await world.ask(resumeOrderMutation, { input: { orderId: id } }, staff)).toMatchObject({
      order: { attention: null },
    });
    await world.until(id, "SHIPPED");
  });

  test.each([
    ["a line of another order", [{ lineId: randomUUID(), quantity: 1 }], ["lines", "0", "lineId"]],
    ["a line id of another form", [{ lineId: "1", quantity: 1 }], ["lines", "0", "lineId"]],
    ["no lines", [], ["lines"]],
  ])("with %s is invalid", async (_, lines, path) => {
    const { id } = await confirmed();
    expect(await fulfil(id, { lines })).toMatchObject({ __typename: "InvalidInput", path });
  });

  test.each([0, -1, 4, 1_000_000_000])("with %d of 3 pieces is invalid", async (quantity) => {
    const { id, lines } = await confirmed();
    const answer = await fulfil(id, { lines: [{ lineId: lines[0]!.id, quantity }] });
    expect(answer).toMatchObject({ __typename: "InvalidInput", path: ["lines", "0", "quantity"] });
  });

  test("that is not confirmed, sent already or not there is refused", async () => {
    const { id } = await confirmed();
    await fulfil(id);
    expect(await fulfil(id)).toMatchObject({ __typename: "OrderNotFulfillable" });
    expect(await fulfil("nonsense")).toMatchObject({ __typename: "OrderNotFound" });
    expect(await deliver("nonsense")).toMatchObject({ __typename: "FulfilmentNotFound" });
    const cancelled = await confirmed();
    await world.cancel(cancelled.id);
    expect(await fulfil(cancelled.id)).toMatchObject({ __typename: "OrderNotFulfillable" });
  });
});
