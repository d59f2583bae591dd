import { setTimeout as pause } from "node:timers/promises";
import { type MongoClient, MongoError, MongoErrorLabel } from "mongodb";
import { StoreUnavailable } from "../database/database.ts";
import { announceCall } from "../statements.ts";
import type { DocumentTransaction } from "./documents.ts";
import { asStoreUnavailable } from "./unavailable.ts";

/** How long a transaction is run again that lost against others, in milliseconds. */
const LONGEST_STRIFE = 10_000;

/** Attempts to commit, and at a transaction whose connection was lost. */
const MOST_ATTEMPTS = 2;

/**
 * Runs `work` as a transaction until it is committed. The driver's own `withTransaction` would go on for two minutes, and
 * would not know an error again that says that the store is away.
 */
export async function runDocumentTransaction<T>(
  client: MongoClient,
  name: string,
  work: (transaction: DocumentTransaction) => Promise<T>,
): Promise<T> {
  const session = client.startSession();
  const deadline = performance.now() + LONGEST_STRIFE;
  try {
    for (let attempt = 1; ; attempt++) {
      const callbacks: (() => void)[] = [];
      try {
        session.startTransaction({ readConcern: "snapshot", writeConcern: { w: "majority" } });
        const result = await work({ session, afterCommit: (callback) => void callbacks.push(callback) });
        await commit();
        callAll(callbacks, name);
        return result;
      } catch (error) {
        if (session.inTransaction()) {
          announceCall(name, "abortTransaction");
          await session.abortTransaction().catch(() => {}); // what went wrong first is what the caller must hear
        }
        const again =
          isLabelled(error, MongoErrorLabel.TransientTransactionError) &&
          performance.now() < deadline &&
          (isConflict(error) || attempt < MOST_ATTEMPTS);
        if (!again && isConflict(error)) throw tooContended(name, error);
        if (!again) throw asStoreUnavailable(name, error);
        // A conflict is told at once, to all but one of those that met: the more of them, the further apart they go.
        await pause(Math.random() * Math.min(500, 5 * 1.5 ** attempt));
      }
    }
  } finally {
    await session.endSession();
  }

  async function commit(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      announceCall(name, "commitTransaction");
      try {
        return await session.commitTransaction();
      } catch (error) {
        // Asked again, the server says what became of it, and does not do it twice.
        if (!isLabelled(error, MongoErrorLabel.UnknownTransactionCommitResult) || attempt === MOST_ATTEMPTS)
          throw error;
      }
    }
  }
}

/** A label lies on the driver's own error, which may be the cause of ours. */
function isLabelled(error: unknown, label: string): boolean {
  const own = driversError(error);
  return own?.hasErrorLabel(label) ?? false;
}

function isConflict(error: unknown): boolean {
  return driversError(error)?.code === WRITE_CONFLICT;
}

const WRITE_CONFLICT = 112;

function tooContended(name: string, cause: unknown): StoreUnavailable {
  return new StoreUnavailable(`A transaction in ${name} met others for too long.`, { cause });
}

function driversError(error: unknown): MongoError | undefined {
  if (error instanceof MongoError) return error;
  return error instanceof Error && error.cause instanceof MongoError ? error.cause : undefined;
}

function callAll(callbacks: readonly (() => void)[], name: string): void {
  for (const callback of callbacks) {
    try {
      callback();
    } catch (error) {
      process.emitWarning(`What was to happen after a commit in ${name} failed: ${error}`); // it is committed
    }
  }
}
