import { readFileSync } from "node:fs";
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { type GraphQLSchema, printSchema } from "graphql";

/** Where the composed schema is published. */
export const supergraphFile = new URL("./supergraph.graphql", import.meta.url);

/** The published supergraph, as it is committed. */
export function readSupergraph(): string {
  return readFileSync(supergraphFile, "utf8");
}

/** What clients see of a supergraph: no join directives, nothing that is inaccessible. */
export function publicSchema(supergraphSdl: string): GraphQLSchema {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  return supergraph.apiSchema().toGraphQLJSSchema();
}

/** The same as SDL. */
export function publicSchemaOf(supergraphSdl: string): string {
  return printSchema(publicSchema(supergraphSdl));
}
