import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { type ListeningServer, listen } from "@angidi/subgraph";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pino } from "pino";
import { cancelOrderMutation, placeOrderMutation } from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
let servers: Record<"carts" | "inventory" | "payments", ListeningServer>;

beforeAll(async () => {
  world = await makeWorld();
  const serve = (name: "carts" | "inventory" | "payments") =>
    listen(world[name].subgraph, { port: 0, host: "127.0.0.1", log: pino({ level: "silent" }) });
  servers = { carts: await serve("carts"), inventory: await serve("inventory"), payments: await serve("payments") };
});
afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.close()));
  await world.stop();
});

/** Has a process of its own carry out an operation, and gives by which signal it died. */
function dying(dieAfter: string, query: string, variables: object): Promise<{ signal: string | null; output: string }> {
  const script = fileURLToPath(new URL("./world/mortal.ts", import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: {
      ...world.store.environment,
      CARTS_URL: servers.carts.url,
      INVENTORY_URL: servers.inventory.url,
      PAYMENTS_URL: servers.payments.url,
      DIE_AFTER: dieAfter,
      QUERY: query,
      VARIABLES: JSON.stringify(variables),
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (_code, signal) => resolve({ signal, output }));
  });
}

/** What somebody buys: one piece of a SKU that nobody else buys, with a code that nobody else has. */
function purchase(paymentMethod: string) {
  const sku = randomUUID();
  world.inventory.setStock(sku, 1);
  world.carts.newCode(sku, 1);
  return { sku, input: placement(world.carts.newCart({ [sku]: 1 }, { codes: [sku] }), paidBy(paymentMethod)) };
}

const orderOf = async (cartId: string) => {
  const [row] = await world.database.query<{ number: string }>(
    "test.byCart",
    "SELECT number FROM orders WHERE cart_id = $1",
    [cartId],
  );
  const { edges } = await world.ask(
    `query($filter: OrderFilter) { orders(filter: $filter) { edges { node { id status paymentStatus timeline { sequence } } } } }`,
    { filter: { number: row?.number } },
    staff,
  );
  return edges[0].node;
};

const forward = ["place", "redeem", "reserve", "authorise", "commit", "capture", "confirm"];
const backward = ["undo capture", "undo commit", "undo redeem", "undo place"];

test("killed after each step in turn, every order ends CONFIRMED, or REJECTED or CANCELLED with all given back", async () => {
  const cases = [
    ...forward.map((dieAfter) => ({ dieAfter, ends: "CONFIRMED", card: testCard.good, cancel: false })),
    ...["authorise", ...backward].map((dieAfter) => ({
      dieAfter,
      ends: "REJECTED",
      card: testCard.declined,
      cancel: false,
    })),
    ...backward.map((dieAfter) => ({ dieAfter, ends: "CANCELLED", card: testCard.good, cancel: true })),
  ];
  const deaths = await Promise.all(
    cases.map(async ({ dieAfter, card, cancel }) => {
      const { sku, input } = purchase(card);
      let death = { query: placeOrderMutation, variables: { input } as object };
      if (cancel) {
        const { order } = await world.place(input);
        death = {
          query: cancelOrderMutation,
          variables: { input: { idempotencyKey: randomUUID(), orderId: order.id, reason: "Changed my mind" } },
        };
      }
      return { sku, cartId: input.cartId, ...(await dying(dieAfter, death.query, death.variables)) };
    }),
  );
  deaths.forEach(({ signal, output }, index) => {
    expect([cases[index]!.dieAfter, signal, output]).toEqual([cases[index]!.dieAfter, "SIGKILL", ""]);
  });

  await world.start(); // as after a restart
  await eventually(
    async () => {
      await world.hurry();
      const undecided = await world.database.query(
        "test.undecided",
        "SELECT 1 FROM orders WHERE direction <> 'SETTLED'",
      );
      expect(undecided).toEqual([]);
    },
    { timeout: 60_000 },
  );

  for (const [index, { sku, cartId }] of deaths.entries()) {
    const { dieAfter, ends } = cases[index]!;
    const order = await orderOf(cartId);
    const { captured, refunded } = world.payments.moneyOf(order.id);
    const stands = {
      dieAfter,
      status: order.status,
      reserved: world.inventory.stockOf(sku).reserved,
      money: captured - refunded,
    };
    const bought = ends === "CONFIRMED";
    expect(stands).toEqual({ dieAfter, status: ends, reserved: bought ? 1 : 0, money: bought ? 1_470 : 0 });
    expect(world.carts.usesOf(sku)).toEqual(bought ? [order.id] : []);
    expect(world.payments.captures.filter((id) => id === order.id).length).toBe(ends === "REJECTED" ? 0 : 1);
  }
}, 120_000);
