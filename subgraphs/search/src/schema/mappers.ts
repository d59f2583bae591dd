import type { Sought } from "../data/searchIndex.ts";
import type { Facet } from "../domain/facets.ts";
import type { PageInfo, ProductSearchEdge } from "../generated/resolvers.ts";

/** What resolvers hand down for a type where that is not the type itself. */
export interface ProductSearchConnectionMapper {
  readonly totalCount: number;
  readonly facets: readonly Facet[];
  readonly didYouMean: string | null;
  readonly isRelaxed: boolean;
  readonly edges: readonly ProductSearchEdge[];
  readonly pageInfo: PageInfo;
  /** Of which prices are counted if a client asks. */
  readonly sought: Sought | null;
}
