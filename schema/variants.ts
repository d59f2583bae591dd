import { fileURLToPath } from "node:url";
import { type ContractFilter, loadSupergraph, readSettings, variantOf } from "@angidi/gateway";
import type { GraphQLSchema } from "graphql";

const gatewayConfigFile = fileURLToPath(new URL("../deploy/gateway.yaml", import.meta.url));

/** For whom there is a part of the graph (docs/guides/annotations.md). */
export type VariantName = "shopper" | "partner" | "admin";

/** What clients of a variant see, as the gateway would serve it. Rejects when nothing could be served. */
export async function variantSchema(supergraphSdl: string, filter: ContractFilter): Promise<GraphQLSchema> {
  const supergraph = await loadSupergraph(supergraphSdl, { thread: false });
  try {
    return variantOf(supergraph, filter);
  } finally {
    await supergraph.close();
  }
}

/** The variants that the platform's gateway serves, by name. */
export async function variantSchemas(supergraphSdl: string): Promise<Readonly<Record<VariantName, GraphQLSchema>>> {
  const { variants } = readSettings(gatewayConfigFile, {});
  const of = (name: VariantName) => {
    const filter = variants[name];
    if (!filter) throw new Error(`deploy/gateway.yaml has no variant ${name}`);
    return variantSchema(supergraphSdl, filter);
  };
  return { shopper: await of("shopper"), partner: await of("partner"), admin: await of("admin") };
}
