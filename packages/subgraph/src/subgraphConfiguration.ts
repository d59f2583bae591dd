import type { z } from "zod";
import { engineUrlOf, settings } from "./configuration.ts";
import { eventLogOf, eventLogVariables, eventsDatabaseUrlOf } from "./eventLogConfiguration.ts";
import type { Environment } from "./module.ts";

/** The variables of every subgraph that keeps something on PostgreSQL, to be spread into its schema. */
export const subgraphVariables = {
  DATABASE_URL: settings.postgresUrl,
  ...eventLogVariables,
  SERVICE_SIGNING_KEY: settings.signingKey,
};

/** What they say. */
export interface SubgraphConfig {
  readonly databaseUrl: string;
  readonly events: ReturnType<typeof eventLogOf>;
  /** Signs callers' identities between services. */
  readonly signingKey: string;
}

/** From variables that were read. */
export function subgraphConfigOf(given: z.output<z.ZodObject<typeof subgraphVariables>>): SubgraphConfig {
  return { databaseUrl: given.DATABASE_URL, events: eventLogOf(given), signingKey: given.SERVICE_SIGNING_KEY };
}

/**
 * The environment as one subgraph sees it: `<NAME>_DATABASE_URL` is its DATABASE_URL, and so for every engine, and
 * EVENTS_DATABASE_URL is by `eventsDatabaseUrlOf`.
 */
export function environmentOf(name: string, environment: Environment): Environment {
  return {
    ...environment,
    DATABASE_URL: engineUrlOf(name, "DATABASE_URL", environment),
    MONGODB_URL: engineUrlOf(name, "MONGODB_URL", environment),
    REDIS_URL: engineUrlOf(name, "REDIS_URL", environment),
    ELASTICSEARCH_URL: engineUrlOf(name, "ELASTICSEARCH_URL", environment),
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, name),
  };
}

/** The variable that says whether there is a MongoDB, to be spread into the schema of a subgraph that can do without. */
export const mongodbVariables = { MONGODB_URL: settings.mongodbUrl.optional() };

/** The MongoDB that keeps a subgraph's documents. */
export interface DocumentsConfig {
  readonly url: string;
}

/** From variables that were read; null: there is none. */
export function mongodbOf({ MONGODB_URL: url }: { readonly MONGODB_URL?: string | undefined }): DocumentsConfig | null {
  return url ? { url } : null;
}
