export type { Discrepancy } from "./audit.ts";
export type { Broadcast } from "./broadcast/broadcast.ts";
export { postgresBroadcast } from "./broadcast/postgresBroadcast.ts";
export { type RedisBroadcastSettings, redisBroadcast } from "./broadcast/redisBroadcast.ts";
export type { Cache } from "./cache/cache.ts";
export { memoryCache } from "./cache/memoryCache.ts";
export { type RedisCacheSettings, redisCache } from "./cache/redisCache.ts";
export { canonicalHash, canonicalJson } from "./canonicalJson.ts";
export { BadCursor, type CursorPart, type CursorValue, decodeCursor, encodeCursor } from "./cursor.ts";
export {
  type Database,
  type Queryable,
  StoreUnavailable,
  type Transaction,
  TransactionRolledBack,
} from "./database/database.ts";
export { type DatabaseSettings, decorateDatabase, openDatabase } from "./database/openDatabase.ts";
export { type MigratedDatabaseSettings, openMigratedDatabase } from "./database/openMigratedDatabase.ts";
export {
  type CollectionDeclaration,
  type Documents,
  type DocumentTransaction,
  IndexChanged,
} from "./documents/documents.ts";
export { isDuplicate } from "./documents/duplicates.ts";
export { type DocumentsSettings, openDocuments } from "./documents/openDocuments.ts";
export { type ShardCollection, shardingCommands } from "./documents/sharding.ts";
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./embedded/embeddedPostgres.ts";
export { EmbeddedPostgresFailed } from "./embedded/errors.ts";
export type { SchemaOwner } from "./embedded/provision.ts";
export { claimKey, idempotencyMigrations, type KeyClaim, type KeyClaimed } from "./idempotency.ts";
export { isId, newCapability, newId } from "./ids.ts";
export type { Jobs, JobsSettings, QueueOptions, SendOptions } from "./jobs/jobs.ts";
export { assertJobsMigrated, migrateJobs } from "./jobs/migrateJobs.ts";
export { openJobs } from "./jobs/openJobs.ts";
export type { Locks } from "./locks/locks.ts";
export { postgresLocks } from "./locks/postgresLocks.ts";
export { redisLocks } from "./locks/redisLocks.ts";
export { assertMigrated, MigrationChanged, migrate, SchemaBehind } from "./migrations/migrate.ts";
export { isOutsideOfTransactions, outsideOfTransactions, statementsOf } from "./migrations/sql.ts";
export { openRedis, type Redis, type RedisSettings } from "./redis/openRedis.ts";
export { type RedisScript, redisScript } from "./redis/redisScript.ts";
export { repeatedly, type WakeableWorker } from "./repeatedly.ts";
export { STATEMENT_CHANNEL, STATEMENT_IN_FULL_CHANNEL, type Statement, type StatementInFull } from "./statements.ts";
export { type Warnings, warningsOf } from "./warnings.ts";
export { asWorker, isWorker, type Worker } from "./worker.ts";
