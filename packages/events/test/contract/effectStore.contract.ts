import { StoreUnavailable } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { actOnce, type Effect } from "../../src/consumer/effect.ts";
import type { EffectStore } from "../../src/index.ts";
import { event, named } from "../world.ts";

/** A store under the contract suite, with effects that can be read. */
export interface StoreUnderTest<Scope> {
  readonly effects: EffectStore<Scope>;
  /** The effect of an event, after those before. */
  record(scope: Scope, event: DomainEvent): Promise<void>;
  /** The effects that were committed, in order, as "a:1". */
  seen(): Promise<string[]>;
  close(): Promise<void>;
}

/** What every store of effects has to do. */
export function describeEffectStore<Scope>(name: string, open: () => Promise<StoreUnderTest<Scope>>): void {
  describe(`effects on ${name}`, () => {
    let store: StoreUnderTest<Scope>;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const effect = (versioned: boolean, group = "carts.test"): Effect<Scope> => ({
      group,
      effects: store.effects,
      versioned,
      async handle(scope, events) {
        for (const one of events) await store.record(scope, one);
      },
    });
    const failing = (versioned: boolean): Effect<Scope> => ({
      ...effect(versioned),
      async handle(scope, events) {
        await effect(versioned).handle(scope, events);
        throw new Error("no");
      },
    });

    test("are of each event once, also when a batch has it twice or overlaps another", async () => {
      const [one, two, three] = [event("a", 1), event("a", 2), event("b", 1)];
      expect(await actOnce(effect(false), [one, one, two])).toBe(2);
      const both = await Promise.all([actOnce(effect(false), [two, three]), actOnce(effect(false), [three, two])]);
      expect(both[0] + both[1]).toBe(1);
      expect(await store.seen()).toEqual(["a:1", "a:2", "b:1"]);
    });

    test("are of each event once for each group", async () => {
      const one = event("a", 1);
      for (const group of ["carts.one", "carts.other", "carts.one"]) await actOnce(effect(false, group), [one]);
      for (const group of ["carts.newest", "carts.newest"]) await actOnce(effect(true, group), [one]);
      expect(await store.seen()).toEqual(["a:1", "a:1", "a:1"]);
    });

    test("by versions are of newer ones alone, each source and subject for itself", async () => {
      expect(await actOnce(effect(true), [event("a", 2), event("b", 1)])).toBe(2);
      const elsewhere = { ...event("a", 1), source: "payments" };
      const late = [event("a", 1), event("a", 2), event("a", 3), elsewhere, event("a", 3), event("a", 5)];
      expect(await actOnce(effect(true), late)).toBe(3);
      expect(await store.seen()).toEqual(["a:2", "b:1", "a:3", "a:1", "a:5"]);
    });

    test("by versions are never of an older one after a newer one, whoever comes first", async () => {
      const versions = [1, 2, 3, 4, 5, 6];
      const acted = await Promise.all(versions.map((version) => actOnce(effect(true), [event("a", version)])));
      const seen = (await store.seen()).map((name) => Number(name.slice(2)));
      expect(seen).toEqual(seen.toSorted());
      expect(seen.at(-1)).toBe(6);
      expect(acted.reduce((sum, count) => sum + count)).toBe(seen.length);
    });

    test("that fail leave no trace: their events can still act", async () => {
      const [first, older] = [event("a", 7), event("a", 1)];
      await expect(actOnce(failing(true), [first])).rejects.toThrow("no");
      await expect(actOnce(failing(false), [first])).rejects.toThrow("no");
      expect(await store.seen()).toEqual([]);
      expect(await actOnce(effect(true), [older])).toBe(1);
      expect(await actOnce(effect(false), [first])).toBe(1);
    });

    test("tell a store that is away as it is", async () => {
      const away = { ...effect(false), handle: () => Promise.reject(new StoreUnavailable("away")) };
      await expect(actOnce(away, [event("a", 1)])).rejects.toMatchObject({ name: "StoreUnavailable" });
    });

    test.each([false, true])(
      "of batches that overlap do not wait for each other in a circle (versioned: %s)",
      async (versioned) => {
        const many = Array.from({ length: 40 }, (_, index) => event(`s${index}`, 1));
        const orders = [many, many.toReversed(), [...many.slice(20), ...many.slice(0, 20)], many.slice(10)];
        const acted = await Promise.all(orders.map((events) => actOnce(effect(versioned), events)));
        expect(acted.reduce((sum, count) => sum + count)).toBe(many.length);
        expect((await store.seen()).sort()).toEqual(many.map(named).sort());
      },
    );
  });
}
