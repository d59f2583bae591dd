import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { money } from "@angidi/money";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { CategoryRepository } from "../src/data/categoryRepository.ts";
import type { PartyRepository } from "../src/data/partyRepository.ts";
import type { ProductRepository } from "../src/data/productRepository.ts";
import type { ProductConditions } from "../src/domain/listing.ts";
import type { Product } from "../src/domain/product.ts";
import { nameKey } from "../src/domain/text.ts";
import { creation, deletion, replacement, someProduct, someVariant } from "./makeProduct.ts";

export interface ProductStore {
  readonly products: ProductRepository;
  readonly categories: CategoryRepository;
  readonly brands: PartyRepository;
  /** The types and versions of what was published of a product, in order. */
  eventsOf(productId: string): Promise<readonly { readonly type: string; readonly subjectVersion: number }[]>;
  close(): Promise<void>;
}

const idsOf = (products: readonly Product[]) => products.map(({ id }) => id);

/** What every store of products does, whichever engine is behind it. */
export function productRepositoryContract(engine: string, open: () => Promise<ProductStore>): void {
  describe(`Products on ${engine}`, () => {
    let store: ProductStore;
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
      });
      expect(await store.products.byIds([product.id])).toEqual([product]);
      expect(await store.products.bySlugs([product.slug, "no-such-slug"])).toEqual([product]);
      expect(await store.products.byVariantIds([product.variants[0]!.id])).toEqual([product]);
    });

    test("what is not there, or is no id, is left out", async () => {
      const product = await stored();
      const odd = [newId(), "not an id", "", product.id];
      expect(idsOf(await store.products.byIds(odd))).toEqual([product.id]);
      expect(await store.products.byVariantIds(["nonsense", newId()])).toEqual([]);
      expect(await store.products.bySlugs([])).toEqual([]);
    });

    test("a change replaces the version it was made for, and publishes", async () => {
      const first = await stored();
      const change = replacement(first, { title: "Renamed" });
      expect(await store.products.save([change])).toEqual({ kind: "saved" });
      expect(await store.products.byIds([first.id])).toEqual([change.product]);
      expect(await store.eventsOf(first.id)).toEqual([
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
        Array.from({ length: 20 }, (_, index) =>
          store.products.save([replacement(first, { title: `Change ${index}` })]),
        ),
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
      const [top, middle, leaf, other] = await Promise.all(
        ["top", "middle", "leaf", "other"].map((name) => ({ id: newId(), name, slug: `${name}-${randomUUID()}` })),
      );
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
  });
}
