import { randomUUID } from "node:crypto";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { STATEMENT_IN_FULL_CHANNEL, type StatementInFull } from "@angidi/datastores";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { distributionCommands, shardedTables, unshardedTables } from "../src/data/sharding.ts";
import { follow } from "./world/follow.ts";
import {
  addOrderNoteMutation,
  approveReturnMutation,
  cancelOrderEditMutation,
  claimOrderMutation,
  completePaymentActionMutation,
  editOrderMutation,
  fulfilOrderMutation,
  historyQuery,
  markDeliveredMutation,
  receiveReturnMutation,
  refundOrderMutation,
  requestReturnMutation,
  revisionsQuery,
} from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { shard, type Touched, touchedBy } from "./world/shards.ts";
import { makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
/** What each statement of all that was done touches, by its label. */
const touched = new Map<string, Touched>();

const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });

/** The life of orders, from placing to a return; what is done to them once each, and how they are read. */
async function live(): Promise<void> {
  const place = async (card = testCard.good) => {
    const cart = world.carts.newCart({ TEA: 3 }, { codes: ["TENTH"] });
    return { cart, ...(await world.place(placement(cart, paidBy(card)))) };
  };
  world.inventory.setStock("TEA", 1_000);
  world.carts.newCode("TENTH", 1_000);
  await place(testCard.declined);
  const { order: waiting } = await place(testCard.needsAction);
  await world.ask(completePaymentActionMutation, { input: { orderId: waiting.id, outcome: "SUCCEEDED" } });
  await world.cancel(waiting.id);

  const { order, cart } = await place();
  const orderId = order.id;
  const more = {
    add: [{ variantId: "variant of TEA", quantity: 2 }],
    payment: { provider: "TEST", paymentMethod: testCard.needsAction },
  };
  const { edit } = await world.ask(editOrderMutation, keyed({ orderId, ...more }));
  await world.ask(completePaymentActionMutation, { input: { orderId, editId: edit.id, outcome: "SUCCEEDED" } });
  const { edit: unwanted } = await world.ask(editOrderMutation, keyed({ orderId, ...more }));
  await world.ask(cancelOrderEditMutation, keyed({ orderId, editId: unwanted.id }));
  await world.ask(editOrderMutation, keyed({ orderId, lines: [{ lineId: order.lines[0].id, quantity: 2 }] }));
  await world.ask(
    editOrderMutation,
    keyed({ orderId, ...more, payment: { provider: "TEST", paymentMethod: testCard.failsLater } }),
  );
  await world.cancel(orderId, {}, { lines: [{ lineId: order.lines[0].id, quantity: 1 }] });
  await world.ask(revisionsQuery, { id: orderId });
  await world.ask(addOrderNoteMutation, keyed({ orderId, text: "Handle with care" }), staff);
  const { fulfilment } = await world.ask(fulfilOrderMutation, keyed({ orderId }), staff);
  await world.ask(markDeliveredMutation, keyed({ fulfilmentId: fulfilment.id }), staff);
  const line = { lineId: order.lines[0].id, quantity: 1 };
  await world.ask(refundOrderMutation, keyed({ orderId, lines: [line], reason: "Broken", restock: false }), staff);
  const { return: wanted } = await world.ask(requestReturnMutation, keyed({ orderId, lines: [line], reason: "OTHER" }));
  await world.ask(approveReturnMutation, { input: { returnId: wanted.id } }, staff);
  const came = [{ ...line, condition: "RESTOCK" }];
  await world.ask(receiveReturnMutation, keyed({ returnId: wanted.id, lines: came }), staff);

  await world.order(orderId);
  await world.ask(historyQuery, { id: orderId });
  await world.ask(`query($id: ID!) { order(id: $id) { returns { status } } }`, { id: orderId });
  await (await follow(world, orderId, { after: 0 })).ended;
  const claimant = { userId: randomUUID() };
  await world.ask(claimOrderMutation, { input: { orderId, cartId: cart.id } }, claimant);
}

beforeAll(async () => {
  world = await makeWorld();
  await shard(world.database);
  const sent = new Map<string, StatementInFull>();
  const note = (message: unknown) => {
    const statement = message as StatementInFull;
    if (statement.label.startsWith("orders.") || statement.label.startsWith("datastores.")) {
      sent.set(statement.label, statement);
    }
  };
  subscribe(STATEMENT_IN_FULL_CHANNEL, note);
  await live();
  unsubscribe(STATEMENT_IN_FULL_CHANNEL, note);

  for (const [label, { text, values }] of sent) {
    const explained = await world.database.query<{ "QUERY PLAN": [{ Plan: object }] }>(
      `test.explain.${touched.size}`,
      `EXPLAIN (FORMAT JSON) ${text}`,
      [...values],
    );
    touched.set(label, touchedBy(explained[0]!["QUERY PLAN"][0].Plan));
  }
}, 60_000);
afterAll(() => world.stop());

const sharded: ReadonlySet<string> = new Set(shardedTables);
const labelsOf = (condition: (touched: Touched) => boolean) =>
  [...touched].filter(([, of]) => condition(of)).map(([label]) => label);

describe("orders that are sharded by their buyer", () => {
  test("every table is either sharded or named with why it is not", async () => {
    const tables = await world.database.query<{ name: string }>(
      "test.tables",
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
    );
    const named = [...shardedTables, ...Object.keys(unshardedTables)];
    expect(tables.map(({ name }) => name).sort()).toEqual(named.sort());
  });

  test("every statement of an order's life touches one shard at most", () => {
    expect(touched.size).toBeGreaterThan(25);
    expect(labelsOf(({ shards }) => shards.size > 1)).toEqual([]);
    const plain = ["orders.find", "orders.heads", "orders.timelinesOf", "orders.books", "orders.startUndo"];
    for (const label of [...plain, "orders.change", "orders.returnable", "orders.advanceReturn", "orders.claim"]) {
      expect([label, touched.get(label)?.shards.size]).toEqual([label, 1]);
    }
  });

  test("two statements write beside the shard what is not sharded, and no other reads or writes both", () => {
    const both = labelsOf(({ tables }) => {
      const count = [...tables].filter((table) => sharded.has(table)).length;
      return count > 0 && count < tables.size;
    });
    expect(both.sort()).toEqual(["orders.change", "orders.place"]);
  });

  test("all rows of an order lie on the shard of the order", async () => {
    const strays = shardedTables
      .filter((table) => table !== "orders")
      .map(
        (table) =>
          `SELECT '${table}' AS name FROM ${table} t JOIN orders o ON o.buyer_id = t.buyer_id AND o.id = t.order_id
         WHERE replace(t.tableoid::regclass::text, '${table}', '') <> replace(o.tableoid::regclass::text, 'orders', '')`,
      );
    expect(await world.database.query("test.strays", strays.join(" UNION ALL "))).toEqual([]);
    const [{ shards }] = (await world.database.query<{ shards: number }>(
      "test.spread",
      "SELECT count(DISTINCT tableoid) AS shards FROM orders",
    )) as [{ shards: number }];
    expect(shards).toBeGreaterThan(1);
  });

  test("lists over many buyers ask every shard: a customer's, with claimed orders in it, and those of staff", async () => {
    const before = new Map<string, StatementInFull>();
    const note = (message: unknown) => before.set((message as StatementInFull).label, message as StatementInFull);
    subscribe(STATEMENT_IN_FULL_CHANNEL, note);
    await world.ask("{ orders { edges { node { id } } } }", {}, staff);
    unsubscribe(STATEMENT_IN_FULL_CHANNEL, note);
    const { text, values } = before.get("orders.all")!;
    const [row] = await world.database.query<{ "QUERY PLAN": [{ Plan: object }] }>(
      "test.explainList",
      `EXPLAIN (FORMAT JSON) ${text}`,
      [...values],
    );
    expect(touchedBy(row!["QUERY PLAN"][0].Plan).shards.size).toBe(16);
  });
});

test("An administrator is told what to do: one command for each sharded table, all beside the orders", () => {
  expect(distributionCommands[0]).toBe("SELECT create_distributed_table('orders', 'buyer_id', shard_count => 16);");
  expect(distributionCommands).toHaveLength(shardedTables.length);
  for (const command of distributionCommands.slice(1)) expect(command).toContain("colocate_with => 'orders'");
});
