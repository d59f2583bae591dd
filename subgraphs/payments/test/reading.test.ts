import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { authorisation, newOrderId, staff, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const usd = (amount: number) => ({ amount, currency: "USD" });

describe("a payment", () => {
  it("is shown to staff with all that happened, oldest first", async () => {
    const input = authorisation();
    const { paymentId: id } = await world.authorise(input);
    await world.capture(input.orderId);
    await world.refund(input.orderId, 400);
    const entry = (kind: string, status: string, amount = 1_000) => ({
      ...{ id: expect.any(String), kind, status, amount: usd(amount), declineCode: null },
      at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await world.ask("Payment", { id }, staff)).toEqual({
      ...{
        id,
        orderId: input.orderId,
        supplementId: null,
        status: "PARTIALLY_REFUNDED",
        provider: "TEST",
        declineCode: null,
      },
      ...{ amount: usd(1_000), captured: usd(1_000), refunded: usd(400) },
      transactions: [
        entry("AUTHORISATION", "REQUESTED"),
        entry("AUTHORISATION", "SUCCEEDED"),
        entry("CAPTURE", "REQUESTED"),
        entry("CAPTURE", "SUCCEEDED"),
        entry("REFUND", "REQUESTED", 400),
        entry("REFUND", "SUCCEEDED", 400),
      ],
    });
  });

  it("is shown to the customer who pays it, and to no other", async () => {
    const input = authorisation();
    const { paymentId: id } = await world.authorise(input);
    expect(await world.ask("Payment", { id }, { userId: input.buyerId })).toMatchObject({ id });
    expect(await world.ask("Payment", { id }, { userId: randomUUID() })).toBeNull();
    expect(await world.ask("Payment", { id }, { userId: randomUUID(), roles: ["CONTENT_MANAGER"] })).toBeNull();
    expect(await world.refusals("Payment", { id }, {})).toEqual(["UNAUTHENTICATED"]);
  });

  it("that was voided before it was authorised has no amounts", async () => {
    const { paymentId: id } = await world.void(newOrderId());
    expect(await world.ask("Payment", { id }, staff)).toMatchObject({
      ...{ status: "VOIDED", amount: null, captured: null, refunded: null, provider: null },
      transactions: [{ kind: "VOID", status: "SUCCEEDED", amount: null }],
    });
  });

  it.each(["not an id", randomUUID()])("is null for the id %s", async (id) => {
    expect(await world.ask("Payment", { id }, staff)).toBeNull();
  });

  it("is resolved for other subgraphs, many by one statement, each only for whom it may be seen", async () => {
    const [own, foreign] = [authorisation(), authorisation()];
    const ids: string[] = [];
    for (const input of [own, foreign]) ids.push((await world.authorise(input)).paymentId);
    const representations = [...ids, "not an id"].map((id) => ({ __typename: "Payment", id }));
    const { result, statements } = await countStatements(() =>
      world.ask("PaymentReferences", { representations }, { userId: own.buyerId }),
    );
    expect(result).toMatchObject([{ id: ids[0] }, null, null]);
    expect(statements).toHaveLength(1);
    expect(await world.ask("PaymentReferences", { representations }, {})).toEqual([null, null, null]);
    expect(await world.ask("PaymentReferences", { representations }, staff)).toMatchObject([{}, {}, null]);
  });
});
