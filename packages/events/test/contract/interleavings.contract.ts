import type { Transaction, Worker } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { consume, postgresEffects } from "../../src/index.ts";
import { createWorld, type Engine, event, type World } from "../world.ts";

type Step =
  /** The next version of a subject, whose first attempts fail. */
  | { readonly kind: "append"; readonly subject: string; readonly failures: number }
  /** A consumer ends, whatever it has in hand, and another one takes its place. */
  | { readonly kind: "restart" }
  /** The group gets everything again, also while it is at work. */
  | { readonly kind: "rewind" }
  /** Staff ask for all that is parked. */
  | { readonly kind: "redrive" }
  /** Everything that waits is handled first. */
  | { readonly kind: "settle" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("append" as const),
      subject: fc.constantFrom("a", "b", "c"),
      failures: fc.constantFrom(0, 0, 0, 1, 2, 3),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "restart" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "rewind" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "redrive" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "settle" as const }) },
);

/** Whatever happens in between, consumers end up where a run without any fault would have brought them. */
export function describeInterleavings(engine: Engine): void {
  describe(`faults, with the log on ${engine.name}`, () => {
    let world: World;
    let runs = 0;
    beforeEach(async () => {
      world = await createWorld(engine);
      await world.consumer.query(
        "test.createCopies",
        "CREATE TABLE copies (run text, subject text, version bigint, PRIMARY KEY (run, subject))",
      );
      await world.consumer.query(
        "test.createCounts",
        "CREATE TABLE counts (run text, subject text, events bigint, PRIMARY KEY (run, subject))",
      );
    });
    afterEach(() => world.close());

    test("in any order leave consumers in the state of a run without them", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
          runs += 1;
          const run = `run-${runs}`;
          const expected = await play(run, steps);
          expect(await stateOf(run)).toEqual(expected);
        }),
        { numRuns: engine.interleavings },
      );
    }, 120_000);

    /** Plays the steps and what it takes for everything to come to rest; gives the state that should have come of it. */
    async function play(run: string, steps: readonly Step[]): Promise<State> {
      const expected: State = { copies: {}, counts: {} };
      const failuresLeft = new Map<string, number>();
      const fail = (group: string, { id }: DomainEvent) => {
        const left = failuresLeft.get(id) ?? 0;
        failuresLeft.set(`${group} ${id}`, (failuresLeft.get(`${group} ${id}`) ?? left) - 1);
        if (failuresLeft.get(`${group} ${id}`)! >= 0) throw new Error("as told");
      };
      const consumers = consumersOf(world, run, fail);
      const groups = [`copy.${run}`, `count.${run}`];
      let workers = await startAll(consumers());

      for (const one of steps) {
        if (one.kind === "append") {
          const version = (expected.copies[one.subject] ?? 0) + 1;
          expected.copies[one.subject] = version;
          expected.counts[one.subject] = version;
          const appended = event(one.subject, version, run);
          failuresLeft.set(appended.id, one.failures);
          await world.log.append([appended]);
        } else if (one.kind === "restart") {
          const [first, ...others] = workers;
          await first!.stop();
          const successor = consumers().find(({ name }) => name === first!.name)!;
          workers = [...others, ...(await startAll([successor]))];
        } else if (one.kind === "rewind") {
          for (const group of groups) await engine.rewind(world, group);
        } else if (one.kind === "redrive") {
          await redriveParked(world, groups);
        } else {
          await atRest(world, groups);
        }
      }

      await Promise.all(workers.map((worker) => worker.stop()));
      workers = await startAll(consumers());
      await eventually(
        async () => {
          await redriveParked(world, groups);
          await atRest(world, groups);
          expect((await world.log.deadLetters.openByGroup()).size).toBe(0);
        },
        { timeout: 20_000 },
      );
      await Promise.all(workers.map((worker) => worker.stop()));
      return expected;
    }

    async function stateOf(run: string): Promise<State> {
      const copies = await world.consumer.query<{ subject: string; version: number }>(
        "test.copies",
        "SELECT subject, version FROM copies WHERE run = $1",
        [run],
      );
      const counts = await world.consumer.query<{ subject: string; events: number }>(
        "test.counts",
        "SELECT subject, events FROM counts WHERE run = $1",
        [run],
      );
      return {
        copies: Object.fromEntries(copies.map(({ subject, version }) => [subject, version])),
        counts: Object.fromEntries(counts.map(({ subject, events }) => [subject, events])),
      };
    }
  });
}

interface State {
  /** The version of each subject that a copy of it has. */
  readonly copies: Record<string, number>;
  /** How many events there were of each subject. */
  readonly counts: Record<string, number>;
}

/** Two consumers of each of two groups: one copies what is newest, one counts every event. */
function consumersOf(world: World, run: string, fail: (group: string, event: DomainEvent) => void) {
  const common = { log: world.log, effects: postgresEffects(world.consumer), topics: [run], attempts: 1 };
  const copier = () =>
    consume({
      ...common,
      group: `copy.${run}`,
      versioned: true,
      async handleBatch(transaction, events) {
        for (const one of events) {
          await copy(transaction, run, one);
          fail("copy", one);
        }
      },
    });
  const counter = () =>
    consume({
      ...common,
      group: `count.${run}`,
      async handle(transaction, one) {
        await count(transaction, run, one);
        fail("count", one);
      },
    });
  return () => [copier(), counter(), copier(), counter()];
}

async function startAll(workers: readonly Worker[]): Promise<Worker[]> {
  await Promise.all(workers.map((worker) => worker.start()));
  return [...workers];
}

/** As a copy that trusts its order does: it takes what comes last. */
async function copy(transaction: Transaction, run: string, { subject, subjectVersion }: DomainEvent): Promise<void> {
  await transaction.query(
    "test.copy",
    `INSERT INTO copies VALUES ($1, $2, $3) ON CONFLICT (run, subject) DO UPDATE SET version = excluded.version`,
    [run, subject, subjectVersion],
  );
}

async function count(transaction: Transaction, run: string, { subject }: DomainEvent): Promise<void> {
  await transaction.query(
    "test.count",
    `INSERT INTO counts AS counted VALUES ($1, $2, 1) ON CONFLICT (run, subject) DO UPDATE SET events = counted.events + 1`,
    [run, subject],
  );
}

async function redriveParked({ log }: World, groups: readonly string[]): Promise<void> {
  for (const group of groups) {
    const parked = await log.deadLetters.list({ group, status: "PARKED", count: 100 });
    await log.deadLetters.requestRedrive(parked.map(({ id }) => id));
  }
}

/** Waits until the groups have handled everything, and no redrive is under way. */
function atRest({ log }: World, groups: readonly string[]): Promise<unknown> {
  return eventually(
    async () => {
      for (const group of groups) {
        expect((await log.groups(group)).every(({ lag }) => lag === 0)).toBe(true);
        expect(await log.deadLetters.list({ group, status: "REDRIVING", count: 1 })).toEqual([]);
      }
    },
    { timeout: 20_000 },
  );
}
