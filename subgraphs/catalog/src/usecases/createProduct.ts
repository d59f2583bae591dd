import { notModerated, pending } from "../domain/moderation.ts";
import type { Origin, Product } from "../domain/product.ts";
import { makeProduct, type ProductDraft, readDraft } from "../domain/productDraft.ts";
import type { Author } from "../domain/revision.ts";
import { freeSlug, slugFrom } from "../domain/slug.ts";
import type { Ports } from "../ports.ts";
import { findReferences } from "./findReferences.ts";
import { answeringInvalid, attempts, type InvalidOutcome } from "./outcome.ts";
import { creationOf } from "./productChange.ts";

export type NewProduct = ProductDraft &
  Required<Pick<ProductDraft, "title" | "variants">> & {
    /** Whether a moderator looks at it before shoppers see it, as at all that sellers write. */
    readonly requiresModeration?: boolean;
  };

export type CreateProductOutcome =
  | { readonly kind: "saved"; readonly product: Product }
  | InvalidOutcome
  | { readonly kind: "slug-taken"; readonly slug: string }
  | { readonly kind: "sku-taken"; readonly sku: string; readonly variant: number }
  | { readonly kind: "category-not-found" }
  | { readonly kind: "seller-not-found" };

/**
 * Puts a product into the catalogue, published unless the draft says otherwise. A slug that is not given is made from
 * the title and gets a number when it is taken; one that is given and taken is refused.
 */
export function createProduct(
  ports: Pick<Ports, "products" | "categories" | "brands" | "sellers" | "currency" | "newId" | "now">,
  draft: NewProduct,
  author: Author,
  origin: Origin | null = null,
): Promise<CreateProductOutcome> {
  return answeringInvalid(async () => {
    const read = readDraft(draft, null, ports.currency);
    const references = await findReferences(ports, read, null);
    if (references.kind !== "found") return references;

    const id = ports.newId();
    const moderation = draft.requiresModeration || author.isModerated ? pending : notModerated;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const slug = read.slug ?? (await newSlug(ports, draft.title));
      const making = { id, slug, origin, moderation, newId: ports.newId, now: ports.now() };
      const product = makeProduct(read, references.found, making);
      const outcome = await ports.products.save([creationOf(product, references.category, author)]);
      if (outcome.kind === "saved") return { kind: "saved", product };
      if (outcome.kind === "slug-taken" && read.slug !== undefined) return { kind: "slug-taken", slug };
      if (outcome.kind === "sku-taken" && outcome.skus[0] !== undefined) {
        return takenSku(outcome.skus[0], product);
      }
      // A slug made from the title was taken by another at this moment: the next number.
    }
    throw new Error(`The product ${draft.title} could not be saved against ${attempts} others`);
  });
}

/** A slug made from the title that nobody has by now. */
async function newSlug({ products }: Pick<Ports, "products">, title: string): Promise<string> {
  const wanted = slugFrom(title, "product");
  const taken = await products.slugsLike([wanted]);
  return freeSlug(wanted, (slug) => taken.has(slug));
}

/** Which variant of a product it is whose SKU another product has. */
export function takenSku(sku: string, product: Product) {
  return { kind: "sku-taken" as const, sku, variant: product.variants.findIndex((variant) => variant.sku === sku) };
}
