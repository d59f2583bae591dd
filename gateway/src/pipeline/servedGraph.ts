import type { GraphQLSchema } from "graphql";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { type DocumentLimits, type Documents, readDocuments } from "./documents.ts";

/** The API schema or a contract variant of it, with the documents that are valid in it. */
export interface ServedVariant {
  /** Undefined for the whole API schema. */
  readonly name: string | undefined;
  readonly supergraph: LoadedSupergraph;
  readonly schema: GraphQLSchema;
  /** Those of its documents that are known already. */
  readonly documents: Documents;
}

/** One supergraph as it is served. */
export interface ServedGraph {
  readonly supergraph: LoadedSupergraph;
  /** Undefined for a name that is not served; without a name, the whole API schema. */
  variant(name: string | undefined): ServedVariant | undefined;
  readonly variants: Iterable<ServedVariant>;
}

/** Makes variants of the API schema, by their names. */
export type Variants = ReadonlyMap<string, (supergraph: LoadedSupergraph) => GraphQLSchema>;

/** Throws when a variant cannot be made of the supergraph. */
export function serveGraph(supergraph: LoadedSupergraph, variants: Variants, limits: DocumentLimits): ServedGraph {
  const served = new Map<string | undefined, ServedVariant>();
  const serve = (name: string | undefined, schema: GraphQLSchema) => {
    const variant: ServedVariant = {
      name,
      supergraph,
      schema,
      documents: readDocuments(() => variant, limits),
    };
    served.set(name, variant);
  };
  serve(undefined, supergraph.apiSchema);
  for (const [name, make] of variants) serve(name, make(supergraph));
  return { supergraph, variant: (name) => served.get(name), variants: [...served.values()] };
}
