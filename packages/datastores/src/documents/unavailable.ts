import { isNativeError } from "node:util/types";
import {
  MongoClientClosedError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from "mongodb";
import { StoreUnavailable } from "../database/database.ts";

/** What the driver throws when no server answered, or none in time. */
const awayErrors = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoOperationTimeoutError,
  MongoTopologyClosedError,
  MongoClientClosedError,
  MongoNotConnectedError,
];

/** What servers answer that cannot do it now: on the way out, not the primary (any more), out of time. */
const awayCodes = new Set<unknown>([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  133, // FailedToSatisfyReadPreference
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

/** What a socket says, which the driver hands on as it is when a connection ends while it writes to it. */
const socketCodes = new Set<unknown>(["EPIPE", "ECONNRESET", "ECONNREFUSED", "ETIMEDOUT", "ERR_STREAM_DESTROYED"]);

/** Gives StoreUnavailable for what says that the store is away, and everything else as it is. */
export function asStoreUnavailable(name: string, error: unknown): unknown {
  if (!isAway(error)) return error;
  return new StoreUnavailable(`The documents of ${name} cannot be reached: ${error.message}`, { cause: error });
}

function isAway(error: unknown): error is Error {
  if (error instanceof MongoServerError) return awayCodes.has(error.code);
  if (awayErrors.some((kind) => error instanceof kind)) return true;
  // The pool's own error for a wait that took too long is not exported. A socket's error may come of another realm.
  return (
    isNativeError(error) &&
    (error.name === "MongoWaitQueueTimeoutError" || socketCodes.has((error as NodeJS.ErrnoException).code))
  );
}
