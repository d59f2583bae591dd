import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Category, CategoryInTree } from "../src/domain/category.ts";
import { categoryUpdatedEvent } from "../src/events/categoryEvents.ts";
import { someCategory } from "./makeCategory.ts";
import { onEachStores, type TestStores } from "./stores.ts";

onEachStores("Categories", (open) => {
  let store: TestStores;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  async function stored(changes: Partial<Category> = {}): Promise<CategoryInTree> {
    const outcome = await store.categories.insert(someCategory(changes));
    if (outcome.kind !== "saved") throw new Error(outcome.kind);
    return outcome.category;
  }

  /** Categories below each other, the topmost first. */
  async function line(...names: string[]): Promise<CategoryInTree[]> {
    const made: CategoryInTree[] = [];
    for (const name of names) made.push(await stored({ name, parentId: made.at(-1)?.id ?? null }));
    return made;
  }

  const byId = async (id: string) => (await store.categories.byIds([id]))[0];
  const move = (id: string, parentId: string | null) => store.categories.move(id, parentId, categoryUpdatedEvent);
  const replace = ({ ancestors, ...before }: CategoryInTree, changes: Partial<Category>) => {
    const category = { ...before, ...changes, version: before.version + 1 };
    const event = categoryUpdatedEvent({ ...category, ancestors });
    return store.categories.replace({ category, replaces: before.version, event });
  };
  const namesAbove = async (id: string) => (await byId(id))?.ancestors.map(({ name }) => name);

  /** Each category's ancestors are those that one comes to by its parent, one after another: nothing is a circle. */
  async function expectTree(ids: readonly string[]): Promise<void> {
    const all = new Map((await store.categories.byIds(ids)).map((category) => [category.id, category]));
    for (const category of all.values()) {
      const walked: string[] = [];
      for (let at = category.parentId; at !== null; at = all.get(at)?.parentId ?? null) {
        walked.unshift(at);
        expect(walked.length).toBeLessThan(all.size);
      }
      expect(category.ancestors.map(({ id }) => id)).toEqual(walked);
    }
  }

  test("a category comes back as it was stored, with all that is above it", async () => {
    const top = await stored({ name: "Küche & Bad 🍮" });
    const below = someCategory({
      parentId: top.id,
      attributes: [
        {
          ...{ code: "material", name: "Material", kind: "SELECT", unit: null, required: true, filterable: true },
          choices: [{ value: "oak", label: "Oak" }],
        },
      ],
      translations: { "de-AT": { name: "Häferl", attributes: [] } },
    });
    const { ancestors: _none, ...topItself } = top;
    const expected = { ...below, ancestors: [topItself] };
    expect(await store.categories.insert(below)).toEqual({ kind: "saved", category: expected });
    expect(await store.categories.byIds([below.id])).toEqual([expected]);
    expect(await store.categories.bySlugs([below.slug])).toEqual([expected]);
    expect(await store.categories.children([top.id])).toEqual([below]);
  });

  test("what is not there, or is no id, is left out", async () => {
    const { id, slug } = await stored();
    const found = await store.categories.byIds(["nonsense", newId(), id.toUpperCase(), ""]);
    expect(found.map((category) => category.id)).toEqual([id]);
    expect((await store.categories.bySlugs([slug, "no-such-slug"])).map((category) => category.id)).toEqual([id]);
    expect(await store.categories.children([newId()])).toEqual([]);
    for (const nobody of ["nonsense", newId()]) {
      expect(await store.categories.insert(someCategory({ parentId: nobody }))).toEqual({ kind: "not-found" });
      expect(await move(nobody, null)).toEqual({ kind: "not-found" });
      expect(await move(id, nobody)).toEqual({ kind: "not-found" });
    }
  });

  test("those below are in order of name, whatever the capitals, of many parents at once", async () => {
    const [one, other] = [await stored(), await stored()];
    for (const name of ["élan", "Delta", "alpha", "charlie", "Bravo", "日本"]) await stored({ name, parentId: one.id });
    await stored({ name: "Zebra", parentId: other.id });
    const children = await store.categories.children([one.id, other.id]);
    const namesBelow = (id: string) => children.filter(({ parentId }) => parentId === id).map(({ name }) => name);
    expect(namesBelow(one.id)).toEqual(["alpha", "Bravo", "charlie", "Delta", "élan", "日本"]);
    expect(namesBelow(other.id)).toEqual(["Zebra"]);
    expect((await store.categories.children([null])).map(({ id }) => id)).toEqual(
      expect.arrayContaining([one.id, other.id]),
    );
  });

  test("a change replaces the version that it was made for, and publishes", async () => {
    const [top, mugs] = (await line("Kitchen", "Mugs")) as [CategoryInTree, CategoryInTree];
    const slug = `cups-${randomUUID()}`;
    const outcome = await replace(mugs, {
      name: "Cups",
      slug,
      translations: { de: { name: "Tassen", attributes: [] } },
    });
    expect(outcome).toMatchObject({ kind: "saved", category: { name: "Cups", slug, parentId: top.id, version: 2 } });
    expect((await byId(mugs.id))?.translations).toEqual({ de: { name: "Tassen", attributes: [] } });
    expect(await store.categories.bySlugs([mugs.slug])).toEqual([]);
    expect(await replace(mugs, { name: "Late" })).toEqual({ kind: "version-conflict" });
    expect(await store.eventsOf(mugs.id)).toMatchObject([{ type: "category.updated", subjectVersion: 2 }]);
    expect((await stored({ slug: mugs.slug })).slug).toBe(mugs.slug);
  });

  test("a change does not undo a move that it knew nothing of", async () => {
    const [home, mugs] = [await stored(), await stored()];
    await move(mugs.id, home.id);
    expect(await replace(mugs, { name: "Cups" })).toEqual({ kind: "version-conflict" });
    const moved = (await byId(mugs.id))!;
    expect(await replace(moved, { name: "Cups", parentId: null })).toMatchObject({ kind: "saved" });
    expect(await byId(mugs.id)).toMatchObject({ name: "Cups", parentId: home.id });
  });

  test("of ten changes of one version at once, one is saved", async () => {
    const category = await stored();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) => replace(category, { name: `Change ${index}` })),
    );
    expect(outcomes.filter(({ kind }) => kind === "saved")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "version-conflict")).toHaveLength(9);
    expect(await store.eventsOf(category.id)).toHaveLength(1);
  });

  test("a slug is one category's, also when many want it at once", async () => {
    const slug = `tea-${randomUUID()}`;
    const inserted = await Promise.all(
      Array.from({ length: 8 }, () => store.categories.insert(someCategory({ slug }))),
    );
    expect(inserted.filter(({ kind }) => kind === "saved")).toHaveLength(1);
    expect(inserted.filter(({ kind }) => kind === "slug-taken")).toHaveLength(7);
    expect(await replace(await stored(), { slug })).toEqual({ kind: "slug-taken" });
    await stored({ slug: `${slug}-2` });
    expect(await store.categories.slugsLike([slug])).toEqual(new Set([slug, `${slug}-2`]));
  });

  test("a move takes along what is below, is told of, and comes out one version on", async () => {
    const [, b, c, d] = (await line("a", "b", "c", "d")) as CategoryInTree[];
    const [x, y] = (await line("x", "y")) as CategoryInTree[];
    expect(await move(b!.id, y!.id)).toMatchObject({ kind: "saved", category: { version: 2, parentId: y!.id } });
    expect(await namesAbove(d!.id)).toEqual(["x", "y", "b", "c"]);
    expect(await move(b!.id, null)).toMatchObject({ kind: "saved", category: { version: 3, ancestors: [] } });
    expect(await namesAbove(d!.id)).toEqual(["b", "c"]);
    expect(await move(c!.id, x!.id)).toMatchObject({ kind: "saved" });
    expect(await namesAbove(d!.id)).toEqual(["x", "c"]);
    expect((await store.eventsOf(b!.id)).map(({ subjectVersion }) => subjectVersion)).toEqual([2, 3]);
    const { category } = (await store.eventsOf(b!.id))[0]!.data as { category: { ancestors: { slug: string }[] } };
    expect(category.ancestors.map(({ slug }) => slug)).toEqual([x!.slug, y!.slug]);
    expect(await store.eventsOf(d!.id)).toEqual([]);
  });

  test("nothing goes below itself or below what is below it", async () => {
    const ring = await line("top", "middle", "leaf");
    for (const { id } of ring) expect(await move(ring[0]!.id, id)).toEqual({ kind: "cycle" });
    expect(await store.eventsOf(ring[0]!.id)).toEqual([]);
  });

  test("moves that would make a circle together: at least one is refused, and the tree is one", async () => {
    for (let round = 0; round < 3; round++) {
      const lines = [await line("a", "a1"), await line("b", "b1"), await line("c", "c1")];
      const outcomes = await Promise.all(
        lines.map(([top], index) => move(top!.id, lines[(index + 1) % lines.length]![1]!.id)),
      );
      expect(outcomes.filter(({ kind }) => kind === "saved")).toHaveLength(2);
      expect(outcomes.filter(({ kind }) => kind === "cycle")).toHaveLength(1);
      await expectTree(lines.flat().map(({ id }) => id));
    }
  });

  test("what is made and moved below a category while that moves ends up where it belongs", async () => {
    const [home, garden] = [await stored({ name: "home" }), await stored({ name: "garden" })];
    const [tools, spades] = (await line("tools", "spades")) as [CategoryInTree, CategoryInTree];
    const strays = await Promise.all(Array.from({ length: 3 }, () => stored()));
    const made: CategoryInTree[] = [];
    await Promise.all([
      move(tools.id, home.id).then(() => move(tools.id, garden.id)),
      ...Array.from({ length: 4 }, async () => made.push(await stored({ parentId: spades.id }))),
      ...strays.map(({ id }) => move(id, spades.id)),
    ]);
    expect(made).toHaveLength(4);
    await expectTree([home, garden, tools, spades, ...strays, ...made].map(({ id }) => id));
    expect(await namesAbove(made[0]!.id)).toEqual(["garden", "tools", "spades"]);
  });

  test("any moves and additions at once leave a tree", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => stored()));
    const pick = () => all[Math.floor(Math.random() * all.length)]!.id;
    for (let round = 0; round < 4; round++) {
      await Promise.all([
        ...Array.from({ length: 5 }, () => move(pick(), Math.random() < 0.2 ? null : pick())),
        stored({ parentId: pick() }).then((category) => all.push(category)),
      ]);
      await expectTree(all.map(({ id }) => id));
    }
  });

  test("a category with all above it is read by one statement, and so are those below many", async () => {
    const tree = await line("a", "b", "c", "d");
    const count = async (work: () => Promise<unknown>) => (await countStatements(work)).statements.length;
    expect(await count(() => store.categories.byIds(tree.map(({ id }) => id)))).toBe(1);
    expect(await count(() => store.categories.bySlugs(tree.map(({ slug }) => slug)))).toBe(1);
    expect(await count(() => store.categories.children(tree.map(({ id }) => id)))).toBe(1);
    expect(await count(() => store.categories.all())).toBe(1);
    expect(await count(() => move(tree[1]!.id, null))).toBeLessThanOrEqual(6);
  });
});
