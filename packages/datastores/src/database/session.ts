import type pg from "pg";
import { announceStatement, checkLabel } from "../statements.ts";
import { ruinsConnection } from "./connection.ts";
import { StoreUnavailable } from "./database.ts";
import { sendLabelled } from "./labelledQuery.ts";

/** One connection, from its checkout to its return into the pool. */
export class Session {
  readonly schema: string;
  readonly #client: pg.PoolClient;
  #ruin: Error | undefined;
  readonly #onError: (error: Error) => void;

  private constructor(client: pg.PoolClient, schema: string) {
    this.#client = client;
    this.schema = schema;
    // A connection lost between two statements is told by an event, and an unheard "error" event ends the process.
    this.#onError = (error) => {
      this.#ruin = error;
    };
    client.on("error", this.#onError);
  }

  /** Takes a connection of the pool, or throws StoreUnavailable when none can be had within the deadline. */
  static async checkOut(pool: pg.Pool, schema: string): Promise<Session> {
    try {
      return new Session(await pool.connect(), schema);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new StoreUnavailable(`The database of ${schema} cannot be reached: ${reason}`, { cause });
    }
  }

  /** Sends a labelled statement as a prepared one. */
  query<Row>(label: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.#queryLabelled(label, text, values, false);
  }

  /** Begins a transaction with a labelled statement, in one round trip. */
  beginWith<Row>(label: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.#queryLabelled(label, text, values, true);
  }

  async #queryLabelled<Row>(label: string, text: string, values: readonly unknown[], begins: boolean): Promise<Row[]> {
    checkLabel(this.schema, label, text);
    if (begins) announceStatement(this.schema, "BEGIN", "BEGIN");
    announceStatement(this.schema, label, text, values);
    try {
      const { rows } = await sendLabelled(this.#client, { name: label, text, values: [...values] }, begins);
      return rows as Row[];
    } catch (error) {
      // It was made where the answer is read; whoever looks for it wants to know who asked.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw this.#noting(error);
    }
  }

  async send(label: string, query: pg.QueryConfig): Promise<pg.QueryResult> {
    announceStatement(this.schema, label, query.text, query.values);
    try {
      return await this.#client.query(query);
    } catch (error) {
      throw this.#noting(error);
    }
  }

  #noting(error: unknown): unknown {
    if (ruinsConnection(error)) this.#ruin = error as Error;
    return error;
  }

  /**
   * Sends SQL that is not ours: perhaps several statements, perhaps with a transaction of its own. When it fails,
   * nobody knows in which state it left the connection.
   */
  async sendUnlabelled(label: string, text: string, values?: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      return await this.send(label, values ? { text, values: [...values] } : { text });
    } catch (error) {
      this.#ruin ??= error as Error;
      throw error;
    }
  }

  /** Gives the connection back, or closes it when something has gone wrong with it. */
  release(): void {
    this.#client.off("error", this.#onError);
    this.#client.release(this.#ruin);
  }
}
