import { changeProduct, type ProductDraft, readDraft } from "../domain/productDraft.ts";
import type { Author } from "../domain/revision.ts";
import type { Ports } from "../ports.ts";
import { findReferences, type References } from "./findReferences.ts";
import { type RewriteOutcome, rewriteProduct } from "./rewriteProduct.ts";

export interface ProductChangeRequest {
  readonly id: string;
  /** The version that the change was made for; none: whatever it is by now. */
  readonly expectedVersion: number | null;
  readonly draft: ProductDraft;
}

export type UpdateProductOutcome = RewriteOutcome | Exclude<References, { kind: "found" }>;

/** Changes what the draft says of a product. */
export function updateProduct(
  ports: Pick<Ports, "products" | "categories" | "brands" | "sellers" | "currency" | "newId">,
  { id, expectedVersion, draft }: ProductChangeRequest,
  author: Author,
): Promise<UpdateProductOutcome> {
  return rewriteProduct<Exclude<References, { kind: "found" }>>(
    ports,
    { id, expectedVersion, author, kind: "UPDATED" },
    async (before) => {
      const read = readDraft(draft, before, ports.currency);
      const references = await findReferences(ports, read, before);
      if (references.kind !== "found") return references;
      const product = changeProduct(before, read, references.found, ports);
      return { kind: "made", product, category: references.category };
    },
  );
}
