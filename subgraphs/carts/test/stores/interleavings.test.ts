import { randomUUID } from "node:crypto";
import { describeOn, eventually } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { postgresCarts } from "../../src/data/postgres/carts.ts";
import type { Cart } from "../../src/domain/cart.ts";
import { adding, changeById, changed, customerCart, guestCart, piecesIn, removing } from "./carts.ts";
import { type Replicas, startReplicas } from "./replicas.ts";

type Change = { readonly at: 0 | 1; readonly removes: boolean };
type Action =
  | { readonly kind: "change"; readonly changes: readonly Change[] }
  | { readonly kind: "read" | "cut" | "refuse" | "restore"; readonly at: 0 | 1 }
  | { readonly kind: "read-to-order"; readonly at: 0 | 1 }
  /** Somebody's process dies between writing the row and telling Redis. */
  | { readonly kind: "die" }
  | { readonly kind: "flush" };

const at = fc.constantFrom<0 | 1>(0, 1);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("change" as const), changes: changesAtOnce() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("read" as const), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("read-to-order" as const), at }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("cut" as const, "refuse" as const), at }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("restore" as const), at }) },
  { weight: 1, arbitrary: fc.constant({ kind: "die" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "flush" as const }) },
);

function changesAtOnce() {
  return fc.array(fc.record({ at, removes: fc.boolean() }), { minLength: 1, maxLength: 4 });
}

/**
 * Two replicas, whose ways to Redis are cut one by one, a Redis that loses its data, and processes that die between the two
 * writes. No replica goes by a view of the epoch that is old here; that is what the second in the text of the decision is.
 */
describeOn("REDIS_URL", "whatever happens to Redis", (url) => {
  let world: Replicas;
  beforeAll(async () => {
    world = await startReplicas(url, 2);
  });
  afterAll(() => world.close());

  const everyOrder = (check: (actions: readonly Action[]) => Promise<void>) =>
    fc.assert(
      fc
        .asyncProperty(fc.array(action, { minLength: 4, maxLength: 25 }), check)
        .afterEach(() => world.replicas.forEach(({ way }) => void way.restore())),
      { numRuns: Number(process.env.INTERLEAVINGS ?? 40), endOnFailure: true },
    );

  /** What all carts have in common. Restored, a replica uses Redis again soon, or not before what comes next. */
  async function disturb(action: Action): Promise<void> {
    if (action.kind === "cut") world.replicas[action.at]!.way.cut();
    if (action.kind === "refuse") world.replicas[action.at]!.way.refuse();
    if (action.kind === "restore") {
      const { way, carts } = world.replicas[action.at]!;
      way.restore();
      await eventually(async () => {
        await carts.find([randomUUID()]); // which looks whether Redis is back
        return way.connections > 0;
      });
    }
    if (action.kind === "flush") await world.redis.flush();
  }

  test("no change of a customer's cart is lost or undone, and none that was told of is missing from what is read", async () => {
    await everyOrder(async (actions) => {
      const { id } = customerCart();
      const first = (await world.replicas[0]!.carts.create({ ...customerCart(), id }))!;
      const versions = new Map([[1, piecesIn(first)]]); // what the cart was at each version
      let told = 1;
      const check = (cart: Cart | null | undefined) => {
        expect(cart?.version).toBeGreaterThanOrEqual(told);
        expect(piecesIn(cart)).toEqual(versions.get(cart!.version));
      };

      for (const action of actions) {
        await disturb(action);
        if (action.kind === "read") check((await world.replicas[action.at]!.carts.find([id]))[0]);
        if (action.kind === "read-to-order")
          check((await world.replicas[action.at]!.carts.findToOrder([id], { at: new Date(), email: null }))[0]);
        if (action.kind === "die") {
          const behind = postgresCarts(world.database);
          const dead = changed(await changeById(behind, id, adding(randomUUID())));
          versions.set(dead.version, piecesIn(dead));
        }
        if (action.kind === "change") {
          const [newest] = await postgresCarts(world.database).find([id]);
          const pieces = Object.keys(piecesIn(newest));
          const plans = action.changes.map(({ at, removes }, index) => {
            const old = removes ? pieces[index] : undefined;
            return { at, old, added: randomUUID() };
          });
          const carts = await Promise.all(
            plans.map(async ({ at, old, added }) =>
              changed(await changeById(world.replicas[at]!.carts, id, old ? removing(old) : adding(added))),
            ),
          );
          const expected = new Set(pieces);
          for (const { old, added } of plans) old ? expected.delete(old) : expected.add(added);
          for (const cart of carts) versions.set(cart.version, piecesIn(cart));
          told = Math.max(...carts.map(({ version }) => version));
          expect(told).toBe(newest!.version + plans.length); // each change was one version: none was overwritten
          expect(new Set(Object.keys(versions.get(told)!))).toEqual(expected);
        }
      }
      const [row] = await postgresCarts(world.database).find([id]);
      expect(piecesIn(row)).toEqual(versions.get(Math.max(...versions.keys())));
    });
  });

  test("nothing that was added to a guest's cart is missing, for as long as its replicas live", async () => {
    await everyOrder(async (actions) => {
      const { id } = guestCart();
      await world.replicas[0]!.carts.create({ ...guestCart(), id });
      const added = new Set<string>();
      for (const action of actions) {
        await disturb(action);
        if (action.kind === "read") await world.replicas[action.at]!.carts.find([id]);
        if (action.kind === "read-to-order")
          await world.replicas[action.at]!.carts.findToOrder([id], { at: new Date(), email: null });
        if (action.kind === "change") {
          await Promise.all(
            action.changes.map(async ({ at }) => {
              const variantId = randomUUID();
              const change = await changeById(world.replicas[at]!.carts, id, adding(variantId));
              // Flushed before its row was there, the cart is only with the replica that made it.
              if (change.kind === "changed") added.add(variantId);
              else expect(change.kind).toBe("cart-not-found");
            }),
          );
        }
      }
      for (const { way } of world.replicas) way.restore();
      const expected = Object.fromEntries([...added].map((variantId) => [variantId, 1]));
      await eventually(async () => {
        for (const { carts } of world.replicas) {
          expect(piecesIn((await carts.find([id]))[0])).toEqual(expected);
          expect(piecesIn((await carts.findToOrder([id], { at: new Date(), email: null }))[0])).toEqual(expected);
        }
      });
    });
  });
});
