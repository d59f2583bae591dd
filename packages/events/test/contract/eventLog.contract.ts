import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { consume, postgresEffects } from "../../src/index.ts";
import { createWorld, type Engine, effects, event, named, recordEffect, recorder, type World } from "../world.ts";

/** What every engine of the log has to do: hands out events in order, at least once, to groups that share them. */
export function describeEventLog(engine: Engine): void {
  describe(`the event log on ${engine.name}`, () => {
    let world: World;
    beforeEach(async () => {
      world = await createWorld(engine);
    });
    afterEach(() => world.close());

    const seen = () => effects(world.consumer);
    const ofSubject = async (subject: string) => (await seen()).filter((one) => one.startsWith(`${subject}:`));

    test("keeps the order of a subject", async () => {
      const versions = Array.from({ length: 50 }, (_, index) => index + 1);
      await world.run(recorder(world));
      for (const version of versions) await world.log.append([event("a", version), event("b", version)]);
      await eventually(async () => expect(await seen()).toHaveLength(100));
      for (const subject of ["a", "b"]) {
        expect(await ofSubject(subject)).toEqual(versions.map((version) => `${subject}:${version}`));
      }
    });

    test("hands over nothing of another topic", async () => {
      await world.log.append([event("a", 1, "order.placed"), event("a", 2)]);
      await world.run(recorder(world));
      await eventually(async () => expect(await seen()).toEqual(["a:2"]));
    });

    test("takes an event once, however often it is appended", async () => {
      const twice = event("a", 1);
      await world.log.append([twice]);
      await world.log.append([twice, event("a", 2)]);
      await world.run(recorder(world));
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
    });

    test("replays everything to a group that joins late", async () => {
      await world.log.append([event("a", 1), event("a", 2)]);
      await world.run(recorder(world, { group: "carts.early" }));
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
      await world.run(recorder(world, { group: "carts.late" }));
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2", "a:1", "a:2"]));
    });

    test("goes on where the group was when its consumers come back", async () => {
      const first = recorder(world);
      await first.start();
      await world.log.append([event("a", 1)]);
      await eventually(async () => expect(await seen()).toEqual(["a:1"]));
      await first.stop();
      await world.log.append([event("a", 2)]);
      await world.run(recorder(world));
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
    });

    test("lets the consumers of a group share its work: none of it is done twice", async () => {
      await Promise.all([world.run(recorder(world)), world.run(recorder(world))]);
      const subjects = Array.from({ length: 30 }, (_, index) => `s${index}`);
      for (const subject of subjects) await world.log.append([event(subject, 1)]);
      const all = subjects.map((subject) => `${subject}:1`).sort();
      await eventually(async () => expect((await seen()).sort()).toEqual(all));
    });

    test("hands the group on when one of its consumers stops", async () => {
      const [one, two] = [recorder(world), recorder(world)];
      await Promise.all([one.start(), world.run(two)]);
      await world.log.append([event("a", 1)]);
      await one.stop();
      await world.log.append([event("a", 2)]);
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
    });

    test("hands over again what a killed consumer had in hand, and nothing acts twice", async () => {
      await world.log.append([event("done", 1), event("in-hand", 1), event("in-hand", 2)]);
      const victim = await startVictim({ ...world.addresses, STOPS_AT: "in-hand" });
      expect(await seen()).toEqual(["done:1"]);
      await victim.kill();
      await world.run(recorder(world));
      await eventually(async () => expect(await seen()).toEqual(["done:1", "in-hand:1", "in-hand:2"]), {
        timeout: 20_000,
      });
    });

    test("waits while a handler takes long, and gives its events to nobody else", async () => {
      let finish = () => {};
      const held = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const slow = recorder(world, { check: (received) => (received.subject === "slow" ? held : undefined) });
      await Promise.all([world.run(slow), world.run(recorder(world, { group: "carts.other" }))]);
      await world.log.append([event("slow", 1)]);
      await world.log.append([event("next", 1)]);
      // Another group is not held up.
      await eventually(async () => expect(await seen()).toEqual(["slow:1", "next:1"]));
      finish();
      await eventually(async () => expect((await seen()).sort()).toEqual(["next:1", "next:1", "slow:1", "slow:1"]));
    });

    test("bounds its batches", async () => {
      const sizes: number[] = [];
      const many = Array.from({ length: 450 }, (_, index) => event("a", index + 1));
      await world.log.append(many);
      await world.run(
        consume({
          log: world.log,
          group: "carts.batches",
          topics: ["order.confirmed"],
          effects: postgresEffects(world.consumer),
          async handleBatch(transaction, events) {
            sizes.push(events.length);
            for (const one of events) await recordEffect(transaction, one);
          },
        }),
      );
      await eventually(async () => expect(await seen()).toEqual(many.map(named)));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
      expect(sizes.length).toBeLessThan(10);
    });

    test("tells how far its groups are", async () => {
      const worker = await world.run(recorder(world));
      await world.log.append([event("a", 1)]);
      await eventually(async () => {
        const [group] = await world.log.groups();
        expect(group).toMatchObject({ group: "carts.test", topics: ["order.confirmed"], lag: 0 });
        expect(group?.lastHandledAt).toBeInstanceOf(Date);
      });
      await worker.stop();
      await world.log.append([event("a", 2), event("a", 3), event("a", 4, "order.placed")]);
      expect(await world.log.groups("carts.test")).toMatchObject([{ lag: 2 }]);
      expect(await world.log.groups("carts.unknown")).toEqual([]);
    });
  });
}

/** Starts the victim, and resolves when it has its event in hand. */
async function startVictim(variables: Record<string, string>): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./victim.ts", import.meta.url))], {
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  await Promise.race([
    once(child.stdout, "data"),
    ended.then(() => {
      throw new Error("The victim ended by itself");
    }),
  ]);
  return {
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
