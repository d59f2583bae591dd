export { type Faults, noFaults } from "@angidi/faults";
export { onAbort, whenEnded } from "./aborted.ts";
export { ConfigurationError, databaseUrlOf, engineUrlOf, parseEnvironment, settings } from "./configuration.ts";
export { type Connection, checkPage, connection, type PageArguments } from "./connection.ts";
export type { Context } from "./context.ts";
export { defineSubgraph, type Subgraph, type SubgraphParts, sdlOf } from "./defineSubgraph.ts";
export { CodedError, internalErrorCode, maskError, type PublicErrorCode, publicErrorCodes } from "./errors.ts";
export { eventLogOf, eventLogVariables, eventsDatabaseUrlOf, readEventLog } from "./eventLogConfiguration.ts";
export { faultVariables, readFaults } from "./faultsConfiguration.ts";
export {
  anonymous,
  type Caller,
  type EndUser,
  endUserOf,
  groupsOf,
  type Role,
  roles,
  userIdOf,
} from "./identity/caller.ts";
export { derivedSecret } from "./identity/derivedSecret.ts";
export { hasScope, scopesOfRole } from "./identity/scopes.ts";
export {
  IDENTITY_HEADER,
  type Identity,
  IdentityRefused,
  REQUEST_ID_HEADER,
  signIdentity,
  verifyIdentity,
} from "./identity/signature.ts";
export { createLogger } from "./logger.ts";
export type { Environment, SubgraphModule, Surroundings } from "./module.ts";
export { type RedisSettings, redisOf, redisVariables } from "./redisConfiguration.ts";
export type { EntityResolver, Reference } from "./schema/entities.ts";
export { readSchema } from "./schema/readSchema.ts";
export { addRoutes, type ListeningServer, listen } from "./server/http.ts";
export type { Route, RouteRequest, RouteResponse } from "./server/route.ts";
export { type ServedSubgraph, serveSubgraph, startSubgraph } from "./server/serve.ts";
export { onStopSignal } from "./server/stopSignal.ts";
export {
  type DocumentsConfig,
  environmentOf,
  mongodbOf,
  mongodbVariables,
  type SubgraphConfig,
  subgraphConfigOf,
  subgraphVariables,
} from "./subgraphConfiguration.ts";
export type { SubgraphRequest, SubgraphTransport } from "./transport.ts";
export { withinTime } from "./withinTime.ts";
