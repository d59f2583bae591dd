import { randomUUID } from "node:crypto";
import { type Money, money } from "@angidi/money";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { authorisation, checkBooks, eventsOf, staff, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => checkBooks(world.database));
afterAll(() => world.close());

const refund = (orderId: string, amount: Money) =>
  world.ask("RefundPayment", { input: { orderId, refundId: randomUUID(), amount, reason: "a test" } });

// With no decimals, with three, with four, with two.
describe.each(["JPY", "KWD", "CLF", "EUR"])("a payment in %s", (currency) => {
  it.each([1, 999, 1_001, 12_345_678_901, Number.MAX_SAFE_INTEGER])(
    "is held, taken and given back to the last of its %i minor units",
    async (units) => {
      const input = authorisation({ amount: money(units, currency) });
      const { paymentId } = await world.authorise(input);
      expect(await world.capture(input.orderId)).toMatchObject({ status: "CAPTURED", captured: units });
      const most = money(units, currency);
      if (units < Number.MAX_SAFE_INTEGER) {
        const more = await refund(input.orderId, money(units + 1, currency));
        expect(more).toMatchObject({ declineCode: "refund_exceeds_captured", refunded: 0 });
      }
      expect(await refund(input.orderId, most)).toMatchObject({ status: "REFUNDED", refunded: units });

      expect(await world.ask("Payment", { id: paymentId }, staff)).toMatchObject({
        ...{ amount: most, captured: most, refunded: most },
      });
      expect(await eventsOf(world.database, paymentId)).toMatchObject([
        { type: "payment.completed", data: { amount: units, currency } },
        { type: "payment.refunded", data: { amount: units, currency } },
      ]);
      const { edges } = await world.ask("LedgerEntries", { paymentId }, staff);
      const sums = edges.map(({ node }: { node: { postings: { amount: Money }[] } }) =>
        node.postings.reduce((sum, { amount }) => sum + amount.amount, 0),
      );
      expect(sums).toEqual([0, 0, 0]);
    },
  );

  it("gives nothing back in another currency", async () => {
    const input = authorisation({ amount: money(500, currency) });
    await world.authorise(input);
    await world.capture(input.orderId);
    const other = { orderId: input.orderId, refundId: randomUUID(), amount: money(500, "USD"), reason: "a test" };
    expect(await world.refusals("RefundPayment", { input: other })).toEqual(["BAD_USER_INPUT"]);
  });

  it("knows no parts of a minor unit", async () => {
    const input = authorisation({ amount: { amount: 0.5, currency } });
    expect(await world.refusals("AuthorisePayment", { input })).toEqual(["BAD_USER_INPUT"]);
  });
});
