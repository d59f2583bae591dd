export { canonicalHash, canonicalJson } from "./canonicalJson.ts";
export { BadCursor, type CursorPart, type CursorValue, decodeCursor, encodeCursor } from "./cursor.ts";
export {
  type Database,
  type Queryable,
  StoreUnavailable,
  type Transaction,
  TransactionRolledBack,
} from "./database/database.ts";
export { type DatabaseSettings, openDatabase } from "./database/openDatabase.ts";
export { claimKey, idempotencyMigrations, type KeyClaim, type KeyClaimed } from "./idempotency.ts";
export { isId, newCapability, newId } from "./ids.ts";
export { assertMigrated, MigrationChanged, migrate, SchemaBehind } from "./migrations/migrate.ts";
export { STATEMENT_CHANNEL, type Statement } from "./statements.ts";
export { asWorker, isWorker, type Worker } from "./worker.ts";
