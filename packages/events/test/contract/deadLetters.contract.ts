import { newId, StoreUnavailable } from "@angidi/datastores";
import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { consume, type DeadLetter, postgresEffects } from "../../src/index.ts";
import { createWorld, type Engine, effects, event, recordEffect, recorder, type World } from "../world.ts";

/** What becomes of events that fail, whatever the engine of the log. */
export function describeDeadLetters(engine: Engine): void {
  describe(`events that fail, with the log on ${engine.name}`, () => {
    let world: World;
    /** Subjects whose events fail. */
    let failing: Set<string>;
    beforeEach(async () => {
      world = await createWorld(engine);
      failing = new Set();
    });
    afterEach(() => world.close());

    const seen = () => effects(world.consumer);
    const letters = (count = 100) => world.log.deadLetters.list({ count });
    const check = ({ subject }: { readonly subject: string }) => {
      if (failing.has(subject)) throw new Error(`${subject} cannot be read`);
    };
    const statusOf = async (id: string) => (await letters()).find((letter) => letter.id === id)?.status;

    /** Has an event parked by the group, which goes on running. */
    async function parked(subject: string, settings: Parameters<typeof recorder>[1] = {}): Promise<DeadLetter> {
      failing.add(subject);
      await world.run(recorder(world, { check, attempts: 1, ...settings }));
      await world.log.append([event(subject, 1)]);
      return eventually(async () => {
        const letter = (await letters()).find((one) => one.event.subject === subject);
        expect(letter).toBeDefined();
        return letter!;
      });
    }

    test("are tried again in place, so that order is kept", async () => {
      let failures = 2;
      const flaky = recorder(world, {
        check: ({ subjectVersion }) => {
          if (subjectVersion === 1 && failures-- > 0) throw new Error("not now");
        },
      });
      await world.log.append([event("a", 1), event("a", 2)]);
      await world.run(flaky);
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
      expect(await letters()).toEqual([]);
    });

    test("are parked when they keep failing, and their successors pass", async () => {
      failing.add("poison");
      const poison = event("poison", 1);
      await world.log.append([poison, event("b", 1)]);
      await world.run(recorder(world, { check }));
      await eventually(async () => expect(await seen()).toEqual(["b:1"]));
      const reason = "Error: poison cannot be read";
      const letter = { group: "carts.test", event: poison, reason, attempts: 4, status: "PARKED" };
      await eventually(async () => expect(await letters()).toEqual([expect.objectContaining(letter)]));
      expect(await world.log.deadLetters.openByGroup()).toEqual(new Map([["carts.test", 1]]));
    });

    test("in a batch are parked alone, the rest of it takes effect in order", async () => {
      failing.add("poison");
      await world.log.append([event("a", 1), event("poison", 1), event("a", 2)]);
      await world.run(
        consume({
          log: world.log,
          group: "carts.test",
          topics: ["order.confirmed"],
          effects: postgresEffects(world.consumer),
          attempts: 1,
          async handleBatch(transaction, events) {
            for (const one of events) await recordEffect(transaction, one);
            for (const one of events) check(one);
          },
        }),
      );
      await eventually(async () => {
        expect(await seen()).toEqual(["a:1", "a:2"]);
        expect((await letters()).map((letter) => letter.event.subject)).toEqual(["poison"]);
      });
    });

    test("stay where they are as long as the store of the effect is away", async () => {
      let away = true;
      await world.log.append([event("a", 1), event("a", 2)]);
      await world.run(
        recorder(world, {
          attempts: 1,
          check: () => {
            if (!away) return;
            away = false;
            throw new StoreUnavailable("away");
          },
        }),
      );
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
      expect(await letters()).toEqual([]);
    });

    test("take effect by a redrive once their cause is mended", async () => {
      const { id } = await parked("a");
      failing.clear();
      expect(await world.log.deadLetters.requestRedrive([id])).toMatchObject({ kind: "changed", letters: [{ id }] });
      await eventually(async () => expect(await statusOf(id)).toBe("REDRIVEN"));
      expect(await seen()).toEqual(["a:1"]);
      expect((await world.log.deadLetters.openByGroup()).size).toBe(0);
    });

    test("are parked again when their redrive fails too", async () => {
      const { id } = await parked("a");
      await world.log.deadLetters.requestRedrive([id]);
      await eventually(async () => expect(await letters()).toMatchObject([{ id, status: "PARKED", attempts: 2 }]));
      expect(await seen()).toEqual([]);
    });

    test("never undo a newer version by their redrive, and say so", async () => {
      const { id } = await parked("a", { versioned: true });
      failing.clear();
      await world.log.append([event("a", 2)]);
      await eventually(async () => expect(await seen()).toEqual(["a:2"]));
      await world.log.deadLetters.requestRedrive([id]);
      await eventually(async () => expect(await statusOf(id)).toBe("SUPERSEDED"));
      expect(await seen()).toEqual(["a:2"]);
    });

    test("act once when they had taken effect after all", async () => {
      const done = event("a", 1);
      await world.run(recorder(world));
      await world.log.append([done]);
      await eventually(async () => expect(await seen()).toEqual(["a:1"]));
      // As by a consumer that stood still while another of its group handled the event.
      await world.log.deadLetters.park({ group: "carts.test", event: done, reason: "late", attempts: 1 });
      const [letter] = await letters();
      await world.log.deadLetters.requestRedrive([letter!.id]);
      await eventually(async () => expect(await statusOf(letter!.id)).toBe("REDRIVEN"));
      expect(await seen()).toEqual(["a:1"]);
    });

    test("are redriven or discarded together or not at all", async () => {
      const [{ id: first }, { id: second }] = [await parked("a"), await parked("b")];
      expect(await world.log.deadLetters.discard([first])).toMatchObject({ kind: "changed" });
      expect(await world.log.deadLetters.discard([first])).toMatchObject({ kind: "changed" });
      expect(await world.log.deadLetters.requestRedrive([second, first])).toEqual({
        kind: "refused",
        id: first,
        status: "DISCARDED",
      });
      const nobody = newId();
      expect(await world.log.deadLetters.discard([second, nobody])).toEqual({
        kind: "refused",
        id: nobody,
        status: null,
      });
      expect([await statusOf(first), await statusOf(second)]).toEqual(["DISCARDED", "PARKED"]);
    });

    test("of every group are listed in one place, newest first, page by page", async () => {
      for (const subject of ["a", "b", "c"]) {
        const group = subject === "b" ? "carts.other" : "carts.test";
        await world.log.deadLetters.park({ group, event: event(subject, 1), reason: "no", attempts: 1 });
      }
      const subjects = (page: readonly DeadLetter[]) => page.map((letter) => letter.event.subject);
      const first = await letters(2);
      expect(subjects(first)).toEqual(["c", "b"]);
      expect(subjects(await world.log.deadLetters.list({ after: first[1]!.id, count: 2 }))).toEqual(["a"]);
      expect(subjects(await world.log.deadLetters.list({ group: "carts.other", count: 9 }))).toEqual(["b"]);
      expect(await world.log.deadLetters.list({ status: "DISCARDED", count: 9 })).toEqual([]);
    });
  });
}
