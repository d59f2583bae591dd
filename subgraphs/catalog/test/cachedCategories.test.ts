import { type Cache, memoryCache, redisCache } from "@angidi/datastores";
import { countStatements, describeOn, eventually, startSeverableProxy, testRedis } from "@angidi/testing";
import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { type CachedCategories, cachedCategories } from "../src/data/cachedCategories.ts";
import type { CategoryChange, CategoryRepository } from "../src/data/categoryRepository.ts";
import type { Category } from "../src/domain/category.ts";
import { categoryUpdatedEvent } from "../src/events/categoryEvents.ts";
import { someCategory } from "./makeCategory.ts";
import { onEachStores, type TestStores } from "./stores.ts";

onEachStores("The tree of categories in memory", (open) => {
  let store: TestStores;
  const toClose: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    store = await open();
  });
  afterEach(async () => {
    for (const close of toClose.splice(0).reverse()) await close();
    await store.close();
  });

  async function replica(cache: Promise<Cache> = memoryCache()): Promise<CachedCategories> {
    const opened = await cache;
    toClose.push(() => opened.close());
    return cachedCategories(store.categories, opened);
  }

  async function insert(into: Pick<CategoryRepository, "insert">, changes: Partial<Category> = {}): Promise<Category> {
    const category = someCategory(changes);
    expect((await into.insert(category)).kind).toBe("saved");
    return category;
  }

  const renamed = (category: Category, name: string): CategoryChange => {
    const next = { ...category, name, version: category.version + 1 };
    return { category: next, replaces: category.version, event: categoryUpdatedEvent({ ...next, ancestors: [] }) };
  };
  const count = async (work: () => Promise<unknown>) => (await countStatements(work)).statements.length;

  test("shows what the store has, by one statement for all", async () => {
    const { shown, categories } = await replica();
    const home = await insert(categories, { name: "Home" });
    const lamps = await insert(categories, { name: "Lamps", parentId: home.id });
    const desks = await insert(categories, { name: "Desks", parentId: home.id });
    const reads = async (from: Pick<CategoryRepository, "byIds" | "bySlugs" | "children">) => ({
      byIds: await from.byIds([lamps.id.toUpperCase()]),
      bySlugs: await from.bySlugs([desks.slug]),
      top: await from.children([null]),
      below: await from.children([home.id, lamps.id]),
      nothing: await from.byIds([]),
    });
    const counted = await countStatements(() => reads(shown));
    expect(counted.statements).toHaveLength(1);
    expect(counted.result).toEqual(await reads(store.categories));
    expect(await count(() => reads(shown))).toBe(0);
  });

  test("shows at once what was made, changed or moved here", async () => {
    const { shown, categories } = await replica();
    const [home, lamps] = [await insert(categories), await insert(categories)];
    const [before] = await shown.byIds([lamps.id]);
    expect(before).toMatchObject({ name: lamps.name, ancestors: [] });
    await categories.replace(renamed(lamps, "Lights"));
    expect(await shown.byIds([lamps.id])).toMatchObject([{ name: "Lights" }]);
    await categories.move(lamps.id, home.id, categoryUpdatedEvent);
    expect(await shown.bySlugs([lamps.slug])).toMatchObject([{ ancestors: [{ id: home.id }] }]);
    expect(await shown.children([home.id])).toMatchObject([{ id: lamps.id }]);
  });

  test("shows a change here also to who was reading while it was made", async () => {
    const { shown, categories } = await replica();
    const lamps = await insert(categories);
    for (let version = 1; version <= 10; version++) {
      const reading = Array.from({ length: 5 }, () => shown.byIds([lamps.id]));
      await categories.replace(renamed({ ...lamps, version }, `Lamps ${version}`));
      expect(await shown.byIds([lamps.id])).toMatchObject([{ name: `Lamps ${version}` }]);
      await Promise.all(reading);
    }
  });

  test("finds what was made elsewhere before anybody says so", async () => {
    const { shown } = await replica();
    expect(await shown.bySlugs(["none"])).toEqual([]);
    const made = await insert(store.categories);
    expect(await shown.byIds([made.id])).toMatchObject([{ id: made.id }]);
    expect(await shown.bySlugs([made.slug])).toMatchObject([{ id: made.id }]);
  });

  test("is read once by a hundred who find nothing there", async () => {
    const { shown, categories } = await replica();
    const lamps = await insert(categories);
    const { result, statements } = await countStatements(() =>
      Promise.all(Array.from({ length: 100 }, () => shown.byIds([lamps.id]))),
    );
    expect(statements).toHaveLength(1);
    expect(result.every(([found]) => found?.id === lamps.id)).toBe(true);
  });

  test("is not kept when it could not be read", async () => {
    const lamps = await insert(store.categories);
    let isAway = true;
    const failing: CategoryRepository = {
      ...store.categories,
      all: () => (isAway ? Promise.reject(new Error("away")) : store.categories.all()),
    };
    const cache = await memoryCache();
    toClose.push(() => cache.close());
    const { shown } = cachedCategories(failing, cache);
    await expect(shown.byIds([lamps.id])).rejects.toThrow("away");
    isAway = false;
    expect(await shown.byIds([lamps.id])).toMatchObject([{ id: lamps.id }]);
  });

  describeOn("REDIS_URL", "shared over Redis", (url) => {
    const redis = testRedis(url);
    afterEach(() => redis.flush());
    afterAll(() => redis.drop());
    const shared = (at = url) => replica(redisCache({ url: at, keyPrefix: redis.keyPrefix, applicationName: "test" }));

    test("shows within moments what another replica changed", async () => {
      const [one, other] = [await shared(), await shared()];
      const lamps = await insert(one.categories);
      expect(await other.shown.byIds([lamps.id])).toMatchObject([{ name: lamps.name }]);
      await one.categories.replace(renamed(lamps, "Lights"));
      await eventually(async () => expect(await other.shown.byIds([lamps.id])).toMatchObject([{ name: "Lights" }]));
    });

    test("stays a tree in memory while Redis is away", async () => {
      const way = await startSeverableProxy(url);
      toClose.push(() => way.stop());
      const { shown, categories } = await shared(way.url);
      const lamps = await insert(categories);
      expect(await shown.byIds([lamps.id])).toMatchObject([{ name: lamps.name }]);
      way.refuse();
      await categories.replace(renamed(lamps, "Lights"));
      expect(await shown.byIds([lamps.id])).toMatchObject([{ name: "Lights" }]);
    });
  });
});
