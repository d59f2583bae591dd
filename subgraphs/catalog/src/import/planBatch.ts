import { canonicalHash } from "@angidi/datastores";
import type { ProductChange } from "../data/productRepository.ts";
import { InvalidInput } from "../domain/issue.ts";
import type { Product } from "../domain/product.ts";
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
  const stored = await ports.products.byOrigins(batch.map(originKey));
  const before = new Map(
    stored.filter(({ deletedAt }) => deletedAt === null).map((product) => [product.origin?.key, product]),
  );
  const pending = batch.filter((product) => before.get(originKey(product))?.origin?.contentHash !== hashOf(product));
  const isPending = new Set(pending);

  const brands = await ports.brands.ensure(pending.flatMap(({ brand }) => (brand === null ? [] : [brand])));
  const owners = await ports.products.ownersOfSkus(pending.flatMap(({ variants }) => variants.map(({ sku }) => sku)));
  const assignSkus = skuBook(owners);
  const takenSlugs = new Set(await ports.products.slugsLike(pending.map(({ handle }) => slugFromHandle(handle))));

  const plans: Plan[] = [];
  for (const imported of batch) {
    const earlier = before.get(originKey(imported)) ?? null;
    if (earlier && !isPending.has(imported)) {
      plans.push({ kind: "unchanged", imported, product: earlier });
      continue;
    }
    const category = await categoryOf(imported.categoryPath);
    const { skus, warnings } = assignSkus(imported, earlier?.id ?? null);
    const origin = { key: originKey(imported), contentHash: hashOf(imported) };
    const found = { brand: imported.brand === null ? null : (brands.get(nameKey(imported.brand)) ?? null) };
    try {
      const draft = readDraft(draftOf(imported, skus, category?.id ?? null), earlier, ports.currency);
      if (earlier) {
        const product = changeProduct(earlier, draft, found, { newId: ports.newId, origin });
        const change = changeOf(earlier, product, category, { author, kind: "UPDATED" });
        plans.push({ kind: "updated", imported, change, warnings });
        continue;
      }
      const wanted = slugFromHandle(imported.handle);
      const slug = freeSlug(wanted, (candidate) => takenSlugs.has(candidate));
      takenSlugs.add(slug);
      const product = makeProduct(draft, found, {
        id: ports.newId(),
        slug,
        origin,
        newId: ports.newId,
        now: ports.now(),
      });
      const change = creationOf(product, category, author);
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
  }
  return plans;
}

function originKey({ handle }: ImportedProduct): string {
  return `csv/${handle}`;
}

/** Of all that the catalogue keeps of a product in a file: not of its stock, nor of where in the file it stands. */
function hashOf({ line: _line, variants, ...product }: ImportedProduct): string {
  const kept = variants.map(({ line: _at, onHand: _onHand, ...variant }) => variant);
  return canonicalHash({ mappingRevision, ...product, variants: kept });
}

function draftOf(imported: ImportedProduct, skus: readonly string[], categoryId: string | null): ProductDraft {
  const { title, description, status, brand, tags, media, options, variants } = imported;
  return {
    ...{ title, description, status, brand, tags, media, options, categoryId },
    variants: variants.map(({ options: selected, price, compareAtPrice }, index) => ({
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
