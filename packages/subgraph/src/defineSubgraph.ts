import type { Worker } from "@angidi/datastores";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { type GraphQLFieldResolver, type GraphQLSchema, parse } from "graphql";
import { type Logger, pino } from "pino";
import { inProcessTransport } from "./execution/inProcess.ts";
import type { Identity } from "./identity/signature.ts";
import { checkEntities, type EntityResolver, resolveEntities } from "./schema/entities.ts";
import { guardFields } from "./schema/guards.ts";
import { completeSchema, readSchema } from "./schema/readSchema.ts";
import { scalarResolvers } from "./schema/scalars.ts";
import type { Route } from "./server/route.ts";
import { tracedTransport } from "./server/tracedTransport.ts";
import type { SubgraphTransport } from "./transport.ts";

/** What a subgraph is made of. */
export interface SubgraphParts<Ports, Loaders> {
  readonly name: string;
  /** The folder below which every `*.graphql` file is the subgraph's SDL, or the SDL itself. */
  readonly schemaFolder: URL | { readonly sdl: string };
  /** Field resolvers by type and field; a field without one is read from its parent. */
  // biome-ignore lint/suspicious/noExplicitAny: the generated resolver types say what each resolver takes and gives
  readonly resolvers: Readonly<Record<string, any>>;
  /** One batched resolver for every type with a resolvable `@key`. */
  readonly entities?: Readonly<Record<string, EntityResolver<Ports, Loaders>>>;
  readonly ports: Ports;
  /** Made anew for every request. */
  readonly loaders?: (ports: Ports, identity: Identity) => Loaders;
  /** `SERVICE_SIGNING_KEY`: calls whose identity is not signed with it are refused. */
  readonly signingKey: string;
  readonly workers?: readonly Worker[];
  /** Plain HTTP beside the graph: key sets, pictures, webhooks. */
  readonly routes?: readonly Route[];
  /** Closes what the ports hold open; called after the workers have stopped. */
  readonly stop?: () => Promise<void>;
  readonly log?: Logger;
}

/** A subgraph that can be called. `start` sets its workers going; calls are served without that. */
export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  readonly transport: SubgraphTransport;
  readonly routes: readonly Route[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The SDL of a subgraph as it is published and composed. */
export function sdlOf(schema: URL | { readonly sdl: string }): string {
  return schema instanceof URL ? readSchema(schema) : completeSchema(schema.sdl);
}

/**
 * Makes a subgraph of its parts. Throws, at start and not at the first request, when the schema is invalid, an entity
 * lacks its resolver, or an internal field is not hidden.
 */
export function defineSubgraph<Ports, Loaders = object>(parts: SubgraphParts<Ports, Loaders>): Subgraph {
  const sdl = sdlOf(parts.schemaFolder);
  const schema = executableSchema(sdl, parts);
  const log = parts.log ?? pino({ level: "silent" });
  const workers = parts.workers ?? [];

  return {
    name: parts.name,
    sdl,
    transport: tracedTransport(parts.name, inProcessTransport({ ...parts, schema, log })),
    routes: parts.routes ?? [],
    async start() {
      await Promise.all(workers.map((worker) => worker.start()));
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await parts.stop?.();
    },
  };
}

function executableSchema<Ports, Loaders>(sdl: string, parts: SubgraphParts<Ports, Loaders>): GraphQLSchema {
  const entities = parts.entities ?? {};
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: { ...scalarResolvers, ...parts.resolvers } }]);
  checkResolvers(schema, parts.resolvers);
  checkEntities(schema, entities);

  const field = schema.getQueryType()?.getFields()._entities;
  if (field) field.resolve = resolveEntities(entities) as GraphQLFieldResolver<unknown, unknown>;
  guardFields(schema);
  return schema;
}

/** A resolver for what the schema does not have is a misspelling, and would never run. */
function checkResolvers(schema: GraphQLSchema, resolvers: Readonly<Record<string, object>>): void {
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!type) throw new Error(`There are resolvers for ${typeName}, which the schema does not have`);
    if (!("getFields" in type)) continue;
    const known = type.getFields();
    for (const name of Object.keys(fields)) {
      if (!name.startsWith("__") && !(name in known)) {
        throw new Error(`There is a resolver for ${typeName}.${name}, which the schema does not have`);
      }
    }
  }
}
