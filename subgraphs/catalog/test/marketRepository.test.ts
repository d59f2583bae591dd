import { newId } from "@angidi/datastores";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Market } from "../src/domain/market.ts";
import { onEachStores, type TestStores } from "./stores.ts";

function someMarket(changes: Partial<Market> = {}): Market {
  const id = newId();
  const countries = ["DE", "AT"];
  return {
    id,
    code: `market-${id}`,
    name: "Euro zone",
    countries,
    currency: "EUR",
    priceLists: [],
    version: 1,
    ...changes,
  };
}

onEachStores("Markets", (open) => {
  let store: TestStores;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  test("come back as they were stored, by code", async () => {
    const lists = [{ id: newId(), name: "Sale", startsAt: "2026-01-01T00:00:00.000Z", endsAt: null }];
    const [one, two] = [someMarket({ code: "b", priceLists: lists }), someMarket({ code: "a" })];
    for (const market of [one, two]) expect(await store.markets.save(market, null)).toEqual({ kind: "saved" });
    expect(await store.markets.all()).toEqual([two, one]);
  });

  test("a code is one market's, also when many want it at once", async () => {
    const code = `code-${newId()}`;
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => store.markets.save(someMarket({ code }), null)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual([...Array(4).fill("code-taken"), "saved"]);
  });

  test("of changes of one version at once, one is saved", async () => {
    const market = someMarket();
    await store.markets.save(market, null);
    const outcomes = await Promise.all(
      ["One", "Two", "Three"].map((name) => store.markets.save({ ...market, name, version: 2 }, 1)),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["saved", "version-conflict", "version-conflict"]);
    expect((await store.markets.all()).find(({ id }) => id === market.id)?.version).toBe(2);
  });
});
