import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { nameKey } from "../src/domain/text.ts";
import { onEachStores, type TestStores } from "./stores.ts";

onEachStores("Brands and sellers", (open) => {
  let store: TestStores;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const newName = (name: string) => `${name} ${randomUUID()}`;

  test.each(["brands", "sellers"] as const)(
    "%s come back as they were made; a name is taken whatever its capitals",
    async (of) => {
      const party = { id: newId(), name: newName("Häfele & Söhne") };
      expect(await store[of].insert(party)).toEqual(party);
      expect(await store[of].insert({ id: newId(), name: ` ${party.name.toUpperCase()} ` })).toBeNull();
      expect(await store[of].byIds([party.id.toUpperCase(), newId(), "nonsense"])).toEqual([party]);
    },
  );

  test("a brand is no seller", async () => {
    const [name, id] = [newName("Kumo"), newId()];
    await store.brands.insert({ id, name });
    expect(await store.sellers.byIds([id])).toEqual([]);
    expect(await store.sellers.insert({ id: newId(), name })).not.toBeNull();
  });

  test("of names, those are made that there are none of, and their first spelling stays", async () => {
    const [old, fresh] = [newName("Old"), newName("New")];
    const known = (await store.brands.insert({ id: newId(), name: old }))!;
    const ensured = await store.brands.ensure([old.toUpperCase(), fresh, fresh.toLowerCase()]);
    expect(ensured.size).toBe(2);
    expect(ensured.get(nameKey(old))).toEqual(known);
    expect(nameKey(ensured.get(nameKey(fresh))!.name)).toBe(nameKey(fresh));
    expect(await store.brands.ensure([])).toEqual(new Map());
    const again = await countStatements(() => store.brands.ensure([old, fresh]));
    expect(again.result).toEqual(ensured);
    expect(again.statements).toHaveLength(1);
  });

  test("many who ensure the same names at once get the same ones", async () => {
    const names = Array.from({ length: 20 }, (_, index) => newName(`Brand ${index}`));
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, index) => store.brands.ensure(names.slice(index, index + 12))),
    );
    const ids = new Map<string, Set<string>>();
    for (const ensured of all) {
      expect(ensured.size).toBe(12);
      for (const [key, { id }] of ensured) ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
    expect([...ids.values()].map(({ size }) => size)).toEqual(names.slice(0, 19).map(() => 1));
  });

  test("of many who insert one name at once, one has it", async () => {
    const name = newName("Rush");
    const inserted = await Promise.all(Array.from({ length: 8 }, () => store.sellers.insert({ id: newId(), name })));
    expect(inserted.filter((party) => party !== null)).toHaveLength(1);
  });

  test("they are listed by name, byte by byte, page by page", async () => {
    const own = await open();
    try {
      const names = ["Zebra", "élan", "Delta", "alpha", "🍎", "日本", "ﬁrma", "a-b", "a b"];
      await own.brands.ensure(names);
      const listed: string[] = [];
      for (let after: string | null = null; ; after = nameKey(listed.at(-1)!)) {
        const page = await own.brands.list({ after, limit: 2 });
        if (page.length === 0) break;
        listed.push(...page.map(({ name }) => name));
      }
      const inOrder = names.toSorted((one, other) =>
        Buffer.compare(Buffer.from(nameKey(one)), Buffer.from(nameKey(other))),
      );
      expect(listed).toEqual(inOrder);
    } finally {
      await own.close();
    }
  });
});
