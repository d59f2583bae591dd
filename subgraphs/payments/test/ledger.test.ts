import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { migrate, openDatabase } from "@angidi/datastores";
import { money } from "@angidi/money";
import { emptyDatabase } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { audit } from "../src/audit.ts";
import { migrations, name } from "../src/subgraph.ts";
import { type Answer, authorisation, checkBooks, newOrderId, staff, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => checkBooks(world.database));
afterAll(() => world.close());

/** The entries of a payment, oldest first: kind, then each posting. */
async function entriesOf(paymentId: string): Promise<unknown[]> {
  const { edges } = await world.ask("LedgerEntries", { paymentId }, staff);
  const line = ({ account, amount }: Answer) => `${account} ${amount.amount} ${amount.currency}`;
  return edges.map(({ node }: Answer) => [node.kind, ...node.postings.map(line)]).reverse();
}

describe("the ledger", () => {
  it("writes down what is held, taken and given back, with the transaction that it tells of", async () => {
    const input = authorisation();
    const { paymentId } = await world.authorise(input);
    await world.capture(input.orderId);
    await world.refund(input.orderId, 300);
    await world.refund(input.orderId, 700);
    expect(await entriesOf(paymentId)).toEqual([
      ["AUTHORISATION", "HOLDS 1000 USD", "HOLDS_OF_CUSTOMERS -1000 USD"],
      [
        "CAPTURE",
        ...["HOLDS_OF_CUSTOMERS 1000 USD", "HOLDS -1000 USD"],
        ...["PROVIDER_BALANCE 1000 USD", "CUSTOMER_PAYMENTS -1000 USD"],
      ],
      ["REFUND", "REFUNDS 300 USD", "PROVIDER_BALANCE -300 USD"],
      ["REFUND", "REFUNDS 700 USD", "PROVIDER_BALANCE -700 USD"],
    ]);
    const { transactions } = await world.ask("Payment", { id: paymentId }, staff);
    const { edges } = await world.ask("LedgerEntries", { paymentId }, staff);
    const ids = new Set(transactions.map(({ id }: Answer) => id));
    for (const { node } of edges) expect(ids).toContain(node.id);
  });

  it("writes down that a hold was let go", async () => {
    const input = authorisation();
    const { paymentId } = await world.authorise(input);
    await world.void(input.orderId);
    expect(await entriesOf(paymentId)).toEqual([
      ["AUTHORISATION", "HOLDS 1000 USD", "HOLDS_OF_CUSTOMERS -1000 USD"],
      ["VOID", "HOLDS_OF_CUSTOMERS 1000 USD", "HOLDS -1000 USD"],
    ]);
  });

  it("says nothing of what moved no money: declined, waiting, voided before", async () => {
    for (const paymentMethod of ["pm_card_chargeDeclined", "pm_card_authenticationRequired"]) {
      const { paymentId } = await world.authorise({ paymentMethod });
      expect(await entriesOf(paymentId)).toEqual([]);
    }
    expect(await entriesOf((await world.void(newOrderId())).paymentId)).toEqual([]);
  });

  it("keeps an account for each currency, whatever its minor unit, and the sum of each currency is zero", async () => {
    for (const currency of ["JPY", "KWD", "CLF"]) {
      const input = authorisation({ amount: money(12_345, currency) });
      await world.authorise(input);
      await world.capture(input.orderId);
    }
    const balances: Answer[] = await world.ask("LedgerBalances", {}, staff);
    for (const currency of ["USD", "JPY", "KWD", "CLF"]) {
      const ofCurrency = balances.filter(({ balance }) => balance.currency === currency);
      expect(ofCurrency.length).toBeGreaterThan(0);
      expect(ofCurrency.reduce((sum, { balance }) => sum + balance.amount, 0)).toBe(0);
    }
    expect(balances).toContainEqual({
      ...{ account: "PROVIDER_BALANCE", provider: "TEST", balance: { amount: 12_345, currency: "KWD" } },
    });
  });

  it("is read by pages, newest first", async () => {
    const input = authorisation();
    const { paymentId } = await world.authorise(input);
    await world.capture(input.orderId);
    await world.refund(input.orderId, 1);
    const first = await world.ask("LedgerEntries", { paymentId, first: 2 }, staff);
    expect(first.edges.map(({ node }: Answer) => node.kind)).toEqual(["REFUND", "CAPTURE"]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const after = first.pageInfo.endCursor;
    const second = await world.ask("LedgerEntries", { paymentId, first: 2, after }, staff);
    expect(second.edges.map(({ node }: Answer) => node.kind)).toEqual(["AUTHORISATION"]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect((await world.ask("LedgerEntries", { paymentId: "no id" }, staff)).edges).toEqual([]);
    expect(await world.refusals("LedgerEntries", { first: 101 }, staff)).toEqual(["BAD_USER_INPUT"]);
  });

  it("is for staff who may read payments", async () => {
    for (const as of [{}, { userId: randomUUID() }, { userId: randomUUID(), roles: ["CONTENT_MANAGER"] as const }]) {
      for (const query of ["LedgerBalances", "LedgerEntries"]) {
        expect(await world.refusals(query, {}, as)).not.toEqual([]);
      }
    }
  });
});

describe("the database", () => {
  const entry = async () => {
    const { paymentId } = await world.authorise();
    return {
      id: randomUUID(),
      text: "INSERT INTO ledger_entries (id, payment_id, kind) VALUES ($1, $2, 'REFUND')",
      paymentId,
    };
  };

  it.each([
    ["more to one account than they take from another", { USD: 1 }],
    ["in one currency what they take in another", { USD: 10, JPY: -10 }],
  ])("refuses postings that give %s", async (_what, lines: Readonly<Record<string, number>>) => {
    const { id, text, paymentId } = await entry();
    await expect(
      world.database.transaction(async (transaction) => {
        await transaction.query("test.entry", text, [id, paymentId]);
        await transaction.query(
          "test.postings",
          `INSERT INTO ledger_postings (entry_id, line, account, provider, currency, amount)
           SELECT $1, row_number() OVER (), 'REFUNDS', 'TEST', currency, amount
           FROM unnest($2::text[], $3::bigint[]) AS line (currency, amount)`,
          [id, Object.keys(lines), Object.values(lines)],
        );
      }),
    ).rejects.toThrow(/do not add up to zero/);
  });

  it("refuses to change or delete what was written", async () => {
    await world.captured();
    for (const table of ["ledger_entries", "ledger_postings"]) {
      const remove = world.database.query(`test.delete.${table}`, `DELETE FROM ${table}`);
      await expect(remove).rejects.toThrow(/never changed or deleted/);
      const empty = world.database.query(`test.truncate.${table}`, `TRUNCATE ${table} CASCADE`);
      await expect(empty).rejects.toThrow(/never changed or deleted/);
    }
    const change = "UPDATE ledger_postings SET amount = amount + 1";
    await expect(world.database.query("test.change", change)).rejects.toThrow(/never changed or deleted/);
  });
});

describe("payments from before there was a ledger", () => {
  it("get opening entries by which all agrees", async () => {
    // A migration is known by its file and the folder around its folder.
    const root = mkdtempSync(join(tmpdir(), "angidi-migrations-"));
    const folder = join(root, name, "migrations");
    const { url, drop } = await emptyDatabase(name);
    try {
      for (const file of ["0001_payments.sql", "0002_test_provider.sql"]) {
        cpSync(new URL(`../migrations/${file}`, import.meta.url), join(folder, file));
      }
      await migrate({ url, schema: name, folders: [pathToFileURL(`${folder}/`)] });
      const database = openDatabase({ url, schema: name });
      try {
        await database.query("test.payments", oldPayments);
        await database.query("test.transactions", oldTransactions);
        await migrate({ url, schema: name, folders: migrations });
        expect(await audit(database)).toEqual([]);
        const balances = await database.query(
          "test.balances",
          "SELECT account, sum(amount)::int AS sum FROM ledger_postings GROUP BY account ORDER BY account",
        );
        expect(balances).toEqual([
          { account: "CUSTOMER_PAYMENTS", sum: -2_000 },
          { account: "HOLDS", sum: 1_000 },
          { account: "HOLDS_OF_CUSTOMERS", sum: -1_000 },
          { account: "PROVIDER_BALANCE", sum: 600 },
          { account: "REFUNDS", sum: 1_400 },
        ]);
      } finally {
        await database.close();
      }
    } finally {
      await drop();
      rmSync(root, { recursive: true });
    }
  });
});

const oldPayments = `
  INSERT INTO payments (id, order_id, buyer_id, provider, amount, currency, status, captured, refunded, version)
  SELECT gen_random_uuid(), status, gen_random_uuid(), 'TEST', 1000, 'USD', status, captured, refunded, version
  FROM (VALUES
    ('AUTHORIZED', 0, 0, 1), ('PARTIALLY_REFUNDED', 1000, 400, 2), ('REFUNDED', 1000, 1000, 2), ('FAILED', 0, 0, 1)
  ) AS old (status, captured, refunded, version)`;

const oldTransactions = `
  INSERT INTO payment_transactions (id, payment_id, sequence, kind, status, amount, refund_id)
  SELECT gen_random_uuid(), id, sequence, entry.kind,
         CASE WHEN payments.status = 'FAILED' THEN 'DECLINED' ELSE 'SUCCEEDED' END, entry.amount, entry.refund_id
  FROM payments, LATERAL (
    SELECT 1 AS sequence, CASE WHEN captured > 0 THEN 'CAPTURE' ELSE 'AUTHORISATION' END AS kind,
           payments.amount AS amount, NULL AS refund_id
    UNION ALL SELECT 2, 'REFUND', refunded, 'first' WHERE refunded > 0
  ) AS entry`;
