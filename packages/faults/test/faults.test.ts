import { StoreUnavailable } from "@angidi/datastores";
import { testDatabase } from "@angidi/testing";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { diceBy } from "../src/dice.ts";
import { faultsBy, InjectedFault, parseFaults } from "../src/index.ts";

const faults = (text: string, seed = 1) => faultsBy(() => parseFaults(text).plan, seed);

/** A service that counts how often it is asked. */
function service() {
  let asked = 0;
  const way = { execute: async (_request: { operationName?: string; signal: AbortSignal }) => ++asked };
  return { find: (_name: string) => way, asked: () => asked };
}

const request = (milliseconds = 1_000) => ({
  operationName: "ReserveStock",
  signal: AbortSignal.timeout(milliseconds),
});

describe("the dice", () => {
  test("fall by the seed, the point and how many calls it has seen, whatever happens elsewhere meanwhile", () => {
    const { plan } = parseFaults("services:error=0.3,slow=0.3; database:lost=0.5");
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.boolean(), { maxLength: 50 }), (seed, interruptions) => {
        const quiet = diceBy(() => plan, seed);
        const busy = diceBy(() => plan, seed);
        for (const isInterrupted of interruptions) {
          if (isInterrupted) busy.throwFor(["database", "orders"]);
          expect(busy.throwFor(["services", "carts"])).toEqual(quiet.throwFor(["services", "carts"]));
        }
      }),
    );
  });

  test("fall as often as is said", () => {
    const { plan } = parseFaults("provider:error=0.1");
    const dice = diceBy(() => plan, 7);
    const thrown = Array.from({ length: 10_000 }, () => dice.throwFor(["provider", "test", "capture"]));
    const share = thrown.filter((one) => one !== null).length / thrown.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
  });

  test("go by the nearest point", () => {
    const { plan } = parseFaults("services:error=1; services.carts:error=0; services.carts.adoptCart:slow=1");
    const dice = diceBy(() => plan, 1);
    expect(dice.throwFor(["services", "orders", "cancel"])?.failure).toBe("error");
    expect(dice.throwFor(["services", "carts", "placementQuote"])).toBeNull();
    expect(dice.throwFor(["services", "carts", "adoptCart"])).toMatchObject({ failure: null, pause: 200 });
    expect(dice.throwFor(["database", "orders"])).toBeNull();
  });
});

describe("a call of a service", () => {
  test.each([
    ["error", 0],
    ["lost", 1],
    ["timeout", 0],
  ])("that meets “%s” fails and was made %i times", async (kind, times) => {
    const { find, asked } = service();
    const way = faults(`services.inventory.reserveStock:${kind}=1`).services(find)("inventory");
    await expect(way.execute(request(50))).rejects.toThrow();
    expect(asked()).toBe(times);
    expect(await way.execute({ ...request(), operationName: "Restock" })).toBe(times + 1);
  });

  test("that is duplicated is made twice and answered once", async () => {
    const { find, asked } = service();
    await faults("services:duplicate=1").services(find)("carts").execute(request());
    expect(asked()).toBe(2);
  });

  test("of the gateway has faults of its own", async () => {
    const { find } = service();
    const { gateway, services } = faults("gateway.orders:error=1");
    await expect(gateway(find)("orders").execute(request())).rejects.toThrow(InjectedFault);
    expect(await services(find)("orders").execute(request())).toBe(1);
  });
});

test("a provider's calls are points of their own", async () => {
  const provider = { capture: async () => "captured", void: async () => "voided" };
  const { TEST: around } = faults("provider.test.capture:lost=1").providers({ TEST: provider });
  await expect(around.capture()).rejects.toThrow("it was done, and nobody was told");
  expect(await around.void()).toBe("voided");
});

describe("a database", () => {
  const things = { name: "things", migrations: [new URL("./tables/", import.meta.url)] };
  const insert = "INSERT INTO things (name) VALUES ('one')";

  test.each([
    ["error", 0],
    ["lost", 1],
  ])("whose transaction meets “%s” has %i rows of it; who waits for the commit hears of none", async (kind, rows) => {
    const store = await testDatabase(things);
    const database = faults(`database:${kind}=1`).database(store.database);
    let heard = 0;
    const work = database.transaction(async (transaction) => {
      transaction.afterCommit(() => heard++);
      await transaction.query("things.add", insert);
    });
    await expect(work).rejects.toThrow(StoreUnavailable);
    await expect(database.query("things.addMore", insert)).rejects.toThrow(StoreUnavailable);
    const [row] = await store.database.query<{ count: number }>("things.count", "SELECT count(*) AS count FROM things");
    expect(row!.count).toBe(2 * rows);
    expect(heard).toBe(0);
    await store.drop();
  });
});

describe("the event log", () => {
  /** A log that hands over one event when it is told to. */
  function logOf(appended: unknown[]) {
    let handOver = async () => {};
    return {
      log: {
        append: async (events: readonly unknown[]) => void appended.push(...events),
        subscribe: ({ handle }: { handle(events: readonly never[], signal: AbortSignal): Promise<void> }) => {
          handOver = () => handle([], new AbortController().signal);
          return { name: "test", start: async () => {}, stop: async () => {} };
        },
      } as never,
      handOver: () => handOver(),
    };
  }

  test("has events that it does not acknowledge", async () => {
    const appended: unknown[] = [];
    const log = faults("events.orders:lost=1").eventLog("orders", logOf(appended).log);
    await expect(log.append([{} as never])).rejects.toThrow(StoreUnavailable);
    expect(appended).toHaveLength(1);
  });

  test.each([
    ["duplicate", 2, false],
    ["lost", 1, true],
    ["error", 0, true],
  ])("that meets “%s” hands events over %i times", async (kind, times, comesAgain) => {
    const { log, handOver } = logOf([]);
    let handled = 0;
    faults(`events:${kind}=1`)
      .eventLog("carts", log)
      .subscribe({ group: "test", topics: [], batchSize: 1, handle: async () => void handled++ });
    const handing = handOver();
    if (comesAgain) await expect(handing).rejects.toThrow(StoreUnavailable);
    else await handing;
    expect(handled).toBe(times);
  });
});
