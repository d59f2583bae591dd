import { randomUUID } from "node:crypto";
import { type CartAbandoned, cartAbandoned } from "@angidi/event-contracts";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { postgresIdleCarts } from "../src/data/postgres/idleCarts.ts";
import { pageSize, sweepIdleCarts } from "../src/usecases/sweepIdleCarts.ts";
import { cartNow, cartWith, describeOnEachEngine, newCustomer, placementQuote, users, type World } from "./world.ts";

const day = 24 * 3_600;

describeOnEachEngine("idle carts", (start) => {
  let world: World;
  let now: Date;
  beforeAll(async () => {
    world = await start();
  });
  beforeEach(() => {
    now = new Date();
  });
  afterAll(() => world.close());

  const query = <Row extends object>(label: string, text: string, values: unknown[]) =>
    world.database.database.query<Row>(`test.${label}`, text, values);

  /** One walk over all carts. */
  async function sweep() {
    const ports = {
      idleCarts: postgresIdleCarts(world.database.database),
      now: () => now,
      abandonedAfterSeconds: day,
      guestCartExpirySeconds: 90 * day,
    };
    let after: string | null = null;
    do after = await sweepIdleCarts(ports, after);
    while (after !== null);
  }
  const pass = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };

  /** What was published of a cart, the first first. */
  async function toldOf(cartId: string): Promise<CartAbandoned["data"][]> {
    const rows = await query<{ data: CartAbandoned["data"] }>(
      "toldOf",
      "SELECT data FROM outbox WHERE type = $1 AND subject = $2 ORDER BY subject_version",
      [cartAbandoned.type, cartId],
    );
    return rows.map(({ data }) => data);
  }

  test("of customers are told of once for each time that they were left", async () => {
    const ann = newCustomer();
    const shirt = world.offer();
    const cart = await cartWith(world, [[shirt, 2]], ann);
    pass(day - 60);
    await sweep();
    expect(await toldOf(cart.id)).toEqual([]);
    pass(120);
    for (let times = 0; times < 3; times++) await sweep();
    expect(await toldOf(cart.id)).toEqual([
      {
        cartId: cart.id,
        customerId: ann.userId,
        email: null,
        market: null,
        currency: "USD",
        lines: [{ lineId: cart.lines[0].id, variantId: shirt.id, quantity: 2 }],
        lastChangedAt: expect.any(String),
      },
    ]);
    await world.send("AddCartLines", { lines: [{ variantId: shirt.id, quantity: 1 }] }, ann);
    pass(day);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect((await toldOf(cart.id)).map(({ lines }) => lines[0]!.quantity)).toEqual([2, 3]);
  });

  test("of guests are told of where an address was given, and no order came of it", async () => {
    const [unknown, known, adopted] = [
      await cartWith(world, [[world.offer(), 1]]),
      await cartWith(world, [[world.offer(), 1]]),
      await cartWith(world, [[world.offer(), 1]]),
    ];
    await placementQuote(world, known.id, {}, { email: "ann@example.test" });
    pass(day + 60);
    const { userId } = newCustomer();
    await world.send("AdoptCart", { cartId: adopted.id, userId }, users);
    await sweep();
    expect(await toldOf(unknown.id)).toEqual([]);
    expect(await toldOf(adopted.id)).toEqual([]);
    expect(await toldOf(known.id)).toMatchObject([{ customerId: null, email: "ann@example.test" }]);
  });

  test("without lines, or with saved ones alone, are told of to nobody", async () => {
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 1]], ann);
    await world.send("SaveForLater", { cartId: cart.id, lineIds: [cart.lines[0].id] }, ann);
    pass(2 * day);
    await sweep();
    expect(await toldOf(cart.id)).toEqual([]);
  });

  test("of guests are deleted when they have expired, customers' never", async () => {
    const ann = newCustomer();
    const [guests, own] = [
      await cartWith(world, [[world.offer(), 1]]),
      await cartWith(world, [[world.offer(), 1]], ann),
    ];
    await placementQuote(world, guests.id); // a guest's cart has its row by then, on each engine
    const rowsOf = async (id: string) => (await query("rowsOf", "SELECT FROM carts WHERE id = $1", [id])).length;
    pass(89 * day);
    await sweep();
    expect(await rowsOf(guests.id)).toBe(1);
    pass(2 * day);
    await sweep();
    expect([await rowsOf(guests.id), await rowsOf(own.id)]).toEqual([0, 1]);
    expect(await cartNow(world, own.id, ann)).toMatchObject({ lines: [{ quantity: 1 }] });
  });

  test("are looked at a page at a time, by as many statements whatever is in it", async () => {
    const ids = Array.from({ length: pageSize + 1 }, () => randomUUID());
    await query(
      "left",
      `INSERT INTO carts (id, buyer_id, currency, lines, email, updated_at)
       SELECT id, id, 'USD', '[{"id": "a", "variantId": "v", "quantity": 1}]', 'a@b.test', now() - interval '2 days'
       FROM unnest($1::uuid[]) AS id`,
      [ids],
    );
    const { statements } = await countStatements(() =>
      sweepIdleCarts(
        {
          idleCarts: postgresIdleCarts(world.database.database),
          now: () => now,
          abandonedAfterSeconds: day,
          guestCartExpirySeconds: 90 * day,
        },
        null,
      ),
    );
    expect(statements.map(({ label }) => label)).toEqual([
      "carts.page",
      "carts.deleteExpired",
      "BEGIN",
      "carts.markAbandoned",
      "events.publish",
      "COMMIT",
    ]);
    await sweep();
    const [told] = await query<{ count: number }>(
      "told",
      "SELECT count(*) AS count FROM outbox WHERE subject = ANY ($1)",
      [ids],
    );
    expect(told!.count).toBe(ids.length);
  });
});
