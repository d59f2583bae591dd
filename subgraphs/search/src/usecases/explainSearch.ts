import { isId } from "@angidi/datastores";
import type { Ports } from "../context.ts";
import type { Explanation } from "../data/searchIndex.ts";
import type { Interpretation } from "../domain/interpretation.ts";
import { understand } from "./searchProducts.ts";

export interface ExplainedSearch {
  readonly query: Interpretation | null;
  /** Null when the product is not found by the query. */
  readonly explanation: Explanation | null;
}

/** How a query was understood, and how a product comes to its place in what it finds. */
export async function explainSearch(
  { index, now }: Pick<Ports, "index" | "now">,
  query: string,
  productId: string,
): Promise<ExplainedSearch> {
  const understood = await understand(index, query);
  if (!understood || !isId(productId)) return { query: understood, explanation: null };
  if (understood.sku === null && understood.terms.length === 0) return { query: understood, explanation: null };
  return { query: understood, explanation: await index.explain(understood, productId, now()) };
}
