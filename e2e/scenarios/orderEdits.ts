import { randomUUID } from "node:crypto";
import { auditPlatform } from "@angidi/local";
import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import type { GraphClient } from "../src/client.ts";
import { scenario } from "../src/scenario.ts";
import { available, cartWith, confirmedOrder, customer, placement, product, staff, unique } from "../src/world.ts";

const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });
const paid = (paymentMethod: string) => ({ payment: { provider: "TEST", paymentMethod } });

/** What was taken and not given back, over all payments of an order, is what the order says. */
async function expectAgreement(client: GraphClient, id: string): Promise<void> {
  await eventually(
    async () => {
      const { total, refunded, payments } = await client.ask("OrderRevisions", { id });
      const held = payments.reduce(
        (sum: number, payment: { captured: { amount: number } | null; refunded: { amount: number } | null }) =>
          sum + (payment.captured?.amount ?? 0) - (payment.refunded?.amount ?? 0),
        0,
      );
      expect(held).toBe(total.amount - refunded.amount);
    },
    { timeout: 20_000 },
  );
}

export const orderEdits = scenario("an order that is edited and cancelled in part", (platform) => {
  test("costs what its preview said, and stock and payments agree after each change", async () => {
    const teapot = await product(platform(), { onHand: 5 });
    const cup = await product(platform(), { onHand: 5, price: 899 });
    const { client } = await customer(platform());
    const order = await confirmedOrder(client, teapot.variantId, 3);
    const orderId = order.id;

    const more = { orderId, add: [{ variantId: cup.variantId, quantity: 2 }] };
    const quote = await client.ask("OrderEditQuote", { input: more });
    expect(quote).toMatchObject({ __typename: "OrderEditQuote", back: { amount: 0 } });
    const agreed = { ...more, expectedTotal: quote.total };
    expect(await client.ask("EditOrder", keyed(agreed))).toMatchObject({ __typename: "OrderEditNotPaid" });
    const declined = await client.ask("EditOrder", keyed({ ...agreed, ...paid("pm_card_visa_chargeDeclined") }));
    expect(declined).toMatchObject({ __typename: "PaymentDeclined" });
    expect(await available(platform(), cup.slug)).toBe(5);

    const edited = await client.ask("EditOrder", keyed({ ...agreed, ...paid("pm_card_visa") }));
    expect(edited).toMatchObject({
      __typename: "OrderEdited",
      order: { total: quote.total },
      edit: { status: "APPLIED" },
    });
    expect([await available(platform(), teapot.slug), await available(platform(), cup.slug)]).toEqual([2, 3]);
    await expectAgreement(client, orderId);

    const [teapots, cups] = edited.order.lines as { id: string }[];
    const partly = await client.ask(
      "CancelOrderLines",
      keyed({ orderId, reason: "One is enough", lines: [{ lineId: cups!.id, quantity: 1 }] }),
    );
    expect(partly).toMatchObject({ __typename: "OrderLinesCancelled", order: { status: "CONFIRMED" } });
    expect(partly.refund.amount).toBeGreaterThanOrEqual(899);
    expect(await available(platform(), cup.slug)).toBe(4);

    const less = await client.ask("EditOrder", keyed({ orderId, lines: [{ lineId: teapots!.id, quantity: 1 }] }));
    expect(less).toMatchObject({ __typename: "OrderEdited", edit: { status: "APPLIED" } });
    await expectAgreement(client, orderId);
    expect(await available(platform(), teapot.slug)).toBe(4);
    expect((await client.ask("OrderRevisions", { id: orderId })).revisions).toHaveLength(3);

    const whole = await client.ask("CancelOrder", keyed({ orderId, reason: "Changed my mind" }));
    expect(whole).toMatchObject({
      __typename: "OrderCancelled",
      order: { status: "CANCELLED", paymentStatus: "REFUNDED" },
    });
    await expectAgreement(client, orderId);
    expect([await available(platform(), teapot.slug), await available(platform(), cup.slug)]).toEqual([5, 5]);
  });

  test("gives a code back whose minimum it does not reach any more, and the books of all agree", async () => {
    const teapot = await product(platform(), { onHand: 5, price: 2_000 });
    const code = `MIN-${unique()}`;
    const admin = await staff(platform(), "content");
    const saved = await admin.ask("MakePromotion", {
      input: {
        code,
        kind: "PERCENTAGE",
        percentage: 10,
        minimumQuantity: 3,
        scope: { productIds: [teapot.productId] },
      },
    });
    expect(saved).toMatchObject({ __typename: "PromotionSaved" });
    const uses = async () => {
      const { edges } = await admin.ask("UsesOfPromotions", { filter: { text: code } });
      return edges[0].node.usageCount;
    };
    const { client: shopper } = await customer(platform());
    const cartId = await cartWith(shopper, teapot.variantId, 4);
    expect((await shopper.ask("ApplyDiscountCode", { input: { cartId, code } })).__typename).toBe("CartChanged");
    const { order } = await shopper.ask("PlaceOrder", { input: placement(cartId) });
    expect([order.lines[0].total.amount, await uses()]).toEqual([7_200, 1]);

    const lessen = (quantity: number) =>
      shopper.ask("EditOrder", keyed({ orderId: order.id, lines: [{ lineId: order.lines[0].id, quantity }] }));
    const met = await lessen(3);
    expect([met.__typename, met.order.lines[0].total.amount, await uses()]).toEqual(["OrderEdited", 5_400, 1]);
    await expectAgreement(shopper, order.id);
    const missed = await lessen(2);
    expect([missed.__typename, missed.order.lines[0].total.amount, await uses()]).toEqual(["OrderEdited", 4_000, 0]);
    await expectAgreement(shopper, order.id);

    const found: string[] = [];
    await auditPlatform(platform().environment, ({ rule, subject, detail }) =>
      found.push(`${subject}: ${rule}; ${detail}`),
    );
    expect(found.filter((line) => line.includes(order.number) || line.includes(code))).toEqual([]);
  });

  test("waits for the shopper who has to confirm the difference, and nothing else begins meanwhile", async () => {
    const teapot = await product(platform(), { onHand: 3 });
    const { client } = await customer(platform());
    const { id: orderId } = await confirmedOrder(client, teapot.variantId);
    const more = {
      orderId,
      add: [{ variantId: teapot.variantId, quantity: 1 }],
      ...paid("pm_card_authenticationRequired"),
    };
    const waiting = await client.ask("EditOrder", keyed(more));
    expect(waiting).toMatchObject({ __typename: "OrderEditActionRequired", edit: { status: "REQUIRES_ACTION" } });
    const processor = await staff(platform(), "orders");
    expect(await processor.ask("FulfilOrder", keyed({ orderId }))).toMatchObject({ __typename: "OrderNotFulfillable" });

    const confirmed = { orderId, editId: waiting.edit.id, outcome: "SUCCEEDED" };
    await client.ask("CompletePaymentAction", { input: confirmed });
    await expectAgreement(client, orderId);
    expect(await processor.ask("FulfilOrder", keyed({ orderId }))).toMatchObject({ __typename: "OrderFulfilled" });
    expect(await available(platform(), teapot.slug)).toBe(1);
  });

  test("is called off by the shopper who waits, and told of by mail once it is done", async () => {
    const teapot = await product(platform(), { onHand: 3 });
    const { client } = await customer(platform());
    const { id: orderId } = await confirmedOrder(client, teapot.variantId);
    const more = { orderId, add: [{ variantId: teapot.variantId, quantity: 1 }] };
    const { edit } = await client.ask("EditOrder", keyed({ ...more, ...paid("pm_card_authenticationRequired") }));
    expect(await available(platform(), teapot.slug)).toBe(1);
    const calledOff = await client.ask("CancelOrderEdit", keyed({ orderId, editId: edit.id }));
    expect(calledOff).toMatchObject({ __typename: "OrderEditCancelled", edit: { status: "REFUSED" } });
    await eventually(async () => expect(await available(platform(), teapot.slug)).toBe(2), { timeout: 20_000 });
    await expectAgreement(client, orderId);

    expect(await client.ask("EditOrder", keyed({ ...more, ...paid("pm_card_visa") }))).toMatchObject({
      __typename: "OrderEdited",
    });
    const support = await staff(platform());
    await eventually(
      async () => {
        const { edges } = await support.ask("Notifications", { orderId });
        expect(edges.map(({ node }: { node: { template: string } }) => node.template)).toContain("ORDER_EDITED");
      },
      { timeout: 20_000 },
    );
  });
});
