import type { GraphQLSchema } from "graphql";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { type DocumentLimits, type ReadDocument, readDocuments } from "./documents.ts";

/** The API schema or a contract variant of it, with the documents that are valid in it. */
export interface ServedVariant {
  /** Undefined for the whole API schema. */
  readonly name: string | undefined;
  readonly supergraph: LoadedSupergraph;
  readonly schema: GraphQLSchema;
  /** The document of a text; throws a Refusal for one that is not valid. */
  readonly read: (text: string) => ReadDocument;
}

/** One supergraph as it is served. */
export interface ServedGraph {
  readonly supergraph: LoadedSupergraph;
  /** Undefined for a name that is not served; without a name, the whole API schema. */
  variant(name: string | undefined): ServedVariant | undefined;
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
      read: readDocuments(() => variant, limits),
    };
    served.set(name, variant);
  };
  serve(undefined, supergraph.apiSchema);
  for (const [name, make] of variants) serve(name, make(supergraph));
  return { supergraph, variant: (name) => served.get(name) };
}
