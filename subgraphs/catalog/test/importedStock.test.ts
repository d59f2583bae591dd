import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { StockLevel } from "../src/data/importedStock.ts";
import { onEachStores, type TestStores } from "./stores.ts";

onEachStores("Imported stock", (open) => {
  let store: TestStores;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const level = (onHand: number | null) => ({ sku: `SKU ${randomUUID()}`, onHand });
  const changedSkus = async (levels: readonly StockLevel[]) => skusOf(await store.importedStock.changed(levels));
  const skusOf = (levels: readonly StockLevel[]) => levels.map(({ sku }) => sku).sort();

  test("what was never said counts as changed, what was said last does not", async () => {
    const [three, none, unlimited, fresh] = [level(3), level(0), level(null), level(1)];
    const levels = [three, none, unlimited];
    expect(await changedSkus(levels)).toEqual(skusOf(levels));
    await store.importedStock.remember(levels);
    expect(await store.importedStock.changed(levels)).toEqual([]);

    const otherwise = [
      { ...three, onHand: 4 },
      { ...none, onHand: null },
      { ...unlimited, onHand: 0 },
    ];
    expect(await changedSkus([...otherwise, fresh])).toEqual(skusOf([...otherwise, fresh]));
    expect(await store.importedStock.changed([three, { ...none, onHand: 2 }])).toEqual([{ ...none, onHand: 2 }]);
    await store.importedStock.remember(otherwise);
    expect(await changedSkus(levels)).toEqual(skusOf(levels));
    expect(await store.importedStock.changed(otherwise)).toEqual([]);
  });

  test("nothing is nothing", async () => {
    expect(await store.importedStock.changed([])).toEqual([]);
    await store.importedStock.remember([]);
  });

  test("a thousand levels take few statements", async () => {
    const levels = Array.from({ length: 1_000 }, (_, index) => level(index));
    const remembered = await countStatements(() => store.importedStock.remember(levels));
    const asked = await countStatements(() => store.importedStock.changed(levels));
    expect(asked.result).toEqual([]);
    expect(remembered.statements.length).toBeLessThanOrEqual(3);
    expect(asked.statements.length).toBeLessThanOrEqual(2);
  });

  test("imports that say the same at once all get through", async () => {
    const levels = Array.from({ length: 20 }, (_, index) => level(index));
    await Promise.all(Array.from({ length: 6 }, () => store.importedStock.remember(levels)));
    expect(await store.importedStock.changed(levels)).toEqual([]);
  });
});
