import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { DomainEvent } from "@angidi/event-contracts";
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

    test("loses nothing and keeps the order of subjects while consumers of a group come and go under load", async () => {
      const subjects = Array.from({ length: 8 }, (_, index) => `s${index}`);
      const versions = Array.from({ length: 60 }, (_, index) => index + 1);
      const [first, second, third] = [recorder(world), recorder(world), recorder(world)];
      await Promise.all([first.start(), world.run(second)]);
      for (const version of versions) {
        await world.log.append(subjects.map((subject) => event(subject, version)));
        if (version === 20) await world.run(third);
        if (version === 40) await first.stop();
      }
      await eventually(async () => expect(await seen()).toHaveLength(subjects.length * versions.length), {
        timeout: 20_000,
      });
      for (const subject of subjects) {
        expect(await ofSubject(subject)).toEqual(versions.map((version) => `${subject}:${version}`));
      }
    }, 30_000);

    test("hands the events of a subject over one batch at a time, also those of several topics", async () => {
      const topics = ["order.placed", "order.confirmed"];
      const inHand = new Map<string, number>();
      const overlaps: string[] = [];
      const received = new Set<string>();
      const member = () =>
        world.log.subscribe({
          group: "carts.alone",
          topics,
          batchSize: 2,
          async handle(events) {
            const subjects = new Set(events.map(({ subject }) => subject));
            for (const subject of subjects) {
              if (inHand.has(subject)) overlaps.push(subject);
              inHand.set(subject, 1);
            }
            await pause(2);
            for (const subject of subjects) inHand.delete(subject);
            for (const { id } of events) received.add(id);
          },
        });
      await Promise.all([world.run(member()), world.run(member())]);
      const many = Array.from({ length: 120 }, (_, index) =>
        event(`s${index % 6}`, index, topics[index % 4 < 2 ? 0 : 1]),
      );
      for (let at = 0; at < many.length; at += 20) await world.log.append(many.slice(at, at + 20));
      await eventually(() => expect(received.size).toBe(many.length), { timeout: 20_000 });
      expect(overlaps).toEqual([]);
    }, 30_000);

    test("hands the group on when one of its consumers stops", async () => {
      const [one, two] = [recorder(world), recorder(world)];
      await Promise.all([one.start(), world.run(two)]);
      await world.log.append([event("a", 1)]);
      await one.stop();
      await world.log.append([event("a", 2)]);
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
    });

    test("hands over again what a killed consumer had in hand, and nothing acts twice", async () => {
      await world.log.append([event("a", 1), event("a", 2), event("a", 3)]);
      const victim = await startVictim({ ...world.addresses, STOPS_AT: "a:2" });
      expect(await seen()).toEqual(["a:1"]);
      await victim.kill();
      await world.run(recorder(world));
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2", "a:3"]), {
        timeout: 20_000,
      });
    });

    test("waits while a handler takes long, and gives its events to nobody else", async () => {
      let finish = () => {};
      const held = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const slow = recorder(world, { check: (received) => (named(received) === "a:1" ? held : undefined) });
      await Promise.all([world.run(slow), world.run(recorder(world, { group: "carts.other" }))]);
      await world.log.append([event("a", 1)]);
      await world.log.append([event("a", 2)]);
      // Another group is not held up.
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
      finish();
      await eventually(async () => expect((await seen()).sort()).toEqual(["a:1", "a:1", "a:2", "a:2"]));
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

    test("hands on a topic that a group takes in later, from then on at least", async () => {
      const first = recorder(world);
      await first.start();
      await world.log.append([event("a", 1)]);
      await eventually(async () => expect(await seen()).toEqual(["a:1"]));
      await first.stop();
      await world.run(recorder(world, { topics: ["order.confirmed", "order.placed"] }));
      await eventually(async () => expect((await world.log.groups())[0]?.topics).toHaveLength(2));
      await world.log.append([event("b", 1, "order.placed")]);
      await world.log.append([event("a", 2)]);
      await eventually(async () => expect((await seen()).sort()).toEqual(["a:1", "a:2", "b:1"]));
    });

    describe("replays", () => {
      const topics = ["order.confirmed"];
      const subjects = Array.from({ length: 7 }, (_, index) => `s${index}`);
      const versions = Array.from({ length: 60 }, (_, index) => index + 1);
      const versionsOf = (subject: string, received: readonly DomainEvent[]) =>
        received.filter((one) => one.subject === subject).map(({ subjectVersion }) => subjectVersion);

      test("everything there is, a subject's events in order, in bounded batches", async () => {
        const many = versions.flatMap((version) => subjects.map((subject) => event(subject, version)));
        await world.log.append([...many, event("s0", 99, "order.placed")]);
        const received: DomainEvent[] = [];
        const sizes: number[] = [];
        await world.log.replay({
          topics,
          batchSize: 50,
          async handle(events) {
            sizes.push(events.length);
            received.push(...events);
          },
        });
        expect(received).toHaveLength(many.length);
        for (const subject of subjects) expect(versionsOf(subject, received)).toEqual(versions);
        expect(received.find(({ id }) => id === many[5]!.id)).toEqual(many[5]);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
        expect(await world.log.groups()).toEqual([]);
      });

      test("nothing where nothing is", async () => {
        const handle = () => Promise.reject(new Error("There was something"));
        await world.log.replay({ topics, batchSize: 50, handle });
      });

      test("to an end, although events keep coming", async () => {
        await world.log.append(versions.map((version) => event("a", version)));
        const received: DomainEvent[] = [];
        await world.log.replay({
          topics,
          batchSize: 10,
          async handle(events) {
            received.push(...events);
            await world.log.append(events.map(({ subject, subjectVersion }) => event(subject, 1_000 + subjectVersion)));
          },
        });
        expect(versionsOf("a", received)).toEqual(versions);
      });

      test("until it is told to stop, or what it hands over to fails", async () => {
        await world.log.append(versions.map((version) => event("a", version)));
        const stopped = new AbortController();
        let batches = 0;
        const handle = async () => {
          batches += 1;
          stopped.abort(new Error("enough"));
        };
        await expect(world.log.replay({ topics, batchSize: 10, handle, signal: stopped.signal })).rejects.toThrow(
          "enough",
        );
        expect(batches).toBe(1);
        const failing = () => Promise.reject(new Error("no"));
        await expect(world.log.replay({ topics, batchSize: 10, handle: failing })).rejects.toThrow("no");
      });
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
