import { newId } from "@angidi/datastores";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ProductConditions } from "../src/domain/listing.ts";
import type { Product } from "../src/domain/product.ts";
import { creation, deletion, replacement, restoration, someProduct, someVariant } from "./makeProduct.ts";
import { onEachStores, type TestStores } from "./stores.ts";

onEachStores("Products' history", (open) => {
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

  const all = { below: null, limit: 100 };

  test("a change is kept with who made it, the latest first, and page by page", async () => {
    const first = await stored();
    const second = replacement(first, { title: "Second", attributes: { height: 9.5 } });
    const third = replacement(second.product, { title: "Third", attributes: {} });
    for (const change of [second, third]) await store.products.save([change]);
    const history = [third.revision, second.revision, creation(first).revision];
    const kept = await store.products.revisions(first.id, all);
    expect(kept.map(({ changedAt: _at, ...revision }) => revision)).toEqual(
      history.map(({ changedAt: _at, ...revision }) => revision),
    );
    expect(kept[0]?.changedAt).toBe(third.revision.changedAt);
    expect(await store.products.revisions(first.id, { below: 3, limit: 1 })).toEqual([kept[1]]);
    for (const nobody of [newId(), "nonsense"]) expect(await store.products.revisions(nobody, all)).toEqual([]);
  });

  test("of changes of one version at once, one is in the history", async () => {
    const first = await stored();
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => store.products.save([replacement(first, { title: `Change ${index}` })])),
    );
    expect(await store.products.revisions(first.id, all)).toHaveLength(2);
  });

  test("a deleted product comes back with its slug and SKUs, and keeps its history", async () => {
    const first = await stored();
    const gone = deletion(first).product;
    await store.products.save([deletion(first)]);
    expect(await store.products.deletedByIds([first.id, newId(), "nonsense"])).toEqual([
      { ...gone, deletedAt: expect.any(String) },
    ]);
    const back = restoration((await store.products.deletedByIds([first.id]))[0]!);
    expect(await store.products.save([back])).toEqual({ kind: "saved" });
    expect(await store.products.byIds([first.id])).toEqual([back.product]);
    expect(await store.products.bySlugs([first.slug])).toEqual([back.product]);
    expect(await store.products.deletedByIds([first.id])).toEqual([]);
    const { sku } = first.variants[0]!;
    expect(await store.products.ownersOfSkus([sku])).toEqual(new Map([[sku, first.id]]));
    expect((await store.products.revisions(first.id, all)).map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  test("a deleted product stays away while its slug or a SKU is another's", async () => {
    const [first, second] = [await stored(), await stored()];
    for (const product of [first, second]) await store.products.save([deletion(product)]);
    await stored({ slug: first.slug });
    const { sku } = second.variants[0]!;
    await stored({ variants: [someVariant({ sku })] });
    const [gone] = await store.products.deletedByIds([first.id]);
    expect(await store.products.save([restoration(gone!)])).toEqual({ kind: "slug-taken" });
    const [other] = await store.products.deletedByIds([second.id]);
    expect(await store.products.save([restoration(other!)])).toEqual({ kind: "sku-taken", skus: [sku] });
    expect(await store.products.byIds([first.id, second.id])).toEqual([]);
    expect(await store.products.revisions(first.id, all)).toHaveLength(2);
  });

  test("lists go by what moderators say, and have the deleted ones apart", async () => {
    const title = `Listed ${newId()}`;
    const listed = async (conditions: ProductConditions) => {
      const found = await store.products.list({ conditions, sort: "NEWEST", after: null, limit: 1_000 });
      return found.filter((product) => product.title === title).map(({ id }) => id);
    };
    const [open, waiting, approved, rejected, draft, gone] = await Promise.all([
      stored({ title }),
      stored({ title, moderation: { state: "PENDING", reason: null } }),
      stored({ title, moderation: { state: "APPROVED", reason: null } }),
      stored({ title, moderation: { state: "REJECTED", reason: "Forged" } }),
      stored({ title, status: "DRAFT" }),
      stored({ title }),
    ]);
    await store.products.save([deletion(gone)]);
    expect((await listed({ visible: true })).sort()).toEqual([open.id, approved.id].sort());
    expect(await listed({ moderation: "PENDING" })).toEqual([waiting.id]);
    expect(await listed({ moderation: "REJECTED", status: "PUBLISHED" })).toEqual([rejected.id]);
    expect(await listed({ status: "DRAFT" })).toEqual([draft.id]);
    expect(await listed({ deleted: true })).toEqual([gone.id]);
    expect((await listed({})).length).toBe(5);
  });
});
