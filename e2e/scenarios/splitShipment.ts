import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
import { confirmedOrder, guest, product, staff, unique } from "../src/world.ts";

export const splitShipment = scenario("stock in several places, and some that has not come", (platform) => {
  test("an order over two warehouses and what is on its way is sent as it comes, and the ledger tells all of it", async () => {
    const teapot = await product(platform(), { onHand: 2 });
    const { sku } = teapot;
    const processor = await staff(platform(), "orders");
    const [main] = await processor.ask("Warehouses");
    const code = `E2E-${unique().toUpperCase()}`;
    const { warehouse: second } = await processor.ask("CreateWarehouse", {
      input: { code, name: "Second", countryCode: "DE" },
    });
    const transfer = await processor.ask("CreateStockTransfer", {
      input: {
        ...{ idempotencyKey: unique(), fromWarehouseId: main.id, toWarehouseId: second.id },
        lines: [{ sku, quantity: 1 }],
      },
    });
    await processor.ask("ReceiveStockTransfer", {
      input: { idempotencyKey: unique(), transferId: transfer.transfer.id },
    });
    await processor.ask("SetStockPolicy", { input: { sku, policy: "BACKORDER", limit: 5 } });

    const shopper = guest(platform());
    const order = await confirmedOrder(shopper, teapot.variantId, 3);
    expect(order.status).toBe("CONFIRMED");
    await eventually(async () => {
      const { variants } = await shopper.ask("AvailabilityOf", { slug: teapot.slug });
      expect(variants[0].availability).toMatchObject({ inStock: false, status: "BACKORDER" });
    });
    const { allocations } = await processor.ask("AllocationsOf", { orderId: order.id });
    expect(
      allocations.map(({ warehouse, held }: { warehouse: { code: string } | null; held: number }) => [
        warehouse?.code ?? null,
        held,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [main.code, 1],
        [code, 1],
        [null, 1],
      ]),
    );

    const send = (input: object = {}) =>
      processor.ask("FulfilOrder", { input: { idempotencyKey: unique(), orderId: order.id, ...input } });
    expect((await send({ warehouseId: second.id })).order.status).toBe("PARTIALLY_SHIPPED");
    expect((await send()).__typename).toBe("OrderNotFulfillable");
    await processor.ask("AdjustStock", {
      input: { idempotencyKey: unique(), sku, warehouseId: main.id, delta: 2, reason: "RECEIVED" },
    });
    expect((await send()).order.status).toBe("SHIPPED");

    const parcels = await processor.ask("AllocationsOf", { orderId: order.id });
    expect(parcels.fulfilments.map(({ warehouse }: { warehouse: { code: string } | null }) => warehouse?.code)).toEqual(
      [code, undefined],
    );
    const { edges } = await processor.ask("StockMovements", { sku });
    const sum = (of: "onHand" | "reserved") =>
      edges.reduce((total: number, { node }: { node: Record<string, number> }) => total + node[of]!, 0);
    expect([sum("onHand"), sum("reserved")]).toEqual([1, 0]);
  }, 90_000);
});
