import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { money } from "@angidi/money";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ProductChange } from "../src/data/productRepository.ts";
import { type ProductConditions, type ProductSort, placeOf, productSorts, sortOrders } from "../src/domain/listing.ts";
import type { Product } from "../src/domain/product.ts";
import { nameKey } from "../src/domain/text.ts";
import { someCategory } from "./makeCategory.ts";
import { creation, deletion, replacement, restoration, someProduct, someVariant } from "./makeProduct.ts";
import type { TestStores } from "./stores.ts";

const idsOf = (products: readonly Product[]) => products.map(({ id }) => id);

/** What every store of products does, whichever engine is behind it. */
export function productRepositoryContract(open: () => Promise<TestStores>): void {
  let store: TestStores;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  async function stored(changes: Partial<Product> = {}): Promise<Product> {
    const product = someProduct(changes);
    expect(await store.products.save([creation(product)])).toEqual({ kind: "saved" });
    return product;
  }

  async function listed(conditions: ProductConditions): Promise<string[]> {
    const found = await store.products.list({ conditions, sort: "NEWEST", after: null, limit: 1_000 });
    return idsOf(found).sort();
  }

  test("a document comes back as it was stored, by id, slug and variant", async () => {
    const product = await stored({
      title: "Crème brûlée 🍮 עברית",
      description: "<p>It's \\ “quoted”</p>",
      tags: ["a", "'; drop table products; --"],
      media: [{ url: "/media/mug.svg", altText: null, width: 800, height: 600 }],
      options: [{ name: "Size", values: ["S"] }],
      attributes: { material: "oak", length: 12.5, foldable: true },
      translations: { "de-AT": { title: "Häferl", description: null, options: [] } },
    });
    expect(await store.products.byIds([product.id])).toEqual([product]);
    expect(await store.products.bySlugs([product.slug])).toEqual([product]);
    expect(await store.products.byVariantIds([product.variants[0]!.id])).toEqual([product]);
  });

  test("what is not there, or is no id, is left out", async () => {
    const product = await stored();
    const odd = [newId(), "not an id", "", product.id];
    expect(idsOf(await store.products.byIds(odd))).toEqual([product.id]);
    expect(await store.products.byVariantIds(["nonsense", newId()])).toEqual([]);
    expect(await store.products.bySlugs(["no-such-slug"])).toEqual([]);
  });

  test("a change replaces the version it was made for, and publishes", async () => {
    const first = await stored();
    const change = replacement(first, { title: "Renamed" });
    expect(await store.products.save([change])).toEqual({ kind: "saved" });
    expect(await store.products.byIds([first.id])).toEqual([change.product]);
    expect(await store.eventsOf(first.id)).toMatchObject([
      { type: "product.created", subjectVersion: 1 },
      { type: "product.updated", subjectVersion: 2 },
    ]);
  });

  test("a change for another version is refused and publishes nothing", async () => {
    const first = await stored();
    await store.products.save([replacement(first, { title: "First come" })]);
    expect(await store.products.save([replacement(first, { title: "Late" })])).toEqual({ kind: "version-conflict" });
    expect((await store.products.byIds([first.id]))[0]?.title).toBe("First come");
    expect(await store.eventsOf(first.id)).toHaveLength(2);
  });

  test("of twenty changes of one version at once, one is saved", async () => {
    const first = await stored();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.products.save([replacement(first, { title: `Change ${index}` })])),
    );
    expect(outcomes.filter(({ kind }) => kind === "saved")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "version-conflict")).toHaveLength(19);
  });

  test("a slug is one product's, also when many want it at once", async () => {
    const slug = `mug-${randomUUID()}`;
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => store.products.save([creation(someProduct({ slug }))])),
    );
    expect(outcomes.filter(({ kind }) => kind === "saved")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "slug-taken")).toHaveLength(9);
  });

  test("a SKU is one product's, also when many want it at once, and the answer names it", async () => {
    const sku = `SKU-${randomUUID()}`;
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        store.products.save([creation(someProduct({ variants: [someVariant(), someVariant({ sku })] }))]),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === "saved")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === "sku-taken" && outcome.skus.join() === sku)).toHaveLength(9);
  });

  test("changes together are stored all or none", async () => {
    const [good, bad] = [someProduct(), someProduct({ slug: (await stored()).slug })];
    expect((await store.products.save([creation(good), creation(bad)])).kind).toBe("slug-taken");
    expect(await store.products.byIds([good.id, bad.id])).toEqual([]);
    expect(await store.eventsOf(good.id)).toEqual([]);
  });

  test("a retired variant still finds its product and keeps its SKU", async () => {
    const [live, leaving] = [someVariant(), someVariant()];
    const product = await stored({ variants: [live, leaving] });
    await store.products.save([replacement(product, { variants: [live, { ...leaving, retired: true }] })]);
    expect(idsOf(await store.products.byVariantIds([leaving.id]))).toEqual([product.id]);
    expect(await store.products.ownersOfSkus([leaving.sku])).toEqual(new Map([[leaving.sku, product.id]]));
  });

  test("a deleted product is found by its variants alone, and gives its slug and SKUs back", async () => {
    const product = await stored({ origin: { key: randomUUID(), contentHash: "x" } });
    const sku = product.variants[0]!.sku;
    await store.products.save([deletion(product)]);
    expect(await store.products.byIds([product.id])).toEqual([]);
    expect(await store.products.bySlugs([product.slug])).toEqual([]);
    expect(idsOf(await store.products.byVariantIds([product.variants[0]!.id]))).toEqual([product.id]);
    expect(idsOf(await store.products.byOrigins([product.origin!.key]))).toEqual([product.id]);
    expect(await store.products.ownersOfSkus([sku])).toEqual(new Map());
    const again = someProduct({ slug: product.slug, origin: product.origin, variants: [someVariant({ sku })] });
    expect(await store.products.save([creation(again)])).toEqual({ kind: "saved" });
    expect((await store.products.save([replacement(product, {})])).kind).toBe("version-conflict");
  });

  test("slugs alike are those with a hyphen and more", async () => {
    const base = `tee-${randomUUID()}`;
    const slugs = [base, `${base}-2`, `${base}-blue`, `${base}s`, `${base.slice(0, -1)}`];
    for (const slug of slugs) await stored({ slug });
    expect(await store.products.slugsLike([base])).toEqual(new Set(slugs.slice(0, 3)));
  });

  test("a category's list has the products of those below it", async () => {
    const [top, middle, leaf, other] = ["top", "middle", "leaf", "other"].map((name) => someCategory({ name }));
    await store.categories.insert({ ...top!, parentId: null });
    await store.categories.insert({ ...middle!, parentId: top!.id });
    await store.categories.insert({ ...leaf!, parentId: middle!.id });
    await store.categories.insert({ ...other!, parentId: null });
    const inMiddle = await stored({ categoryId: middle!.id });
    const inLeaf = await stored({ categoryId: leaf!.id });
    await stored({ categoryId: other!.id });
    expect(await listed({ category: top!.slug })).toEqual([inMiddle.id, inLeaf.id].sort());
    expect(await listed({ category: leaf!.slug })).toEqual([inLeaf.id]);
    expect(await listed({ category: "no-such-category" })).toEqual([]);
  });

  test("conditions add up: brand, status and price", async () => {
    const name = `Brand ${randomUUID()}`;
    const brand = (await store.brands.ensure([name])).get(nameKey(name))!;
    const usd = (amount: number) => money(amount, "USD");
    const priced = (amounts: number[]) => amounts.map((amount) => someVariant({ price: usd(amount) }));
    const cheap = await stored({ brand, variants: priced([500]) });
    const wide = await stored({ brand, variants: priced([1_000, 9_000]) });
    const draft = await stored({ brand, status: "DRAFT", variants: priced([500]) });
    await stored({ variants: priced([500]) });

    const brands = [name.toUpperCase()];
    expect(await listed({ brands })).toEqual([cheap.id, wide.id, draft.id].sort());
    expect(await listed({ brands, status: "DRAFT" })).toEqual([draft.id]);
    expect(await listed({ brands, status: "PUBLISHED", maxPrice: usd(999) })).toEqual([cheap.id]);
    expect(await listed({ brands, minPrice: usd(5_000), maxPrice: usd(5_000) })).toEqual([wide.id]);
    expect(await listed({ brands, minPrice: usd(9_001) })).toEqual([]);
    expect(await listed({ brands: ["No such brand"] })).toEqual([]);
  });

  test("a retired variant's price counts nowhere", async () => {
    const name = `Brand ${randomUUID()}`;
    const brand = (await store.brands.ensure([name])).get(nameKey(name))!;
    const [live, retired] = [money(5_000, "USD"), money(100, "USD")];
    const product = await stored({
      brand,
      variants: [someVariant({ price: live }), someVariant({ price: retired, retired: true })],
    });
    expect(await listed({ brands: [name], maxPrice: money(4_999, "USD") })).toEqual([]);
    expect(await listed({ brands: [name], maxPrice: live })).toEqual([product.id]);
  });

  test("a deleted product comes back with its slug and SKUs, where nobody has taken them", async () => {
    const [product, other] = [await stored(), await stored()];
    const gone = await deleted(product);
    expect(idsOf(await store.products.deletedByIds([product.id, other.id]))).toEqual([product.id]);
    const slugHolder = await stored({ slug: product.slug });
    expect(await store.products.save([restoration(gone)])).toEqual({ kind: "slug-taken" });
    await deleted(slugHolder);
    const sku = product.variants[0]!.sku;
    const skuHolder = await stored({ variants: [someVariant({ sku })] });
    expect(await store.products.save([restoration(gone)])).toEqual({ kind: "sku-taken", skus: [sku] });
    await deleted(skuHolder);
    expect(await store.products.save([restoration(gone)])).toEqual({ kind: "saved" });
    expect(idsOf(await store.products.bySlugs([product.slug]))).toEqual([product.id]);
    expect(await store.products.ownersOfSkus([sku])).toEqual(new Map([[sku, product.id]]));
    expect(await store.products.deletedByIds([product.id])).toEqual([]);
  });

  test("a product that changes its slug gives the old one back", async () => {
    const [product, slug] = [await stored(), `renamed-${randomUUID()}`];
    expect(await store.products.save([replacement(product, { slug })])).toEqual({ kind: "saved" });
    expect(idsOf(await store.products.bySlugs([slug]))).toEqual([product.id]);
    const next = await stored({ slug: product.slug });
    expect(idsOf(await store.products.bySlugs([product.slug]))).toEqual([next.id]);
    expect(await store.products.slugsLike([slug])).toEqual(new Set([slug]));
  });

  test("lists are of what everybody may see, of all that there is, or of what was deleted", async () => {
    const name = `Brand ${randomUUID()}`;
    const brand = (await store.brands.ensure([name])).get(nameKey(name))!;
    const published = await stored({ brand });
    const draft = await stored({ brand, status: "DRAFT" });
    const waiting = await stored({ brand, moderation: { state: "PENDING", reason: null } });
    const approved = await stored({ brand, moderation: { state: "APPROVED", reason: null } });
    const gone = await deleted(await stored({ brand }));
    const brands = [name];
    expect(await listed({ brands, visible: true })).toEqual(idsOf([published, approved]).sort());
    expect(await listed({ brands })).toEqual(idsOf([published, draft, waiting, approved]).sort());
    expect(await listed({ brands, moderation: "PENDING" })).toEqual([waiting.id]);
    expect(await listed({ brands, deleted: true })).toEqual([gone.id]);
  });

  test("a page goes on where the last one ended, also among products that are alike", async () => {
    const name = `Brand ${randomUUID()}`;
    const brand = (await store.brands.ensure([name])).get(nameKey(name))!;
    const category = someCategory();
    await store.categories.insert(category);
    const products = Array.from({ length: 24 }, (_, index) =>
      someProduct({
        ...{ brand, categoryId: index % 4 === 0 ? null : category.id },
        title: ["mug", "Múg", "🍎", "日本", "Zebra", "a-b"][index % 6],
        createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, index % 3, 7)).toISOString(),
        variants: [someVariant({ price: money(100 * (index % 5), "USD") })],
      }),
    );
    await store.products.save(products.map(creation));
    for (const conditions of [{ brands: [name], visible: true } as const, { category: category.slug }]) {
      const among = products.filter(({ categoryId }) => !("category" in conditions) || categoryId !== null);
      for (const sort of productSorts) {
        const seen: Product[] = [];
        for (let page: readonly Product[] = []; ; ) {
          const last = seen.at(-1);
          const after = last ? placeOf(last, sort) : null;
          page = await store.products.list({ conditions, sort, after, limit: 5 });
          if (page.length === 0) break;
          seen.push(...page);
        }
        expect(idsOf(seen)).toEqual(idsOf(among.toSorted((one, other) => compareIn(sort, one, other))));
      }
    }
  });

  test("a product's history is kept with it, the latest first, page by page", async () => {
    const product = await stored();
    const second = replacement(product, { title: "Second" });
    const third = replacement(second.product, { title: "Third" });
    await store.products.save([second]);
    await store.products.save([third]);
    await store.products.save([replacement(product, { title: "Late" })]);
    const of = (below: number | null, limit: number) => store.products.revisions(product.id, { below, limit });
    expect(await of(null, 2)).toEqual([third.revision, second.revision]);
    expect((await of(2, 10)).map(({ version, kind }) => [version, kind])).toEqual([[1, "CREATED"]]);
    expect(await store.products.revisions("nonsense", { below: null, limit: 2 })).toEqual([]);
  });

  test("many are saved by as few statements as one, and changed ones with new ones", async () => {
    const counted = async (changes: readonly ProductChange[]) => {
      const { result, statements } = await countStatements(() => store.products.save(changes));
      expect(result).toEqual({ kind: "saved" });
      return statements.length;
    };
    const some = (count: number) =>
      Array.from({ length: count }, () => someProduct({ variants: [someVariant(), someVariant()] }));
    const [one, many] = [some(1), some(300)];
    expect(await counted(many.map(creation))).toBe(await counted(one.map(creation)));
    const changes = many.map((product) => replacement(product, { title: "Changed" }));
    expect(await counted([...changes, ...some(20).map(creation)])).toBeLessThanOrEqual(9);
    expect((await store.products.byIds(idsOf(many))).every(({ title }) => title === "Changed")).toBe(true);
  });

  test("changes that meet in what they claim all come to an end, and one of each has it", async () => {
    const products = await Promise.all(Array.from({ length: 6 }, () => stored()));
    const slug = `meeting-${randomUUID()}`;
    const outcomes = await Promise.all(
      products.flatMap((product) => [
        store.products.save([replacement(product, { slug })]),
        store.products.save([replacement(product, { title: "Meanwhile" })]),
      ]),
    );
    expect(outcomes.filter(({ kind }) => kind === "saved")).not.toHaveLength(0);
    const now = await store.products.byIds(idsOf(products));
    expect(now.map(({ version }) => version)).toEqual(now.map(() => 2));
    expect(now.filter((product) => product.slug === slug)).toHaveLength((await store.products.bySlugs([slug])).length);
    for (const product of now) expect(idsOf(await store.products.bySlugs([product.slug]))).toEqual([product.id]);
  });

  async function deleted(product: Product): Promise<Product> {
    const change = deletion(product);
    expect(await store.products.save([change])).toEqual({ kind: "saved" });
    return change.product;
  }
}

/** As `collate "C"` has it: by bytes. */
function compareIn(sort: ProductSort, one: Product, other: Product): number {
  const { direction, keyOf } = sortOrders[sort];
  const [first, second] = [keyOf(one), keyOf(other)];
  const byKey =
    typeof first === "number" ? first - Number(second) : Buffer.compare(Buffer.from(first), Buffer.from(`${second}`));
  return (direction === "asc" ? 1 : -1) * (byKey || (one.id < other.id ? -1 : 1));
}
