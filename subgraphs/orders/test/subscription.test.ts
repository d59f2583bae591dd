import { randomUUID } from "node:crypto";
import { describeOn, eventually, testRedis } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { follow } from "./world/follow.ts";
import {
  completePaymentActionMutation,
  fulfilOrderMutation,
  markDeliveredMutation,
  refundOrderMutation,
} from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
const place = async (quantity = 1) => (await world.place(placement(world.carts.newCart({ TEA: quantity })))).order;

/** What carries the hints. */
interface Engine {
  readonly environment: Record<string, string>;
  /** How many connections listen. */
  listening(world: World): Promise<number>;
  stop?(): Promise<void>;
}

const listeningToPostgres = async (world: World) => {
  const listening = await world.database.query(
    "test.listening",
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'listen %'",
  );
  return listening.length;
};

describe("hinted by PostgreSQL", () => following({ environment: {}, listening: listeningToPostgres }));

describeOn("REDIS_URL", "hinted by Redis", (url) => {
  const corner = testRedis(url);
  following({
    environment: { REDIS_URL: url, REDIS_KEY_PREFIX: corner.keyPrefix },
    async listening() {
      const [, count] = await corner.client.pubsub("NUMSUB", `${corner.keyPrefix}orders:order_timeline`);
      return Number(count);
    },
    stop: corner.drop,
  });

  test("PostgreSQL is not made to notify: at every commit with a NOTIFY all others wait", async () => {
    const heard: string[] = [];
    const order = await place();
    const stop = await world.database.listen("order_timeline", (message) => heard.push(message));
    const follower = await follow(world, order.id, { after: 2 });
    await world.cancel(order.id);
    await follower.ended;
    await world.database.query("test.notify", "SELECT pg_notify('order_timeline', 'last')");
    await eventually(() => expect(heard).toEqual(["last"]));
    await stop();
  });
});

function following(engine: Engine): void {
  beforeAll(async () => {
    world = await makeWorld({ environment: engine.environment });
    world.inventory.setStock("TEA", 1_000_000);
  });
  afterAll(async () => {
    await world.stop();
    await engine.stop?.();
  });

  const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });
  const send = (order: { id: string; lines: { id: string }[] }, quantity: number) =>
    world.ask(
      fulfilOrderMutation,
      keyed({ orderId: order.id, lines: [{ lineId: order.lines[0]!.id, quantity }] }),
      staff,
    );
  const told = (changes: { sequence: number; status: string }[]) =>
    changes.map(({ sequence, status }) => [sequence, status]);

  describe("following an order", () => {
    test("from the start replays all, goes on, and ends with the order", async () => {
      const order = await place();
      const follower = await follow(world, order.id, { after: 0 });
      await follower.until(2);
      const { fulfilment } = await send(order, 1);
      await follower.until(3);
      await world.ask(markDeliveredMutation, keyed({ fulfilmentId: fulfilment.id }), staff);
      await follower.ended;
      expect(told(follower.changes)).toEqual([
        [1, "PLACED"],
        [2, "CONFIRMED"],
        [3, "SHIPPED"],
        [4, "DELIVERED"],
      ]);
      expect(follower.changes[3].order).toEqual({
        id: order.id,
        number: order.number,
        status: "DELIVERED",
        lines: [{ quantity: 1, variant: { sku: "TEA" } }],
      });
    });

    test("without saying after what tells from now on", async () => {
      const { order } = await world.place(placement(world.carts.newCart({ TEA: 1 }), paidBy(testCard.needsAction)));
      const follower = await follow(world, order.id);
      await eventually(async () => expect(await engine.listening(world)).toBe(1));
      await world.ask(completePaymentActionMutation, { input: { orderId: order.id, outcome: "FAILED" } });
      await follower.ended;
      expect(told(follower.changes)).toEqual([[2, "REJECTED"]]);
    });

    test("that is over ends after the replay", async () => {
      const order = await place();
      await world.cancel(order.id);
      const told3 = [
        [1, "PLACED"],
        [2, "CONFIRMED"],
        [3, "CANCELLED"],
      ];
      for (const [after, expected] of [
        [0, told3],
        [1, told3.slice(1)],
        [3, []],
        [99, []],
        [undefined, []],
      ] as const) {
        const follower = await follow(world, order.id, { after });
        await follower.ended;
        expect(told(follower.changes)).toEqual(expected);
      }
    });

    test("that came back replays what came after its delivery too", async () => {
      const order = await place();
      const { fulfilment } = await send(order, 1);
      await world.ask(markDeliveredMutation, keyed({ fulfilmentId: fulfilment.id }), staff);
      await world.ask(refundOrderMutation, keyed({ orderId: order.id, reason: "Broken", restock: true }), staff);
      const follower = await follow(world, order.id, { after: 3 });
      await follower.ended;
      expect(told(follower.changes)).toEqual([
        [4, "DELIVERED"],
        [5, "RETURNED"],
      ]);
    });

    test("can be left while nothing happens", async () => {
      const order = await place();
      const follower = await follow(world, order.id, { after: 0 });
      await follower.until(2);
      const start = Date.now();
      await follower.leave();
      expect(Date.now() - start).toBeLessThan(1_000);
    });

    test("sees what a lost hint did not tell", async () => {
      const order = await place();
      const follower = await follow(world, order.id, { after: 2 });
      // As if the hint had been lost: a row, and no word of it.
      await world.database.query(
        "test.silentCancel",
        `WITH silent AS (
           UPDATE orders SET status = 'CANCELLED', sequence = 3, entries = entries + 1 WHERE number = $1 RETURNING *
         )
         INSERT INTO order_timeline (buyer_id, order_id, position, sequence, status, at)
         SELECT buyer_id, id, entries, sequence, status, now() FROM silent`,
        [order.number],
      );
      await follower.ended;
      expect(told(follower.changes)).toEqual([[3, "CANCELLED"]]);
    }, 15_000);

    test("from a negative sequence is bad input, and another's order is not there", async () => {
      const userId = randomUUID();
      const cart = world.carts.newCart({ TEA: 1 }, { customerId: userId });
      const { order } = await world.place(placement(cart), { userId });
      for (const [id, options, code] of [
        [order.id, { after: -1, asker: { userId } }, "BAD_USER_INPUT"],
        [order.id, { after: 0 }, "FORBIDDEN"],
        [order.id, { after: 0, asker: { userId: randomUUID() } }, "FORBIDDEN"],
        ["nonsense", { after: 0 }, "FORBIDDEN"],
      ] as const) {
        const follower = await follow(world, id, options);
        await follower.ended;
        expect(follower.changes).toEqual([]);
        expect(follower.errors[0].extensions.code).toBe(code);
      }
    });
  });

  test("fifty who follow one order share one listening connection and are all told", async () => {
    const order = await place();
    const followers = await Promise.all(Array.from({ length: 50 }, () => follow(world, order.id, { after: 0 })));
    await Promise.all(followers.map((follower) => follower.until(2)));
    await world.cancel(order.id);
    await Promise.all(followers.map(({ ended }) => ended));
    for (const { changes } of followers) expect(changes.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(await engine.listening(world)).toBe(1);
  });

  test("who comes back with the last sequence seen misses nothing and sees nothing twice, whenever they were cut off", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ take: fc.integer({ min: 0, max: 3 }), away: fc.integer({ min: 0, max: 2 }) }), {
          maxLength: 6,
        }),
        async (cuts) => {
          const parcels = 5;
          const order = await place(parcels);
          let left = parcels;
          const sendSome = async (count: number) => {
            for (; count > 0 && left > 0; count--) {
              await send(order, 1);
              left -= 1;
            }
          };

          const seen: number[] = [];
          for (const { take, away } of cuts) {
            const follower = await follow(world, order.id, { after: seen.at(-1) ?? 0 });
            const [, sent] = [follower.until(Math.min(take, 2 + parcels - left - seen.length)), sendSome(1)];
            await sent;
            await follower.leave();
            seen.push(...follower.changes.map(({ sequence }: { sequence: number }) => sequence));
            await sendSome(away);
          }
          await sendSome(parcels);
          const last = await follow(world, order.id, { after: seen.at(-1) ?? 0 });
          await last.until(2 + parcels - seen.length);
          await last.leave();
          seen.push(...last.changes.map(({ sequence }: { sequence: number }) => sequence));
          expect(seen).toEqual(Array.from({ length: 2 + parcels }, (_, index) => index + 1));
        },
      ),
      { numRuns: 25 },
    );
  });
}
