import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "@jest/globals";
import { type Planner, PlannerOverloaded } from "../src/planning/planner.ts";
import { PlanningThread, type ThreadLimits } from "../src/planning/plannerInThread.ts";
import { shopSupergraph, supergraphOfSdl } from "./kit/supergraphs.ts";

const small = { document: '{ product(id: "1") { title stock } }', operationName: undefined };
const library = supergraphOfSdl({ books: "type Query { books: [String!] }" });

/** Takes seconds to plan. */
const long = ofProducts(6_000);
/** Takes hundreds of MiB to be read alone. */
const huge = ofProducts(200_000);

function ofProducts(count: number) {
  const products = Array.from({ length: count }, (_, index) => `a${index}: product(id: "1") { title stock price }`);
  return { document: `{ ${products.join(" ")} }`, operationName: undefined };
}

describe("the planning thread", () => {
  const planners: Planner[] = [];
  const load = async (limits: Partial<ThreadLimits> = {}, sdls: readonly string[] = [shopSupergraph]) => {
    const thread = new PlanningThread(limits);
    const loaded = await Promise.all(sdls.map((sdl) => thread.load(sdl)));
    planners.push(...loaded.map(({ planner }) => planner));
    return { thread, planners: loaded.map(({ planner }) => planner) as [Planner, ...Planner[]] };
  };
  afterEach(async () => {
    await Promise.all(planners.splice(0).map((planner) => planner.close()));
  });

  test("plans for several supergraphs at once, each by its own", async () => {
    const { planners } = await load({}, [shopSupergraph, library]);
    const books = { document: "{ books }", operationName: undefined };
    const [one, two, other] = await Promise.allSettled([
      planners[0].plan(small),
      planners[1]!.plan(books),
      planners[0].plan(books),
    ]);
    expect(one).toMatchObject({ status: "fulfilled", value: { kind: "Sequence" } });
    expect(two).toMatchObject({ status: "fulfilled", value: { kind: "Fetch", serviceName: "books" } });
    expect(other).toMatchObject({ status: "rejected" });
  });

  test("goes on with the others when one supergraph is closed, or refused", async () => {
    const { thread, planners } = await load({}, [shopSupergraph, library]);
    await planners[1]!.close();
    await expect(thread.load("type Query { a: Int }")).rejects.toThrow(/core schema/);
    expect(await planners[0].plan(small)).toMatchObject({ kind: "Sequence" });
  });

  test("is started anew once everything was closed", async () => {
    const { thread, planners } = await load();
    await planners[0].close();
    const { planner } = await thread.load(shopSupergraph);
    planners.push(planner);
    expect(await planner.plan(small)).toMatchObject({ kind: "Sequence" });
    await planner.close();
  });

  test("leaves this thread free while it plans", async () => {
    const { planners } = await load();
    let isPlanned = false;
    const planned = Promise.allSettled([planners[0].plan(long)]).finally(() => {
      isPlanned = true;
    });
    let turns = 0;
    while (!isPlanned && turns < 10) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    expect(turns).toBe(10);
    await planners[0].close();
    expect(await planned).toMatchObject([{ status: "rejected" }]);
  });

  test("that runs out of memory fails what it died of alone; the next one has all supergraphs", async () => {
    const { planners } = await load({ heapMebibytes: 64, planMilliseconds: 50_000 }, [shopSupergraph, library]);
    const [died, ...behind] = await Promise.allSettled([
      planners[0].plan(huge),
      planners[0].plan(small),
      planners[1]!.plan({ document: "{ books }", operationName: undefined }),
    ]);
    const message = expect.stringMatching(/^The planning thread ended: .*memory/);
    expect(died).toMatchObject({ reason: { name: "PlanningFailed", message } });
    expect(behind).toMatchObject([{ value: { kind: "Sequence" } }, { value: { kind: "Fetch" } }]);
    expect(await planners[0].plan(small)).toMatchObject({ kind: "Sequence" });
  });

  test("that has no room for a supergraph refuses it", async () => {
    await expect(load({ heapMebibytes: 8 })).rejects.toThrow(/The planning thread ended: .*memory/);
  });

  test("gives up an operation that takes too long", async () => {
    const { planners } = await load({ planMilliseconds: 500 });
    const [late, behind] = await Promise.allSettled([planners[0].plan(long), planners[0].plan(small)]);
    const message = "The planning thread ended: an operation took more than 500 ms to plan";
    expect(late).toMatchObject({ reason: { name: "PlanningFailed", message } });
    expect(behind).toMatchObject({ value: { kind: "Sequence" } });
  });

  test("lets only so many operations wait", async () => {
    const { planners } = await load({ waiting: 3 });
    const planned = await Promise.allSettled(Array.from({ length: 25 }, () => planners[0].plan(small)));
    const refused = planned.filter((each) => each.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(PlannerOverloaded);
    expect(planned.slice(0, 3).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    expect(await planners[0].plan(small)).toMatchObject({ kind: "Sequence" });
  });

  test("does not keep those who leave: their place in the queue is another's", async () => {
    const { planners } = await load({ waiting: 1 });
    const leaving = new AbortController();
    const planned = [long, ...Array.from({ length: 16 }, () => small)].map((each) =>
      planners[0].plan(each, leaving.signal),
    );
    const settled = Promise.allSettled(planned);
    await expect(planners[0].plan(small)).rejects.toThrow(PlannerOverloaded);
    leaving.abort(new Error("gone"));
    for (const each of await settled) expect(each).toMatchObject({ reason: { message: "gone" } });
    const [waiting] = await Promise.all([Promise.allSettled([planners[0].plan(small)]), planners[0].close()]);
    expect(waiting).toMatchObject([{ reason: { message: "The supergraph is closed" } }]);
  });

  test("ends with the last supergraph, and what was being planned fails", async () => {
    const { planners } = await load();
    const planned = [planners[0].plan(long), ...Array.from({ length: 30 }, () => planners[0].plan(small))];
    const settled = Promise.allSettled(planned);
    await planners[0].close();
    for (const each of await settled) {
      expect(each).toMatchObject({ status: "rejected", reason: { message: "The supergraph is closed" } });
    }
  });

  test("does not keep a process alive that forgot to close it, and does so while it waits", async () => {
    const load = fileURLToPath(new URL("../src/supergraph/load.ts", import.meta.url));
    const script = `
      const { loadSupergraph } = await import(${JSON.stringify(load)});
      const { planner } = await loadSupergraph(process.env.SUPERGRAPH);
      const node = await planner.plan({ document: process.env.DOCUMENT });
      console.log(node.kind);`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, NODE_OPTIONS: "", SUPERGRAPH: shopSupergraph, DOCUMENT: small.document },
    });
    expect(stdout).toBe("Sequence\n");
  });
});
