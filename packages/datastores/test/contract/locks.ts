import { setTimeout as pause } from "node:timers/promises";
import { eventually, type SeverableProxy } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Locks, StoreUnavailable } from "../../src/index.ts";

/** An engine with ways to it that can be cut. */
export interface LocksWorld {
  startWay(): Promise<SeverableProxy>;
  /** The locks as a process of its own has them, by the way that is given. */
  open(by: SeverableProxy, leaseMilliseconds: number): Promise<{ readonly locks: Locks; close(): Promise<void> }>;
  stop(): Promise<void>;
}

const lease = 1_500;

/** What every adapter does. */
export function locksContract(title: string, makeWorld: () => Promise<LocksWorld>): void {
  describe(title, () => {
    let world: LocksWorld;
    let ways: SeverableProxy[];
    let processes: Awaited<ReturnType<LocksWorld["open"]>>[];
    let [one, other]: Locks[] = [];
    beforeAll(async () => {
      world = await makeWorld();
    });
    afterAll(() => world.stop());
    beforeEach(async () => {
      ways = await Promise.all([world.startWay(), world.startWay()]);
      processes = await Promise.all(ways.map((way) => world.open(way, lease)));
      [one, other] = processes.map(({ locks }) => locks);
    });
    afterEach(async () => {
      await Promise.all(processes.map(({ close }) => close()));
      await Promise.all(ways.map((way) => way.stop()));
    });

    const idle = async () => "idle" as const;
    /** Holds a lock until `letGo` is called. */
    const holding = async (locks: Locks, name: string) => {
      const { promise: end, resolve: letGo } = Promise.withResolvers<void>();
      const { promise: begun, resolve: begin } = Promise.withResolvers<AbortSignal>();
      const held = locks.hold(name, async (lost) => {
        begin(lost);
        await end;
      });
      const lost = await Promise.race([begun, held.then(() => Promise.reject(new Error("It was busy")))]);
      return {
        lost,
        async letGo() {
          letGo();
          await held;
        },
      };
    };

    test("one holds a lock, others are told that it is busy, until it is let go", async () => {
      const holder = await holding(one!, "a");
      expect(await other!.hold("a", idle)).toEqual({ kind: "busy" });
      expect(await one!.hold("a", idle)).toEqual({ kind: "busy" });
      expect(await other!.hold("b", idle)).toEqual({ kind: "done", result: "idle" });
      await holder.letGo();
      expect(await other!.hold("a", idle)).toEqual({ kind: "done", result: "idle" });
      expect(holder.lost.aborted).toBe(false);
    });

    test("work that throws lets go, and what it threw is thrown on", async () => {
      const failing = one!.hold("a", async () => {
        throw new RangeError("broken");
      });
      await expect(failing).rejects.toThrow(RangeError);
      expect(await other!.hold("a", idle)).toEqual({ kind: "done", result: "idle" });
    });

    test("of many who come at once never two are inside", async () => {
      let inside = 0;
      let most = 0;
      const come = async (locks: Locks) =>
        locks.hold("a", async () => {
          inside += 1;
          most = Math.max(most, inside);
          await pause(1);
          inside -= 1;
        });
      const came = await Promise.all(Array.from({ length: 24 }, (_, index) => come(index % 2 === 0 ? one! : other!)));
      expect(came.some(({ kind }) => kind === "done")).toBe(true);
      expect(most).toBe(1);
    });

    test("work that takes longer than a lease keeps its lock", async () => {
      const holder = await holding(one!, "a");
      await pause(lease * 1.5);
      expect(await other!.hold("a", idle)).toEqual({ kind: "busy" });
      expect(holder.lost.aborted).toBe(false);
      await holder.letGo();
    });

    test.each(["refuse", "stall"] as const)(
      "a holder that is cut off (%s) is told so, another gets the lock, and keeps it when the first comes back",
      async (how) => {
        const first = await holding(one!, "a");
        ways[0]![how]();
        await eventually(() => expect(first.lost.aborted).toBe(true));
        if (how === "stall") ways[0]!.refuse(); // at last its machine is given up
        const second = await eventually(() => holding(other!, "a"), { timeout: 30_000 });
        ways[0]!.restore();
        await first.letGo();
        expect(await eventually(() => one!.hold("a", idle))).toEqual({ kind: "busy" });
        expect(second.lost.aborted).toBe(false);
        await second.letGo();
      },
      60_000,
    );

    test("whose store cannot be reached says so", async () => {
      ways[0]!.refuse();
      await eventually(() => expect(ways[0]!.connections).toBe(0));
      await expect(one!.hold("a", idle)).rejects.toThrow(StoreUnavailable);
    });
  });
}
