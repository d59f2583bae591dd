import { MongoClient, type MongoClientOptions } from "mongodb";
import { overseen } from "./calls.ts";
import { declareCollections } from "./declare.ts";
import type { Documents } from "./documents.ts";
import type { DocumentsSettings } from "./openDocuments.ts";
import { databaseNameOf } from "./sharding.ts";
import { runDocumentTransaction } from "./transaction.ts";

/** How long a call waits to find a server that can take it, in milliseconds. */
const SELECTION_DEADLINE = 2_000;

const optionsOf = ({ applicationName, callTimeoutMilliseconds = 5_000 }: DocumentsSettings): MongoClientOptions => ({
  appName: applicationName,
  connectTimeoutMS: SELECTION_DEADLINE,
  serverSelectionTimeoutMS: SELECTION_DEADLINE,
  socketTimeoutMS: callTimeoutMilliseconds, // the driver's `timeoutMS` has no effect any more
  waitQueueTimeoutMS: callTimeoutMilliseconds,
  maxPoolSize: 20,
  maxIdleTimeMS: 30_000,
  ignoreUndefined: true, // as JSON does; by default it would come back as null
  retryReads: true,
  retryWrites: true,
  // What was acknowledged, and what was read, outlives the loss of the primary.
  writeConcern: { w: "majority", wtimeoutMS: callTimeoutMilliseconds },
  readConcern: { level: "majority" },
});

/** Opens documents; see `openDocuments`, which loads this file and the driver with it. */
export function connectDocuments(settings: DocumentsSettings): Documents {
  const { url } = settings;
  const options = optionsOf(settings);
  const databaseName = databaseNameOf(settings);
  const client = new MongoClient(url, options);
  const db = overseen(client.db(databaseName), databaseName);
  return {
    db,
    transaction: (work) => runDocumentTransaction(client, databaseName, work),
    declare: (collections) =>
      declareCollections(db, collections, async (build) => {
        const builder = new MongoClient(url, { ...options, socketTimeoutMS: 0 });
        try {
          return await build(overseen(builder.db(databaseName), databaseName));
        } finally {
          await builder.close();
        }
      }),
    close: () => client.close(),
  };
}
