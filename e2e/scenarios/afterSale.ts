import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
import {
  available,
  cartWith,
  confirmedOrder,
  customer,
  guest,
  placement,
  product,
  staff,
  unique,
} from "../src/world.ts";

export const afterSale = scenario("after the sale", (platform) => {
  test("what arrived is sent back, put back into stock and paid back, and the history tells of it", async () => {
    const teapot = await product(platform(), { onHand: 2 });
    const shopper = guest(platform());
    const order = await confirmedOrder(shopper, teapot.variantId, 2);
    const processor = await staff(platform(), "orders");
    const lines = [{ lineId: order.lines[0].id, quantity: 2 }];
    const request = { idempotencyKey: unique(), orderId: order.id, lines, reason: "DOES_NOT_FIT" };
    expect(await shopper.ask("RequestReturn", { input: request })).toMatchObject({ __typename: "OrderNotReturnable" });

    const sent = await processor.ask("FulfilOrder", { input: { idempotencyKey: unique(), orderId: order.id } });
    await processor.ask("MarkDelivered", { input: { idempotencyKey: unique(), fulfilmentId: sent.fulfilment.id } });
    const { return: wanted } = await shopper.ask("RequestReturn", { input: request });
    expect((await shopper.ask("RequestReturn", { input: request })).return.id).toBe(wanted.id);
    const approved = await processor.ask("ApproveReturn", { input: { returnId: wanted.id } });
    expect(approved.return.status).toBe("APPROVED");

    const received = { idempotencyKey: unique(), returnId: wanted.id, lines: [{ ...lines[0], condition: "RESTOCK" }] };
    const [first, again] = await Promise.all([1, 2].map(() => processor.ask("ReceiveReturn", { input: received })));
    for (const answer of [first, again]) expect(answer.__typename).toBe("ReturnReceived");
    const settled = await processor.ask("ReceiveReturn", { input: received });
    expect(settled.return).toMatchObject({ status: "REFUNDED", order: { status: "RETURNED" } });
    expect(settled.return.order.refunded.amount).toBeGreaterThanOrEqual(2 * teapot.price);
    expect(await available(platform(), teapot.slug)).toBe(2);

    const { history, reservedUntil } = await shopper.ask("OrderHistory", { id: order.id });
    expect(reservedUntil).toBeNull();
    const told = history.edges.map(({ node }: { node: Record<string, unknown> }) => node);
    expect(
      told.filter(({ kind }: { kind: string }) => kind === "RETURN").map(({ state }: { state: string }) => state),
    ).toEqual(["REQUESTED", "APPROVED", "RECEIVED", "REFUNDED"]);
    expect(told.findLast(({ kind }: { kind: string }) => kind === "STATUS").status).toBe("RETURNED");
  });

  test("a guest who registers makes their order their own by the cart that they have, once", async () => {
    const teapot = await product(platform(), { onHand: 1 });
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId);
    const { order } = await shopper.ask("PlaceOrder", { input: placement(cartId) });
    const [own, stranger] = [await customer(platform()), await customer(platform())];

    // Who only knows the id learns nothing by claiming it, and keeps nobody else from it.
    const byId = await stranger.client.ask("ClaimOrder", { input: { orderId: order.id } });
    expect(byId).toMatchObject({ __typename: "OrderClaimed", order: { shippingAddress: null } });
    const byCart = await own.client.ask("ClaimOrder", { input: { orderId: order.id, cartId } });
    expect(byCart.order.shippingAddress.fullName).toBe("Ada Lovelace");

    expect((await own.client.ask("Me")).orders.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([
      order.id,
    ]);
    expect((await stranger.client.ask("Me")).orders.edges).toEqual([]);
    for (const other of [stranger.client, shopper]) expect(await other.ask("Order", { id: order.id })).toBeNull();
  });
});
