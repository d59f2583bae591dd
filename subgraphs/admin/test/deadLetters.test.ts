import { newId } from "@angidi/datastores";
import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Answer, park, startWorld, stockEvent, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const nodes = async (variables: object = {}): Promise<Answer[]> =>
  (await world.ask("DeadLetters", variables)).edges.map(({ node }: Answer) => node);
const redrive = (ids: readonly string[]) => world.ask("RedriveDeadLetters", { input: { ids } });
const discard = (ids: readonly string[]) => world.ask("DiscardDeadLetters", { input: { ids } });
const errorOf = async (operation: string, variables: object) => (await world.execute(operation, variables)).errors?.[0];

describe("the list of dead letters", () => {
  test("tells which event failed, where and why", async () => {
    const event = await park(world);
    const { id, type, source, subject, subjectVersion, time } = event;
    expect(await nodes()).toEqual([
      {
        id: expect.any(String),
        group: "carts.stock",
        reason: "Error: no",
        attempts: 4,
        parkedAt: expect.any(String),
        status: "PARKED",
        event: { id, type, source, subject, subjectVersion, time },
      },
    ]);
    const { edges } = await world.ask("DeadLetterData");
    expect(JSON.parse(edges[0].node.event.data)).toEqual(event.data);
  });

  test("is read page by page, newest first, of one group or status if asked", async () => {
    const skus = ["a", "b", "c"];
    for (const sku of skus) await park(world, { sku, group: sku === "b" ? "carts.alerts" : "carts.stock" });
    const subjects = async (variables: object) => (await nodes(variables)).map(({ event }) => event.subject);
    const first = await world.ask("DeadLetters", { first: 2 });
    expect(first.edges.map(({ node }: Answer) => node.event.subject)).toEqual(["c", "b"]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(await subjects({ first: 2, after: first.pageInfo.endCursor })).toEqual(["a"]);
    expect(await subjects({ group: "carts.alerts" })).toEqual(["b"]);
    expect(await subjects({ status: "DISCARDED" })).toEqual([]);
  });

  test("refuses pages that cannot be", async () => {
    expect((await errorOf("DeadLetters", { first: 101 }))?.extensions.code).toBe("BAD_USER_INPUT");
    expect((await errorOf("DeadLetters", { after: "nonsense" }))?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("a redrive", () => {
  test("has the group try the event again, and tells what came of it", async () => {
    let broken = true;
    await world.consumer("carts.stock", () => {
      if (broken) throw new Error("broken");
    });
    await world.log.append([stockEvent("a", 1), stockEvent("b", 1)]);
    await eventually(async () => expect(await nodes()).toHaveLength(2));
    broken = false;
    await world.log.append([stockEvent("b", 2)]);
    await eventually(async () => expect((await world.ask("EventConsumers"))[0].lag).toBe(0));

    const ids = (await nodes()).map(({ id }) => id);
    const asked = await redrive(ids);
    expect(asked.__typename).toBe("DeadLettersRedriven");
    expect(asked.deadLetters.map((letter: Answer) => [letter.id, letter.status])).toEqual(
      ids.map((id) => [id, "REDRIVING"]),
    );
    await eventually(async () =>
      expect((await nodes()).map(({ event, status }) => [event.subject, status])).toEqual([
        ["b", "SUPERSEDED"],
        ["a", "REDRIVEN"],
      ]),
    );
    expect(await redrive([ids[1]])).toMatchObject({ __typename: "DeadLetterNotParked", path: ["input", "ids", "0"] });
  });

  test("asked for twice is under way once", async () => {
    await park(world);
    const [{ id }] = (await nodes()) as [Answer];
    await redrive([id]);
    expect(await redrive([id])).toMatchObject({ deadLetters: [{ id, status: "REDRIVING" }] });
  });
});

describe("a letter that is discarded", () => {
  test("stays so, and cannot be redriven", async () => {
    await park(world);
    const [{ id }] = (await nodes()) as [Answer];
    for (let time = 0; time < 2; time++) {
      expect(await discard([id])).toMatchObject({
        __typename: "DeadLettersDiscarded",
        deadLetters: [{ id, status: "DISCARDED" }],
      });
    }
    expect(await redrive([id])).toMatchObject({
      __typename: "DeadLetterNotParked",
      message: "This dead letter was discarded.",
    });
  });
});

test("letters that are not there are said so, and nothing happens to the others", async () => {
  await park(world);
  const [{ id }] = (await nodes()) as [Answer];
  for (const nobody of [newId(), "nonsense"]) {
    const refusal = { __typename: "DeadLetterNotFound", path: ["input", "ids", "1"] };
    expect(await redrive([id, nobody])).toMatchObject(refusal);
    expect(await discard([id, nobody])).toMatchObject(refusal);
  }
  expect(await nodes({ status: "PARKED" })).toHaveLength(1);
  for (const ids of [[], Array.from({ length: 101 }, newId)]) {
    expect(await discard(ids)).toMatchObject({ __typename: "InvalidInput", path: ["input", "ids"] });
  }
});
