import { canonicalHash, canonicalJson } from "@angidi/datastores";
import type { ProductChange } from "../data/productRepository.ts";
import type { CategoryInTree } from "../domain/category.ts";
import { InvalidInput } from "../domain/issue.ts";
import type { Origin, Product } from "../domain/product.ts";
import { changeProduct, makeProduct, type ProductDraft, readDraft } from "../domain/productDraft.ts";
import type { Author } from "../domain/revision.ts";
import { freeSlug, slugFromHandle } from "../domain/slug.ts";
import { nameKey } from "../domain/text.ts";
import type { Ports } from "../ports.ts";
import { changeOf, creationOf } from "../usecases/productChange.ts";
import type { CategoryFinder } from "./categoryFinder.ts";
import type { ImportedProduct } from "./importedProduct.ts";
import type { ImportNotice } from "./report.ts";
import { skuBook } from "./skuBook.ts";

/** What is to be done about one product of a file. */
export type Plan =
  | { readonly kind: "unchanged"; readonly imported: ImportedProduct; readonly product: Product }
  | {
      readonly kind: "created" | "updated";
      readonly imported: ImportedProduct;
      readonly change: ProductChange;
      readonly warnings: readonly ImportNotice[];
    }
  | { readonly kind: "refused"; readonly imported: ImportedProduct; readonly error: ImportNotice };

type PlanningPorts = Pick<Ports, "products" | "categories" | "brands" | "currency" | "newId" | "now">;

/** Rises whenever the same file is to give other products than before, so that importing it again renews them. */
const mappingRevision = 1;

/**
 * What a file says is not looked at by moderators, and is not held to what categories require: it knows no attributes,
 * and those that a product has stay.
 */
const author: Author = { id: null, role: "IMPORT", isModerated: false };

/** Compares products of a file with those in the catalogue, by a few statements however many they are. */
export async function planBatch(
  ports: PlanningPorts,
  batch: readonly ImportedProduct[],
  categoryOf: CategoryFinder,
): Promise<Plan[]> {
  const before = await storedProducts(ports, batch);
  const isPending = (product: ImportedProduct) =>
    product.foundBy === "slug" || before.get(product)?.origin?.contentHash !== hashOf(product);
  const pending = batch.filter(isPending);

  const brands = await ports.brands.ensure(pending.flatMap(({ brand }) => (brand ? [brand] : [])));
  const skusGiven = pending.flatMap(({ variants = [] }) => variants.map(({ sku }) => sku));
  const assignSkus = skuBook(await ports.products.ownersOfSkus(skusGiven));
  const takenSlugs = new Set(await ports.products.slugsLike(pending.map(({ handle }) => slugFromHandle(handle))));

  const plans: Plan[] = [];
  for (const imported of batch) {
    const earlier = before.get(imported) ?? null;
    if (earlier && !pending.includes(imported)) {
      plans.push({ kind: "unchanged", imported, product: earlier });
      continue;
    }
    const category = imported.categoryPath && (await categoryOf(imported.categoryPath));
    const { skus, warnings } = assignSkus(imported, earlier?.id ?? null);
    const found = { brand: imported.brand ? brands.get(nameKey(imported.brand)) : blankAsNone(imported.brand) };
    try {
      const draft = readDraft(
        draftOf(imported, skus, category === undefined ? undefined : (category?.id ?? null)),
        earlier,
        ports.currency,
      );
      if (earlier) {
        const product = changeProduct(earlier, draft, found, { newId: ports.newId, ...originOf(imported) });
        if (isSame(product, earlier)) {
          plans.push({ kind: "unchanged", imported, product: earlier });
          continue;
        }
        const change = changeOf(earlier, product, await placed(product), { author, kind: "UPDATED" });
        plans.push({ kind: "updated", imported, change, warnings });
        continue;
      }
      if (draft.title === undefined || draft.variants === undefined) {
        throw new InvalidInput("a new product needs a title and variants", []);
      }
      const wanted = slugFromHandle(imported.handle);
      const slug = freeSlug(wanted, (candidate) => takenSlugs.has(candidate));
      takenSlugs.add(slug);
      const product = makeProduct(draft, found, {
        id: ports.newId(),
        slug,
        origin: originOf(imported).origin ?? null,
        newId: ports.newId,
        now: ports.now(),
      });
      const change = creationOf(product, category ?? null, author);
      plans.push({
        kind: "created",
        imported,
        change,
        warnings: [...warnings, ...slugWarnings(imported, wanted, slug)],
      });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const message = `${imported.handle} is not imported: ${error.message}.`;
      plans.push({ kind: "refused", imported, error: { line: imported.line, message } });
    }

    /** The category that the product is in after the change, which the file need not have named. */
    async function placed({ categoryId }: Product): Promise<CategoryInTree | null> {
      if (categoryId === null || category) return category ?? null;
      return (await ports.categories.byIds([categoryId]))[0] ?? null;
    }
  }
  return plans;
}

/** The products of the catalogue that those of the file are. */
async function storedProducts(
  { products }: PlanningPorts,
  batch: readonly ImportedProduct[],
): Promise<ReadonlyMap<ImportedProduct, Product>> {
  const [byOrigin, bySlug] = [batch.filter(isForeign), batch.filter((product) => !isForeign(product))];
  const foreign = byOrigin.length > 0 ? await products.byOrigins(byOrigin.map(originKey)) : [];
  const own = bySlug.length > 0 ? await products.bySlugs(bySlug.map(({ handle }) => handle)) : [];
  const live = new Map([
    ...foreign.filter(({ deletedAt }) => deletedAt === null).map((product) => [product.origin!.key, product] as const),
    ...own.map((product) => [`slug/${product.slug}`, product] as const),
  ]);
  return new Map(
    batch.flatMap((imported) => {
      const product = live.get(isForeign(imported) ? originKey(imported) : `slug/${imported.handle}`);
      return product ? [[imported, product] as const] : [];
    }),
  );
}

function isForeign({ foundBy }: ImportedProduct): boolean {
  return foundBy === "origin";
}

function originKey({ handle }: ImportedProduct): string {
  return `csv/${handle}`;
}

/** Where the product came from, for those that are found again by that. */
function originOf(imported: ImportedProduct): { readonly origin?: Origin } {
  return isForeign(imported) ? { origin: { key: originKey(imported), contentHash: hashOf(imported) } } : {};
}

/** Of all that the catalogue keeps of a product in a file: not of its stock, nor of where in the file it stands. */
function hashOf({ line: _line, foundBy: _found, variants = [], ...product }: ImportedProduct): string {
  const kept = variants.map(({ line: _at, onHand: _onHand, ...variant }) => variant);
  return canonicalHash({ mappingRevision, ...product, variants: kept });
}

/** A brand that is said to be none, or not said at all. */
function blankAsNone(brand: string | null | undefined): null | undefined {
  return brand === undefined ? undefined : null;
}

function isSame(after: Product, before: Product): boolean {
  return canonicalJson({ ...after, version: before.version }) === canonicalJson(before);
}

function draftOf(
  { title, description, status, brand, tags, media, options, variants }: ImportedProduct,
  skus: readonly string[],
  categoryId: string | null | undefined,
): ProductDraft {
  return {
    ...{ title, description, status, brand, tags, media, options, categoryId },
    variants: variants?.map(({ options: selected, price, compareAtPrice }, index) => ({
      sku: skus[index]!,
      options: selected,
      ...{ price, compareAtPrice },
    })),
  };
}

function slugWarnings({ line, handle }: ImportedProduct, wanted: string, slug: string): ImportNotice[] {
  if (slug === wanted) return [];
  return [{ line, message: `Another product has the slug ${wanted}; ${handle} gets ${slug}.` }];
}
