import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { ConfigurationError, type Environment, faultVariables, parseEnvironment, settings } from "@angidi/subgraph";
import { type MetricsReaders, metricsReaders } from "@angidi/telemetry";
import { z } from "zod";
import { originOf } from "./origin.ts";
import type { StorefrontPlace } from "./storefront/storefront.ts";
import { subgraphNames } from "./subgraphs.ts";

/** What runs the platform on one machine is configured by. A subgraph reads what is its own from the same environment. */
export interface LocalConfig {
  readonly host: string;
  readonly port: number;
  /** Where embedded PostgreSQL, media and generated keys are kept. */
  readonly dataFolder: string;
  /** By subgraph (and "events"), where a PostgreSQL of the operator's is to be used. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  /** Whether one of them is left to the embedded PostgreSQL. */
  readonly needsEmbeddedPostgres: boolean;
  readonly signingKey: string | undefined;
  /** The subgraphs that have no URL of their own and so run in this process. */
  readonly subgraphsHere: readonly string[];
  readonly demo: boolean;
  /** Whether it is to have orders of past weeks. */
  readonly demoOrders: boolean;
  /** From where `GET /metrics` is answered. */
  readonly metricsReaders: MetricsReaders;
  /** Where the storefront is to be; undefined when it is switched off. */
  readonly storefront: { readonly port: number | undefined; readonly url: string | undefined } | undefined;
  /** What goes wrong on purpose, in words. */
  readonly faults: string | undefined;
  /** All variables as given, for the subgraphs and the gateway. */
  readonly environment: Environment;
}

/** What has a schema of its own: the subgraphs and the event log. */
export const stores: readonly string[] = [...subgraphNames, "events"];

const webAddress = z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

const storefrontVariables = { STOREFRONT_PORT: settings.port.optional(), STOREFRONT_URL: webAddress.optional() };

const storefrontSchema = z.object({
  ...storefrontVariables,
  GRAPH_URL: webAddress.default("http://127.0.0.1:4000/graphql"),
});

const schema = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: settings.port.default(4000),
  ANGIDI_DATA: z.string().optional(),
  XDG_STATE_HOME: z.string().optional(),
  NODE_ENV: z.string().optional(),
  METRICS_FROM: z.enum(metricsReaders).default("loopback"),
  DEMO: z.stringbool({ error: "must be on or off" }).optional(),
  DEMO_ORDERS: z.stringbool({ error: "must be on or off" }).optional(),
  STOREFRONT: z.stringbool({ error: "must be on or off" }).default(true),
  ...storefrontVariables,
  SERVICE_SIGNING_KEY: settings.signingKey.optional(),
  DATABASE_URL: settings.postgresUrl.optional(),
  ...Object.fromEntries(stores.map((name) => [databaseVariable(name), settings.postgresUrl.optional()])),
});

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): LocalConfig {
  const given = parseEnvironment(schema.extend(faultVariables(environment)), environment);
  // The demo accounts' password is known to everybody, so they never come into being in production.
  const demo = (given.DEMO ?? true) && given.NODE_ENV !== "production";
  const databaseUrls = databaseUrlsOf(given);
  const subgraphsHere = subgraphNames.filter((name) => !environment[`${name.toUpperCase()}_URL`]);
  if (subgraphsHere.length < subgraphNames.length && !given.SERVICE_SIGNING_KEY) {
    throw new ConfigurationError("SERVICE_SIGNING_KEY must be given where some subgraphs run elsewhere: theirs.");
  }
  return {
    host: given.HOST,
    port: given.PORT,
    dataFolder: resolve(given.ANGIDI_DATA ?? defaultDataFolder(given.XDG_STATE_HOME)),
    databaseUrls,
    needsEmbeddedPostgres: stores.some((name) => !databaseUrls[name]),
    signingKey: given.SERVICE_SIGNING_KEY,
    subgraphsHere,
    demo,
    demoOrders: demo && (given.DEMO_ORDERS ?? true),
    metricsReaders: given.METRICS_FROM,
    storefront: given.STOREFRONT ? { port: given.STOREFRONT_PORT, url: given.STOREFRONT_URL } : undefined,
    faults: given.FAULTS ?? (given.FAULTS_FILE && `those in ${given.FAULTS_FILE}, followed while it changes`),
    environment,
  };
}

/** Where the storefront of a platform on this machine is. */
export function storefrontPlace(
  { host, port, environment }: LocalConfig,
  storefront: NonNullable<LocalConfig["storefront"]>,
): StorefrontPlace {
  return { host, ...storefront, graphUrl: `${originOf({ host, port })}/graphql`, environment };
}

/** Where a storefront that runs alone is, and whose it is. Throws ConfigurationError with every mistake in it. */
export function readStorefrontConfig(environment: Environment): StorefrontPlace {
  const given = parseEnvironment(storefrontSchema.extend({ HOST: schema.shape.HOST }), environment);
  return {
    host: given.HOST,
    port: given.STOREFRONT_PORT,
    url: given.STOREFRONT_URL,
    graphUrl: given.GRAPH_URL,
    environment,
  };
}

/** ORDERS_DATABASE_URL for orders. */
export function databaseVariable(store: string): string {
  return `${store.toUpperCase()}_DATABASE_URL`;
}

function databaseUrlsOf(given: Readonly<Record<string, unknown>>): Record<string, string> {
  const urls = stores.map((name) => [name, given[databaseVariable(name)] ?? given.DATABASE_URL] as const);
  return Object.fromEntries(urls.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

function defaultDataFolder(stateHome: string | undefined): string {
  return join(stateHome ?? join(homedir(), ".local/state"), "angidi");
}
