/** Where labelled statements are sent: a database (each its own transaction) or a transaction. */
export interface Queryable {
  /**
   * Sends one statement and gives its rows. The label ("orders.insertOrder") names the prepared statement and stands
   * for one text only. `bigint` comes back as a number; one outside the safe range is an error.
   */
  query<Row = Record<string, unknown>>(label: string, text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface Transaction extends Queryable {
  /** Calls back once this transaction has committed, never when it is rolled back. */
  afterCommit(callback: () => void): void;
}

export interface Database extends Queryable {
  readonly schema: string;
  /**
   * Runs `work` between BEGIN and COMMIT. What it throws rolls back and is thrown on. A deadlock or serialisation
   * failure runs it again from the start (at most five times), so it must have no effects but those in the database;
   * effects outside belong into `afterCommit`.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Hears NOTIFY on a channel until the function given back is called. Notifications are hints: after the connection
   * was lost and is there again, `onMessage("")` is called, because some may have been missed.
   */
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>;
  /** Waits for the running statements and closes all connections. */
  close(): Promise<void>;
}

/** The store cannot be reached, or had no connection free within the deadline. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** The server answered COMMIT with ROLLBACK: a statement had failed and the failure was not thrown on. */
export class TransactionRolledBack extends Error {
  override readonly name = "TransactionRolledBack";

  constructor() {
    super("A statement of the transaction failed and its error was swallowed, so nothing was committed.");
  }
}
