import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type Answer, checkStock, staff, startWorld, type World } from "./world.ts";

let world: World;
let main: string;
let east: string;
beforeAll(async () => {
  world = await startWorld();
  main = (await world.ask("Warehouses", {}, staff))[0].id;
  east = await world.warehouse("EAST", "DE");
});
afterEach(() => checkStock(world.database));
afterAll(() => world.close());

const send = (lines: object[], changes: object = {}) =>
  world.mutate(
    "CreateStockTransfer",
    { idempotencyKey: randomUUID(), fromWarehouseId: main, toWarehouseId: east, lines, ...changes },
    staff,
  );
const receive = (transferId: string, changes: object = {}) =>
  world.mutate("ReceiveStockTransfer", { idempotencyKey: randomUUID(), transferId, ...changes }, staff);
const at = async (sku: string, warehouseId: string): Promise<Answer> => {
  const item = await world.ask("StockItem", { sku, warehouseId }, staff);
  return item && { onHand: item.onHand, inTransit: item.inTransit };
};

describe("a transfer", () => {
  it("leaves one warehouse at once, is under way, and is on hand in the other when it was received", async () => {
    const sku = await world.stocked(5);
    const { transfer } = await send([{ sku, quantity: 3 }], { note: "For the sale" });
    expect(transfer).toMatchObject({
      ...{ status: "IN_TRANSIT", from: { code: "MAIN" }, to: { code: "EAST" }, receivedAt: null },
      lines: [{ sku, quantity: 3, received: 0, missing: 0 }],
    });
    expect(await at(sku, main)).toEqual({ onHand: 2, inTransit: 0 });
    expect(await at(sku, east)).toBeNull();
    expect(await world.ask("StockForSkus", { skus: [sku] }, { service: "carts" })).toEqual([{ sku, available: 2 }]);

    const received = await receive(transfer.id);
    expect(received.transfer).toMatchObject({ status: "RECEIVED", lines: [{ received: 3 }] });
    expect(received.transfer.receivedAt).not.toBeNull();
    expect(await at(sku, east)).toEqual({ onHand: 3, inTransit: 0 });
    const { edges } = await world.ask("StockMovements", { sku, first: 2 }, staff);
    expect(edges.map(({ node }: Answer) => [node.kind, node.onHand, node.reference])).toEqual([
      ["TRANSFER_IN", 3, transfer.id],
      ["TRANSFER_OUT", -3, transfer.id],
    ]);
  });

  it("comes by parts, and what does not come in the end is missing", async () => {
    const [one, two] = [await world.stocked(5), await world.stocked(5)];
    await world.put(one, east, 0);
    const { transfer } = await send([
      { sku: one, quantity: 4 },
      { sku: two, quantity: 2 },
    ]);
    const part = await receive(transfer.id, { lines: [{ sku: one, quantity: 1 }] });
    expect(part.transfer.status).toBe("IN_TRANSIT");
    expect(await at(one, east)).toEqual({ onHand: 1, inTransit: 3 });
    const end = await receive(transfer.id, { lines: [{ sku: one, quantity: 2 }], isFinal: true });
    expect(end.transfer).toMatchObject({ status: "RECEIVED" });
    expect(end.transfer.lines.map(({ received, missing }: Answer) => [received, missing]).toSorted()).toEqual([
      [0, 2],
      [3, 1],
    ]);
    expect(await at(one, east)).toEqual({ onHand: 3, inTransit: 0 });
    expect(await receive(transfer.id)).toMatchObject({ __typename: "StockTransferNotUnderWay" });
  });

  it("acts once for a key, both ways, however often and at once it is sent", async () => {
    const sku = await world.stocked(9);
    const key = { idempotencyKey: randomUUID() };
    const sent = await Promise.all([1, 2, 3].map(() => send([{ sku, quantity: 2 }], key)));
    const [id, ...others] = [...new Set(sent.map(({ transfer }) => transfer.id))];
    expect(others).toEqual([]);
    expect(await send([{ sku, quantity: 3 }], key)).toMatchObject({ __typename: "IdempotencyKeyReused" });
    const part = { ...key, lines: [{ sku, quantity: 1 }] };
    await Promise.all([1, 2, 3].map(() => receive(id, part)));
    expect(await at(sku, main)).toEqual({ onHand: 7, inTransit: 0 });
    expect(await at(sku, east)).toEqual({ onHand: 1, inTransit: 1 });
  });

  it("received by several at once comes once", async () => {
    const sku = await world.stocked(9);
    const { transfer } = await send([{ sku, quantity: 4 }]);
    const answers = await Promise.all([1, 2, 3, 4].map(() => receive(transfer.id)));
    expect(answers.filter(({ __typename }) => __typename === "StockTransferReceived")).toHaveLength(1);
    expect(await at(sku, east)).toEqual({ onHand: 4, inTransit: 0 });
  });

  it("takes no unit that is promised to an order; every line or none", async () => {
    const [plenty, few] = [await world.stocked(9), await world.stocked(5)];
    await world.reserve([{ sku: few, quantity: 4 }]);
    const lines = [
      { sku: plenty, quantity: 1 },
      { sku: few, quantity: 2 },
    ];
    expect(await send(lines)).toMatchObject({
      __typename: "StockTooFew",
      path: ["lines"],
      shortages: [{ sku: few, requested: 2, available: 1 }],
    });
    expect(await at(plenty, main)).toEqual({ onHand: 9, inTransit: 0 });
  });

  it.each([
    [["lines"], { lines: [] }],
    [["lines", "0", "quantity"], { lines: [{ sku: "A", quantity: 0 }] }],
    [["lines", "1", "sku"], { lines: [1, 2].map((quantity) => ({ sku: "A", quantity })) }],
    [["idempotencyKey"], { idempotencyKey: "" }],
  ])("is refused with wrong input at %j", async (path, changes) => {
    expect(await send([{ sku: "A", quantity: 1 }], changes)).toMatchObject({ __typename: "InvalidInput", path });
  });

  it("knows its warehouses, its SKUs and itself", async () => {
    const sku = await world.stocked(5);
    const lines = [{ sku, quantity: 1 }];
    expect(await send(lines, { toWarehouseId: main })).toMatchObject({ path: ["toWarehouseId"] });
    expect(await send(lines, { toWarehouseId: randomUUID() })).toMatchObject({ __typename: "WarehouseNotFound" });
    expect(await send([{ sku: await world.stocked(null), quantity: 1 }])).toMatchObject({ __typename: "InvalidInput" });
    expect(await receive(randomUUID())).toMatchObject({ __typename: "StockTransferNotFound" });
    const { transfer } = await send(lines);
    for (const wrong of [
      { sku, quantity: 2 },
      { sku: "other", quantity: 1 },
    ]) {
      expect(await receive(transfer.id, { lines: [wrong] })).toMatchObject({ __typename: "InvalidInput" });
    }
  });

  it("is found again, and in a list by pages", async () => {
    const sku = await world.stocked(9);
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.unshift((await send([{ sku, quantity: 1 }])).transfer.id);
    expect(await world.ask("StockTransfer", { id: ids[0] }, staff)).toMatchObject({ id: ids[0] });
    for (const id of [randomUUID(), "x"]) expect(await world.ask("StockTransfer", { id }, staff)).toBeNull();
    const page = (after?: string) => world.ask("StockTransfers", { status: "IN_TRANSIT", first: 2, after }, staff);
    const { result: first, statements } = await countStatements(() => page());
    expect(statements).toHaveLength(1);
    const second = await page(first.edges[1].cursor);
    expect([...first.edges, ...second.edges].map(({ node }: Answer) => node.id).slice(0, 3)).toEqual(ids);
    expect(first.pageInfo.hasNextPage).toBe(true);
  });
});
