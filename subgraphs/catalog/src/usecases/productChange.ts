import type { ProductChange } from "../data/productRepository.ts";
import type { CategoryInTree } from "../domain/category.ts";
import { moderationAfter } from "../domain/moderation.ts";
import type { Product } from "../domain/product.ts";
import { type Author, type ChangeKind, changesBetween, type FieldChange } from "../domain/revision.ts";
import { createdEvent, deletedEvent, updatedEvent } from "../events/productEvents.ts";

/** A new product with all that is stored and told with it; `category` is the product's. */
export function creationOf(product: Product, category: CategoryInTree | null, author: Author): ProductChange {
  const event = createdEvent(product, category);
  return { product, replaces: null, event, revision: revisionOf(product, event.time, "CREATED", author, []) };
}

/** A product's next version likewise, and with it what the shop says to it when a seller wrote it. */
export function changeOf(
  before: Product,
  next: Product,
  category: CategoryInTree | null,
  { author, kind }: { readonly author: Author; readonly kind: ChangeKind },
): ProductChange {
  const moderation = kind === "MODERATED" ? next.moderation : moderationAfter(before, next, author);
  const product = { ...next, moderation, version: before.version + 1 };
  const event = kind === "DELETED" ? deletedEvent(product) : updatedEvent(product, category);
  const changes = changesBetween(before, product).filter(({ field }) => field !== "version");
  const revision = revisionOf(product, event.time, kind, author, changes);
  return { product, replaces: before.version, event, revision };
}

function revisionOf(
  { id, version }: Product,
  changedAt: string,
  kind: ChangeKind,
  { id: by, role }: Author,
  changes: readonly FieldChange[],
) {
  return { productId: id, version, kind, changedAt, by: { id: by, role }, changes };
}
