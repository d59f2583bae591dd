import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import type { GraphClient } from "../src/client.ts";
import { scenario } from "../src/scenario.ts";
import { confirmedOrder, customer, guest, product, staff } from "../src/world.ts";

interface Line {
  readonly account: string;
  readonly amount: { readonly amount: number; readonly currency: string };
}

/** What the ledger has of a payment, by account. */
async function accountsOf(client: GraphClient, paymentId: string): Promise<Readonly<Record<string, number>>> {
  const { edges } = await client.ask("LedgerEntries", { paymentId });
  const lines: Line[] = edges.flatMap(({ node }: { node: { postings: Line[] } }) => node.postings);
  const sums: Record<string, number> = {};
  for (const { account, amount } of lines) sums[account] = (sums[account] ?? 0) + amount.amount;
  return sums;
}

export const ledger = scenario("the ledger", (platform) => {
  test("says what an order has paid and got back, and adds up to zero", async () => {
    const teapot = await product(platform(), { onHand: 5 });
    const { client: owner } = await customer(platform());
    const { id, total } = await confirmedOrder(owner, teapot.variantId, 2);
    const clerk = await staff(platform(), "orders");
    const refunded = await clerk.ask("RefundOrder", {
      input: {
        idempotencyKey: randomUUID(),
        orderId: id,
        amount: { amount: 500, currency: "USD" },
        reason: "a dent",
        restock: false,
      },
    });
    expect(refunded.__typename).toBe("OrderRefunded");

    const { payments } = await owner.ask("OrderPayments", { id });
    expect(payments).toMatchObject([
      { supplementId: null, status: "PARTIALLY_REFUNDED", captured: total, refunded: { amount: 500 } },
    ]);
    const accounts = await accountsOf(clerk, payments[0].id);
    expect(accounts).toEqual({
      ...{ HOLDS: 0, HOLDS_OF_CUSTOMERS: 0, REFUNDS: 500 },
      ...{ PROVIDER_BALANCE: total.amount - 500, CUSTOMER_PAYMENTS: -total.amount },
    });

    const balances: { balance: Line["amount"] }[] = await clerk.ask("LedgerBalances");
    const sums = Map.groupBy(balances, ({ balance }) => balance.currency);
    expect(sums.size).toBeGreaterThan(0);
    for (const each of sums.values()) expect(each.reduce((sum, { balance }) => sum + balance.amount, 0)).toBe(0);
  });

  test("is for staff, and an order's payments are for who pays", async () => {
    const teapot = await product(platform(), { onHand: 5 });
    const { client: owner } = await customer(platform());
    const { id } = await confirmedOrder(owner, teapot.variantId);
    expect((await (await staff(platform(), "orders")).ask("OrderPayments", { id })).payments).toHaveLength(1);
    expect(await guest(platform()).ask("OrderPayments", { id })).toBeNull();
    for (const query of ["LedgerBalances", "LedgerEntries", "ReconciliationDifferences"]) {
      const { errors } = await owner.send(query);
      expect(errors[0]?.extensions?.code).toBe("FORBIDDEN");
    }
  });
});
