import type { Money } from "@angidi/money";
import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type { Identity } from "@angidi/subgraph";
import type { VariantsForQuoteQuery, VariantsForQuoteQueryVariables } from "../generated/catalog.ts";

/** A variant as it is sold now. */
export interface QuotedVariant {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly price: Money;
  /** What it cost before, where it is on sale. */
  readonly compareAtPrice: Money | null;
  /** Whether it is for sale: published, and not withdrawn. */
  readonly purchasable: boolean;
  readonly product: {
    readonly id: string;
    readonly title: string;
    readonly brandId: string | null;
    /** The ids of its category and of those above that. */
    readonly categoryPath: readonly string[];
  };
}

/** What carts ask of the catalogue, on behalf of whoever calls. */
export interface Catalog {
  /** The variants in the order of the ids, null for one that is not there. Throws ServiceUnavailable. */
  variantsForQuote(ids: readonly string[], identity: Identity): Promise<readonly (QuotedVariant | null)[]>;
}

const operations = loadOperations(new URL("./catalog.graphql", import.meta.url));
const variantsForQuote = operation<VariantsForQuoteQuery, VariantsForQuoteQueryVariables>(
  operations,
  "VariantsForQuote",
);

export function catalogClient(client: ServiceClient): Catalog {
  return {
    async variantsForQuote(ids, identity) {
      const data = await client.call(variantsForQuote, { ids: [...ids] }, identity);
      return data.variantsForQuote;
    },
  };
}
