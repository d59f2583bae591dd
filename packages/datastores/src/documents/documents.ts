import type { ClientSession, Db, IndexDescription } from "mongodb";

/** A transaction over documents. Its session goes into the options of every call that belongs to it, one call after another. */
export interface DocumentTransaction {
  readonly session: ClientSession;
  /** Calls back once this transaction has committed, never when it is rolled back. */
  afterCommit(callback: () => void): void;
}

/** The documents of one subgraph: a database on MongoDB. */
export interface Documents {
  /**
   * The driver's own database, whose calls fail with StoreUnavailable when the store is away or too slow. A call is
   * announced as a statement labelled by its option `comment` ("catalog.productsByIds", which the server shows in its
   * profile too), or by collection and method. Of a cursor only the first batch is announced. A field
   * that is undefined is not stored; in a filter it is a TypeError.
   */
  readonly db: Db;
  /**
   * Runs `work` as one transaction: a snapshot, committed by a majority. What it throws rolls back and is thrown on. When
   * it met another transaction's writes it is run again from the start, for at most ten seconds, so it must have no
   * effects but those in the database; effects outside belong into `afterCommit`.
   */
  transaction<T>(work: (transaction: DocumentTransaction) => Promise<T>): Promise<T>;
  /**
   * Makes the collections and indexes that are not there yet, whoever else does so at the same time. Throws IndexChanged
   * when one of that name is there and not as declared; what is there and not declared is left alone.
   */
  declare(collections: readonly CollectionDeclaration[]): Promise<void>;
  close(): Promise<void>;
}

/** A collection as its subgraph needs it. */
export interface CollectionDeclaration {
  readonly name: string;
  readonly indexes: readonly IndexDescription[];
  /** By what the collection is spread over shards, where there are several: see `shardingCommands`. */
  readonly shardKey: Readonly<Record<string, 1 | "hashed">>;
}

/** An index is in the database, but not as it is declared. */
export class IndexChanged extends Error {
  override readonly name = "IndexChanged";
}
