import { type AttributeValues, checkRequired, readValues } from "../domain/attributeValues.ts";
import { type CategoryInTree, definitionsOf } from "../domain/category.ts";
import type { NamedReference, Product } from "../domain/product.ts";
import type { FoundReferences, ReadProduct } from "../domain/productDraft.ts";
import { nameKey } from "../domain/text.ts";
import type { Ports } from "../ports.ts";

export type References =
  | { readonly kind: "found"; readonly found: FoundReferences; readonly category: CategoryInTree | null }
  | { readonly kind: "category-not-found" }
  | { readonly kind: "seller-not-found" };

/**
 * Finds what a draft names: its category (that of the earlier product when it says nothing of it), its seller, and its
 * brand, which is made if it is new. Throws InvalidInput for attributes that the category does not have.
 */
export async function findReferences(
  ports: Pick<Ports, "categories" | "brands" | "sellers">,
  draft: ReadProduct,
  before: Product | null,
): Promise<References> {
  const categoryId = draft.categoryId === undefined ? (before?.categoryId ?? null) : draft.categoryId;
  const [[category], seller] = await Promise.all([
    categoryId === null ? [] : ports.categories.byIds([categoryId]),
    findSeller(ports, draft.sellerId),
  ]);
  if (draft.categoryId && !category) return { kind: "category-not-found" };
  if (draft.sellerId && !seller) return { kind: "seller-not-found" };
  const attributes = readAttributes(draft, before, category ?? null);
  // Last, since it writes: a draft that is refused for the others makes no brand.
  const brand = await ensureBrand(ports, draft.brandName);
  return { kind: "found", category: category ?? null, found: { brand, seller, attributes } };
}

/**
 * Values are held to the definitions of the category when they are written, and what everybody is to see is complete
 * whenever attributes, category or status are: a change of a title is not refused for what somebody required since.
 */
function readAttributes(
  draft: ReadProduct,
  before: Product | null,
  category: CategoryInTree | null,
): AttributeValues | undefined {
  const definitions = definitionsOf(category);
  const earlier = before?.attributes ?? {};
  const values = draft.attributes && readValues(draft.attributes, definitions, earlier);
  const isConcerned = !before || values || draft.categoryId !== undefined || draft.status !== undefined;
  const status = draft.status ?? before?.status ?? "PUBLISHED";
  if (isConcerned && status === "PUBLISHED") checkRequired(definitions, values ?? earlier);
  return values;
}

async function findSeller(
  { sellers }: Pick<Ports, "sellers">,
  id: string | null | undefined,
): Promise<NamedReference | null | undefined> {
  if (!id) return id === undefined ? undefined : null;
  const [seller] = await sellers.byIds([id]);
  return seller ?? null;
}

async function ensureBrand(
  { brands }: Pick<Ports, "brands">,
  name: string | null | undefined,
): Promise<NamedReference | null | undefined> {
  if (!name) return name === undefined ? undefined : null;
  const made = await brands.ensure([name]);
  return made.get(nameKey(name)) ?? null;
}
