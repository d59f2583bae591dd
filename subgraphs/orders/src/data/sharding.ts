/** How many shards orders are spread over unless an administrator wants another number. */
export const shardCount = 16;

/**
 * The tables of an order: sharded by its buyer and kept together, so that whatever is done to one order, or to the orders of
 * one buyer, is done on one shard. `orders` leads, the others lie beside it.
 */
export const shardedTables = [
  "orders",
  "order_lines",
  "order_timeline",
  "fulfilments",
  "fulfilment_lines",
  "refunds",
  "refund_lines",
  "returns",
  "return_lines",
  "order_edits",
  "order_revisions",
] as const;

/**
 * The tables that are not sharded, and why: they are found by something else than a buyer, or read in one order over all.
 * They stay where the statements are sent to.
 */
export const unshardedTables: Readonly<Record<string, string>> = {
  order_numbers: "leads from a number to its order, unique over all buyers",
  idempotency_keys: "a key is looked up before it is known which buyer's order it stands for",
  outbox: "the relay reads it in one order over all orders",
  consumed_events: "an event is known by its id alone",
  handled_versions: "an event's subject is known by its id alone",
  schema_migrations: "what was done to the schema",
};

/** What an administrator of a Citus cluster runs once, in the schema of orders, before there are orders. */
export const distributionCommands: readonly string[] = shardedTables.map((table) =>
  table === "orders"
    ? `SELECT create_distributed_table('orders', 'buyer_id', shard_count => ${shardCount});`
    : `SELECT create_distributed_table('${table}', 'buyer_id', colocate_with => 'orders');`,
);
