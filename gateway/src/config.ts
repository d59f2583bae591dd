import { readFileSync } from "node:fs";
import { ConfigurationError, type Environment, parseEnvironment, settings } from "@angidi/subgraph";
import { type MetricsReaders, metricsReaders } from "@angidi/telemetry";
import { z } from "zod";
import { defaultOrigins } from "./plugins/cors.ts";
import { subgraphsOf } from "./supergraph/load.ts";

/** The whole configuration of a gateway that runs alone. */
export interface GatewayConfig {
  readonly port: number;
  readonly host: string;
  readonly signingKey: string;
  /** The SDL of the supergraph. */
  readonly supergraph: string;
  /** The `/graphql` of each subgraph in the supergraph, by name. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** Where the keys of access tokens are published. */
  readonly keysUrl: string;
  readonly origins: readonly string[];
  /** From where `GET /metrics` is answered. */
  readonly metricsReaders: MetricsReaders;
}

const supergraphFile = new URL("../../schema/supergraph.graphql", import.meta.url);
const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" });

/** Reads the configuration. Throws ConfigurationError, which lists every mistake. */
export function readConfig(environment: Environment, supergraph: string = readSupergraph()): GatewayConfig {
  const names = subgraphsOf(supergraph).map(({ name }) => name);
  const given = parseEnvironment(
    z
      .object({
        PORT: settings.port.default(4000),
        HOST: z.string().default("127.0.0.1"),
        SERVICE_SIGNING_KEY: settings.signingKey,
        USERS_JWKS_URL: names.includes("users") ? httpUrl.optional() : httpUrl,
        CORS_ORIGINS: z.string().optional(),
        METRICS_FROM: z.enum(metricsReaders).default("loopback"),
      })
      .and(z.object(Object.fromEntries(names.map((name) => [urlVariable(name), httpUrl])))),
    environment,
  );
  const urlOf = (name: string) => (given as Readonly<Record<string, unknown>>)[urlVariable(name)] as string;
  return {
    port: given.PORT,
    host: given.HOST,
    signingKey: given.SERVICE_SIGNING_KEY,
    supergraph,
    subgraphUrls: new Map(names.map((name) => [name, urlOf(name)])),
    keysUrl: given.USERS_JWKS_URL ?? new URL("/.well-known/jwks.json", urlOf("users")).href,
    metricsReaders: given.METRICS_FROM,
    origins: given.CORS_ORIGINS?.split(",").map((origin) => origin.trim()) ?? defaultOrigins,
  };
}

function readSupergraph(): string {
  try {
    return readFileSync(supergraphFile, "utf8");
  } catch {
    throw new ConfigurationError("schema/supergraph.graphql cannot be read: run `npm run compose`");
  }
}

/** `<NAME>_URL`, as other services find the subgraph too. */
function urlVariable(subgraph: string): string {
  return `${subgraph.toUpperCase().replaceAll("-", "_")}_URL`;
}
