import type { CategoryInTree } from "../domain/category.ts";
import type { Product } from "../domain/product.ts";
import type { Author, ChangeKind } from "../domain/revision.ts";
import type { Ports } from "../ports.ts";
import { takenSku } from "./createProduct.ts";
import { answeringInvalid, attempts, type InvalidOutcome } from "./outcome.ts";
import { changeOf } from "./productChange.ts";

export interface Rewriting {
  readonly id: string;
  /** The version that the change was made for; none: whatever it is by now. */
  readonly expectedVersion: number | null;
  readonly author: Author;
  readonly kind: ChangeKind;
  /** Whether it is about a product that was deleted, which is not there for any other change. */
  readonly isDeleted?: boolean;
}

/** A product's next version; its category is looked up unless it is known. */
export interface Made {
  readonly kind: "made";
  readonly product: Product;
  readonly category?: CategoryInTree | null;
}

export type RewriteOutcome =
  | { readonly kind: "saved"; readonly product: Product }
  | { readonly kind: "product-not-found" }
  | { readonly kind: "version-conflict"; readonly current: Product }
  | { readonly kind: "slug-taken"; readonly slug: string }
  | ReturnType<typeof takenSku>
  | InvalidOutcome;

/**
 * Makes a product's next version of the one that there is, and stores it with its history and its event. With an
 * expected version, a change that another made since is not written over; without one, `make` is asked again for what
 * it is by then. `make` may refuse, and throw InvalidInput.
 */
export function rewriteProduct<Refusal extends { readonly kind: string } = never>(
  ports: Pick<Ports, "products" | "categories">,
  { id, expectedVersion, author, kind, isDeleted = false }: Rewriting,
  make: (before: Product) => Promise<Made | NoInfer<Refusal>> | Made | NoInfer<Refusal>,
): Promise<RewriteOutcome | Refusal> {
  return answeringInvalid<RewriteOutcome | Refusal>(async () => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const [before] = await (isDeleted ? ports.products.deletedByIds([id]) : ports.products.byIds([id]));
      if (!before) return { kind: "product-not-found" };
      if (expectedVersion !== null && before.version !== expectedVersion) {
        return { kind: "version-conflict", current: before };
      }
      const made = await make(before);
      if (!isMade(made)) return made;

      const { category = kind === "DELETED" ? null : await categoryOf(ports, made.product) } = made;
      const change = changeOf(before, made.product, category, { author, kind });
      const outcome = await ports.products.save([change]);
      if (outcome.kind === "saved") return { kind: "saved", product: change.product };
      if (outcome.kind === "slug-taken") return { kind: "slug-taken", slug: change.product.slug };
      if (outcome.kind === "sku-taken" && outcome.skus[0] !== undefined) {
        return takenSku(outcome.skus[0], change.product);
      }
      // Another changed it since it was read: once more, on what it is now.
    }
    throw new Error(`The product ${id} could not be changed against ${attempts} others`);
  });
}

function isMade(made: Made | { readonly kind: string }): made is Made {
  return made.kind === "made";
}

async function categoryOf(
  { categories }: Pick<Ports, "categories">,
  { categoryId }: Product,
): Promise<CategoryInTree | null> {
  const [category] = categoryId === null ? [] : await categories.byIds([categoryId]);
  return category ?? null;
}
